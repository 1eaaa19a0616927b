"""A finding as the least text that still gives it, with nobody's names: what can be attached to a report on claimcheck.

Sentences go as long as the finding stays. Names, addresses and links are replaced by made-up ones unless the finding
needs them; figures stay, for they are what it is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck import __version__, engine, language, pipeline
from claimcheck.extract import sentences
from claimcheck.language import Pack
from claimcheck.model import Finding, Place, Report, Span
from claimcheck.report import render
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule

NAMES = ("Aldor", "Belmar", "Corvan", "Deltin", "Ermond", "Falken", "Gorvel", "Halmar", "Istran", "Jorvel", "Kelden",
         "Lormin")  # fmt: skip
ENDS = ("", "a", "is", "on", "us")
_ADDRESSES = (
    (re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)»”\"']"), "https://example.org"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "name@example.org"),
    (re.compile(r"(?<!\w)@\w{2,}"), "@name"),
)
_NAME = re.compile(r"(?<![\w.@/])[^\W\d_](?:[^\W\d_]|(?<=\w)[-’'](?=[^\W\d_]{2}))+")
Paragraph = Sequence[str]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text that shows a finding; how many names were replaced in it, and those the finding needs."""

    text: str
    replaced: int
    kept: tuple[str, ...]
    shown: Finding = field(compare=False)


def excerpt(report: Report, finding: Finding, jobs: Sequence[engine.Job], pack: Pack) -> Excerpt | None:
    """The least text that gives the finding, None where only the whole story does.

    `jobs` are the checks that run on the story, `pack` is its language.
    """
    asked = tuple(job for job in jobs if any(rule.id == finding.rule for rule in job.rules))

    def again(text: str) -> Finding | None:
        checked = pipeline.check(
            pipeline.from_text(text), asked, code=pack.code, dateline=report.document.dateline, house=pack.house
        )
        same = (each for each in checked.findings if each.rule == finding.rule)
        return next((each for each in same if each.relation.kind == finding.relation.kind), None)

    whole = next((each for each in _candidates(report, finding, pack) if again(_joined(each))), None)
    if whole is None:
        return None
    text = _joined(_least(whole, lambda each: again(_joined(each)) is not None))
    for shape, plain in _ADDRESSES:
        text = shape.sub(plain, text)
    text, replaced, kept = _anonymous(text, pack, lambda each: again(each) is not None)
    shown = again(text)
    return Excerpt(text, replaced, kept, shown) if shown else None


def _candidates(report: Report, finding: Finding, pack: Pack) -> Iterator[list[Paragraph]]:
    """Texts that may give the finding, the shortest first: its sentences, its paragraphs, all up to them, everything.

    None where it has words in a table, which a plain text has not.
    """
    found = sentences.split(report.document, pack)
    places = [term.place for term in finding.relation.terms]
    touched = [each for each in found if _touched(each.span, places)]
    own = {each.paragraph for each in touched}
    prose = report.document.prose
    if any(each.place is Place.TABLE for each in touched):
        return
    for wanted in (
        lambda each: _touched(each.span, places),
        lambda each: each.paragraph in own,
        lambda each: each.paragraph <= max(own, default=0),
        lambda each: True,
    ):
        told: dict[int, list[str]] = {}
        for each in filter(wanted, found):
            told.setdefault(each.paragraph, []).append(" ".join(each.span.of(prose).split()))
        yield list(told.values())


def _touched(span: Span, places: Sequence[Span]) -> bool:
    return any(span.overlaps(place) for place in places)


def _joined(paragraphs: Sequence[Paragraph]) -> str:
    return "\n\n".join(" ".join(each) for each in paragraphs if each)


def _least(paragraphs: Sequence[Paragraph], holds: Callable[[list[Paragraph]], bool]) -> list[Paragraph]:
    """The paragraphs without each sentence that the finding does not need."""
    left = [list(each) for each in paragraphs]
    for number, paragraph in enumerate(left):
        for sentence in list(paragraph):
            fewer = [each for each in left[number] if each is not sentence]
            if holds([*left[:number], fewer, *left[number + 1 :]]):
                left[number] = fewer
    return list(left)


def _anonymous(text: str, pack: Pack, holds: Callable[[str], bool]) -> tuple[str, int, tuple[str, ...]]:
    """The text with made-up names; how many names were replaced, and those that stay because nothing holds without."""
    names = _names(text, pack)
    made = {name: _made_up(number, name) for number, name in enumerate(names)}
    if holds(_renamed(text, made)):
        return _renamed(text, made), len(made), ()
    kept: list[str] = []
    for name in names:
        other = _renamed(text, {name: made[name]})
        if holds(other):
            text = other
        else:
            kept.append(name)
    return text, len(names) - len(kept), tuple(kept)


def _names(text: str, pack: Pack) -> list[str]:
    """The words with a capital letter that are neither little words nor days and months, each once."""
    marks = words(pack.code)
    days = {marks.text(f"{name}.{each}").lower() for name in ("month", "weekday") for each in marks.names(name)}
    plain = pack.function_words | days
    found = dict.fromkeys(match[0] for match in _NAME.finditer(text) if match[0][0].isupper())
    return [name for name in found if name.lower() not in plain]


def _renamed(text: str, made: dict[str, str]) -> str:
    return _NAME.sub(lambda match: made.get(match[0], match[0]), text)


def _made_up(number: int, name: str) -> str:
    made = NAMES[number % len(NAMES)] + ENDS[number // len(NAMES) % len(ENDS)]
    return made.upper() if len(name) > 1 and name.isupper() else made


def page(found: Excerpt, rule: Rule, report: Report) -> str:
    """The excerpt as a page in Markdown: what was said of it, and the same as an example for the rule's file."""
    code, day = report.language or "?", report.document.dateline
    proof = re.sub(r"[<>\\]", lambda match: f"\\{match[0]}", found.text)
    named = ", ".join(found.kept)
    return "\n".join([
        f"# {rule.id} {rule.name} is wrong here",
        "",
        f"claimcheck {__version__}, language {code}, day of writing {day or 'not given'}",
        "",
        *(f"> {line}".rstrip() for line in found.text.split("\n")),
        "",
        f"It says ({found.shown.severity}): {render.message(found.shown, rule, 'en')}",
        f"Its sum: {'; '.join(found.shown.relation.working) or 'none'}",
        f"Names: {found.replaced} replaced" + (f"; kept, because the finding needs them: {named}" if named else ""),
        "",
        "Why it is wrong:",
        "",
        "As an example for the rule:",
        "",
        "```yaml",
        "quiet:",
        f"  - lang: {code}",
        *([f"    date: {day}"] if day else []),
        f"    text: {json.dumps(proof, ensure_ascii=False)}",
        '    because: ""',
        "```",
        "",
    ])  # fmt: skip


def language_of(report: Report, house: language.House | None) -> Pack | None:
    """The language of a story as its newsroom uses it, None where it was not recognised."""
    return language.pack(report.language, house) if report.language else None
