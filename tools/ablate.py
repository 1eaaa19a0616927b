"""What an entry of a language pack is worth: everything that is measured without news, with it and without it.

    python -m tools.ablate en:cues.revised [--json FILE]            a key of the pack, with all below it
    python -m tools.ablate "en:cues.revised=until then" [...]       one entry of a list or of words

Stories and paraphrases of the language are checked; `--news NEWS.jsonl` adds alarms on ordinary news.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck import language
from tools import first_contact, paraphrases
from tools.checked import ROOT, check
from tools.corpus import stories
from tools.news import articles
from tools.show import write

NEWS = 300


def without(entry: str) -> None:
    """Take an entry out of its language pack for the rest of this process.

    :raises KeyError: if the pack has no such entry.
    """
    code, _, path = entry.partition(":")
    path, _, word = path.partition("=")
    node: Any = language._document(language._files(())[code], 1)
    *above, last = path.split(".")
    for key in above:
        node = node[key]
    if last not in node:
        raise KeyError(entry)
    if not word:
        del node[last]
        return
    several = node[last].split() if isinstance(node[last], str) else list(map(str, node[last]))
    if word not in several:
        raise KeyError(entry)
    node[last] = [each for each in several if each != word]


def worth(lang: str, news: Path | None) -> Counter[str]:
    """Recall and alarms on the stories and paraphrases of a language, and on ordinary news where there is any."""
    chosen = stories(ROOT / "corpus" / lang)
    row = first_contact.totals(first_contact.measure(chosen)[lang]) if chosen else Counter[str]()
    counts = Counter({f"stories: {name}": row[name] for name in ("twins", "found", "listed", "accused", "alarms")})
    table, _ = paraphrases.measure(list(paraphrases.paraphrases([lang])))
    told = paraphrases.whole(table[lang])
    counts.update({f"paraphrases: {name}": told[name] for name in ("texts", "found", "listed", "accused")})
    if news:
        outcomes = check(articles(news, [lang], NEWS))
        loud = Counter(f"news: {f.severity}s" for outcome in outcomes for f in outcome.findings if f.loud)
        counts.update({"news: articles": len(outcomes)}, **loud)
    return counts


def _worth_without(entry: str, lang: str, news: Path | None) -> Counter[str]:
    without(entry)
    return worth(lang, news)


def compare(entry: str, news: Path | None) -> dict[str, dict[str, int]]:
    """Each figure with the entry and without it; each side in a process of its own, as packs are read once."""
    lang = entry.partition(":")[0]
    trial = multiprocessing.get_context("fork").Process(target=without, args=(entry,))
    trial.start()
    trial.join()
    if trial.exitcode:
        raise KeyError(entry)
    results = []
    for work, given in ((worth, (lang, news)), (_worth_without, (entry, lang, news))):
        queue = multiprocessing.get_context("fork").SimpleQueue()
        process = multiprocessing.get_context("fork").Process(target=_put, args=(queue, work, given))
        process.start()
        results.append(queue.get())
        process.join()
    with_it, without_it = results
    names = [*with_it, *(name for name in without_it if name not in with_it)]
    return {name: {"with": with_it[name], "without": without_it[name]} for name in names}


def _put(queue: Any, work: Any, given: Any) -> None:
    queue.put(work(*given))


def show(result: dict[str, dict[str, int]]) -> Iterator[str]:
    """A line a figure."""
    for name, c in result.items():
        yield f"{name:22} with {c['with']:6}   without {c['without']:6}   {c['without'] - c['with']:+}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entry")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    result = compare(options.entry, options.news)
    print(*show(result), sep="\n")
    write(options.json, result)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
