"""How checking grows with the length of a story, and what each stage costs beside tokenising it.

    python benchmarks/growth.py [STORY]

Everything is timed in one run and given as ratios, because machines differ and are noisy: a stage that is linear
takes about four times as long for four times the text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from claimcheck import engine, language, pipeline, rulebook
from claimcheck.extract.article import read_article
from claimcheck.phrase import tokenize

ROOT = Path(__file__).parents[1]
ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds of CPU."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def stages(text: str, code: str) -> dict[str, float]:
    """CPU seconds of each stage on one text."""
    pack = language.pack(code)
    jobs = engine.plan(rulebook.load(ROOT / "rules"))
    document = pipeline.from_text(text)
    article = read_article(document, pack)
    return {
        "tokenise": best(lambda: tokenize(text, pack.apostrophe)),
        "read": best(lambda: pipeline.from_text(text)),
        "extract": best(lambda: read_article(document, pack)),
        "check": best(lambda: engine.run(article, jobs)),
    }


def main() -> None:
    """Print a row a stage: its cost beside tokenising, and its growth from one to four copies of the story."""
    story = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds" / "grazia-bielorussia.it.txt"
    code = story.suffixes[0].removeprefix(".")
    text = story.read_text(encoding="utf-8")
    one, four = stages(text, code), stages("\n\n".join([text] * 4), code)
    print(f"{'stage':10} {'x tokenise':>10} {'1 -> 4 copies':>14}")
    for name, seconds in one.items():
        print(f"{name:10} {seconds / one['tokenise']:10.1f} {four[name] / seconds:13.1f}x")


if __name__ == "__main__":
    main()
