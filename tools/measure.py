"""The whole table: everything claimcheck is measured by, in under ten minutes on two processors.

    python -m tools.measure NEWS.jsonl [--json FILE]

Stories, paraphrases and labelled articles are measured whole, unread news by samples that a hash chooses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from tools import cues, first_contact, news, paraphrases, perturb
from tools.checked import Text
from tools.corpus import Story, stories
from tools.labels import agreement, first, labelled, second, show_agreement, show_labelled
from tools.show import write
from tools.splits import held

PUBLISHED = 2000
PERTURBED = 250
JUDGED = ("en", "it")


def unread(path: Path, most: int) -> list[Text]:
    """Articles that nobody labelled, in the languages that are judged."""
    known = first()
    rows = [row for row in news.articles(path) if row.id not in known and row.lang in JUDGED]
    return news.sample(rows, most)


def as_text(story: Story) -> Text:
    """A story's plain text, to be checked."""
    return Text(story.path.stem, story.head["lang"], story.text)


def perturbed_stories() -> Any:
    """Perturbation recall on the stories of the hands held back."""
    return perturb.listed([as_text(story) for story in stories() if held(story.head["hand"])])


def measures(path: Path) -> Iterator[tuple[str, Callable[[], Any], Callable[[Any], Iterator[str]]]]:
    """Each measure: its title, what computes it and what tells it."""
    every = news.articles(path)
    published, changed = unread(path, PUBLISHED), unread(path, PERTURBED)
    texts = list(paraphrases.paraphrases(paraphrases.LANGUAGES))
    yield "first contact", lambda: first_contact.counts(first_contact.measure(stories())), first_contact.show
    yield "paraphrases", lambda: paraphrases.measure(texts)[0], paraphrases.show
    yield "labelled news", lambda: labelled(every), show_labelled
    yield "one change in labelled news", lambda: perturb.marked(every), perturb.show
    yield "one change in stories held back", perturbed_stories, perturb.show
    yield "one change in unread news", lambda: perturb.listed(changed), perturb.show
    yield "break rates", lambda: news.break_rates(published), news.show_break_rates
    yield "words beside broken relations", lambda: news.cue_rates(published), cues.show
    yield "coverage", lambda: news.coverage(published), news.show_coverage
    yield "agreement of two readers", lambda: agreement(first(), second()), show_agreement


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    figures: dict[str, Any] = {}
    began = monotonic()
    for title, work, show in measures(options.news):
        start = monotonic()
        result = work()
        seconds = round(monotonic() - start)
        figures[title] = {"seconds": seconds, "figures": result}
        print(f"\n{title} ({seconds} s)", *show(result), sep="\n", flush=True)
    print(f"\n{monotonic() - began:.0f} seconds")
    write(options.json, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
