"""Look for texts that crash or hang the reading and the checks; every new one is written to a folder.

    pip install atheris
    python tools/fuzz_text.py CRASHES [-max_total_time=600] [CORPUS]

Ten minutes are enough before a change is handed in. What stands behind the folder is handed to libFuzzer; a text that
takes longer than 20 seconds stops the run. A crash found goes into tests/crashes.yaml, as short as it gets.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb

import atheris

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

with atheris.instrument_imports(include=["claimcheck"]):
    import newslike

    from claimcheck import checks, language, pipeline, rulebook
    from claimcheck.errors import InputError
    from claimcheck.extract.article import read_article

CODES = ("en", "it", "en", "it", "es", "fr", "de", "pt")
CHECKS = {rule.check: (checks.load(rule.check), rule.params) for rule in rulebook.load(rulebook.FOLDER)}
FOUND: set[str] = set()


def text_of(data: bytes) -> tuple[str, str]:
    """A text and its language: mostly news-like, else any characters."""
    choices = atheris.FuzzedDataProvider(data)
    code = CODES[choices.ConsumeIntInRange(0, len(CODES) - 1)]
    if choices.ConsumeIntInRange(0, 5) == 0:
        return choices.ConsumeUnicodeNoSurrogates(400), code
    return newslike.story(lambda n: choices.ConsumeIntInRange(0, n - 1), code), code


def one(data: bytes) -> None:
    """Read one text and run every check on it; what raises is kept once for each place in the program."""
    text, code = text_of(data)
    try:
        article = read_article(pipeline.from_text(text), language.pack(code))
        for check, params in CHECKS.values():
            list(check(article, **params))
    except InputError:
        return
    except Exception as error:
        last = extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if place not in FOUND:
            FOUND.add(place)
            name = sha256(place.encode()).hexdigest()[:12]
            (Path(sys.argv[1]) / f"{name}.{code}.txt").write_text(text, encoding="utf-8", errors="replace")
            print(f"{place}: {error}", file=sys.stderr)


def main() -> None:
    """Hand the rest of the command line to libFuzzer."""
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    newslike.models("en"), newslike.models("it")
    atheris.Setup([sys.argv[0], "-timeout=20", "-max_len=1024", *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
