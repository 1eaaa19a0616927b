"""The whole way from a story to a report: start reading here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from claimcheck import detect, engine, language, reading
from claimcheck.calendrical import tellable
from claimcheck.extract.article import Article, read_article
from claimcheck.language import House, Pack
from claimcheck.model import Document, Failure, Report, SecondReading
from claimcheck.reading.dateline import find as find_dateline

Second = Callable[[Article, engine.Judgement, Sequence[engine.Job]], tuple[engine.Judgement, SecondReading]]


def check(
    document: Document,
    jobs: Sequence[engine.Job],
    *,
    code: str | None = None,
    dateline: date | None = None,
    otherwise: date | None = None,
    house: House | None = None,
    second: Second | None = None,
) -> Report:
    """Read the story, judge it and report.

    `code` names the language pack (None: detected), `dateline` the day of writing (None: as the
    story gives it, or `otherwise` where it gives none), `house` what the newsroom decides, `second` what
    is asked once the rules have judged. A story in no known language gives a report without claims, and
    so does one that breaks the reading, which is a failure. Raises ConfigError for a language that has no
    pack.
    """
    if dateline is not None:
        document = replace(document, dateline=dateline)
    packs = house.packs if house else ()
    told, code = code, code or detect.language(document, packs)
    if code is None:
        return Report(document, None)
    pack = language.pack(code, house)
    other = detect.contradicted(document, code, packs) if told else None
    if other:
        document = replace(document, notes=(*document.notes, f"read as {pack.name}, but its words are {other}"))
    try:
        document = _dated(document, pack, otherwise)
        article = read_article(document, pack)
    except Exception as error:
        return Report(document, code, failures=(Failure("reading", f"{type(error).__name__}: {error}"),))
    judged, read = engine.run(article, jobs), None
    if second is not None:
        judged, read = second(article, judged, jobs)
    return Report(
        document,
        code,
        tuple(article.claims),
        judged.relations,
        judged.findings,
        judged.failures,
        not_run=judged.not_run,
        reader=read,
    )


def considered(
    document: Document,
    jobs: Sequence[engine.Job],
    *,
    code: str | None = None,
    otherwise: date | None = None,
    house: House | None = None,
) -> list[engine.Considered]:
    """Every relation that the checks see in a story, told or not; the parameters are those of `check`. Empty where the
    story is in no known language. Raises ConfigError for a language that has no pack."""
    code = code or detect.language(document, house.packs if house else ())
    if code is None:
        return []
    pack = language.pack(code, house)
    return list(engine.considered(read_article(_dated(document, pack, otherwise), pack), jobs))


def _dated(document: Document, pack: Pack, otherwise: date | None) -> Document:
    """The document with the day of writing, where that can be told."""
    found = find_dateline(document, pack) or otherwise
    return replace(document, dateline=found if found and tellable(found) else None)


def from_text(text: str) -> Document:
    """A story given as plain text."""
    return reading.read_bytes(text.encode("utf-8", "replace"), "text.txt")
