"""SARIF 2.1.0 for code-scanning pages: results with all their places, rules with help, suppressions with reasons.

Section numbers in this module are those of the OASIS standard.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from claimcheck import __version__
from claimcheck.model import Document, Report, Severity, Waived, Waiver
from claimcheck.report.coverage import idle, remarks, whole
from claimcheck.report.entries import Entry, Spot, entries, entry, file_of
from claimcheck.report.places import Places
from claimcheck.report.visible import squeezed
from claimcheck.report.wording import FALLBACK, Words, common, words
from claimcheck.rulebook import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_TITLE = 1024  # code points of a description that code-scanning pages show
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
_PRECISION = {"stable": "high", "preview": "medium"}

Object = dict[str, Any]


def write(reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write one run over all stories; its rules are those that found something."""
    marks = words(ui or common(reports))
    told = [(report, each, given) for report in reports for each, given in _told(report, rules, ui)]
    used = list(dict.fromkeys(each.finding.rule for _, each, _ in told))
    files = {name: at for at, name in enumerate(dict.fromkeys(file_of(report.document) for report in reports))}
    places = [_artifact(file_of(report.document)) for report in reports]
    judged = any(given for _, _, given in told)
    run: Object = {
        "tool": {
            "driver": {
                "name": "claimcheck",
                "version": __version__,
                "rules": [_descriptor(name, rules.get(name), marks) for name in used],
            }
        },
        "language": marks.code,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(reports, places, marks)],
        "artifacts": [{"location": _artifact(name), "roles": ["analysisTarget"]} for name in files],
        "results": [
            _result(each, used.index(each.finding.rule), _File(report.document, files), given, judged)
            for report, each, given in told
        ],
    }
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _told(report: Report, rules: Mapping[str, Rule], ui: str | None) -> Iterator[tuple[Entry, Waived | None]]:
    """The findings of a story, then those that do not count, with why not."""
    yield from ((each, None) for each in entries(report, rules, ui))
    places = Places(report.document.text)
    for given in report.waived:
        yield entry(given.finding, report, rules.get(given.finding.rule), ui, places), given


def _descriptor(name: str, rule: Rule | None, marks: Words) -> Object:
    """A rule as a reportingDescriptor (3.49)."""
    if rule is None:
        return {"id": name}
    why = rule.reason(marks.code)
    repair = _template(rule.suggestion.get(marks.code) or rule.suggestion.get(FALLBACK) or "")
    page = f"claimcheck explain {rule.id}"
    family = words(FALLBACK).find(f"family.{rule.family}")
    title = rule.title(marks.code)
    return {
        "id": rule.id,
        "name": rule.name,
        **({"helpUri": rule.page} if rule.page else {}),
        "shortDescription": {"text": _message(title)[:_TITLE]},
        "fullDescription": {"text": _message(why or title)[:_TITLE]},
        "help": {
            "text": _message("\n".join(filter(None, [why, repair, page]))),
            "markdown": _message("\n\n".join(filter(None, [f"**{rule.id}** {title}", why, repair, f"`{page}`"]))),
        },
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {
            "tags": [family] if family else [],
            "precision": _PRECISION[rule.status],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _template(text: str) -> str:
    """A template on one line with its slots between signs."""
    return " ".join(text.split()).replace("{", "‹").replace("}", "›")


def _invocation(reports: Sequence[Report], places: Sequence[Object], marks: Words) -> Object:
    """How the run went: the checks that crashed, how much was judged, and what the reading had to guess (3.20)."""
    told = []
    for report, place in zip(reports, places, strict=True):
        for failure in report.failures:
            crashed = f"{marks.text('crashed', n=failure.check)}: {failure.error}"
            told.append(_notification("error", crashed, place))
        said = [whole([report], marks), *remarks(report, marks), *idle(report, marks)]
        told += [_notification("note", remark, place) for remark in said]
    failed = any(report.failures for report in reports)
    return {"executionSuccessful": not failed, "toolExecutionNotifications": told}


def _notification(level: str, text: str, place: Object) -> Object:
    locations = [{"physicalLocation": {"artifactLocation": place}}]
    return {"level": level, "message": {"text": _message(squeezed(text))}, "locations": locations}


class _File:
    """The file a story stands in, among all files of the run."""

    def __init__(self, document: Document, files: Mapping[str, int]) -> None:
        name = file_of(document)
        self._document = document
        self._place = _artifact(name) | {"index": files[name]}

    def location(self, spot: Spot) -> Object:
        """A place of the story; of one that is a line of a file of many, the line."""
        if self._document.record:
            region: Object = {"startLine": self._document.record, "snippet": {"text": spot.text}}
        else:
            region = {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.end_line,
                "endColumn": spot.end_column,
                "charOffset": spot.span.start,
                "charLength": spot.span.end - spot.span.start,
                "snippet": {"text": spot.text},
            }
        shown: Object = {"physicalLocation": {"artifactLocation": self._place, "region": region}}
        return shown | ({"message": {"text": _message(spot.label)}} if spot.label else {})


def _result(each: Entry, index: int, file: _File, given: Waived | None, judged: bool) -> Object:
    """A finding (3.27); its further places are linked from the message, where pages look for them."""
    links = [_link(spot.label or spot.text, at) for at, spot in enumerate(each.spots[1:], 1)]
    working = f"{_message(each.working)}." if each.working else ""
    told = " ".join(filter(None, [_message(each.message), working, ", ".join(links)]))
    result: Object = {
        "ruleId": each.finding.rule,
        "ruleIndex": index,
        "level": each.finding.severity.value,
        "message": {"text": told},
        "locations": [file.location(each.spots[0])],
        "relatedLocations": [file.location(spot) | {"id": at} for at, spot in enumerate(each.spots[1:], 1)],
        "partialFingerprints": {"claimcheck/v1": each.finding.fingerprint},
        "properties": {"working": list(each.finding.relation.working), "help": each.repair},
    }
    if judged:  # where one result tells of suppressions, all must (3.27.23)
        result["suppressions"] = [_suppression(given)] if given else []
    return result


def _suppression(given: Waived) -> Object:
    """Why a result does not count (3.35)."""
    kind = "inSource" if given.by is Waiver.COMMENT else "external"
    return {"kind": kind, "status": "accepted", "justification": given.reason or given.by.value}


def _artifact(name: str) -> Object:
    """Where a file is: relative to the root of the sources, or absolute as a file URI (3.4)."""
    if Path(name).is_absolute():
        return {"uri": Path(name).as_uri()}
    return {"uri": quote(name, errors="replace"), "uriBaseId": _ROOT}


def _message(text: str) -> str:
    """Text as a message string: braces are doubled, what looks like a link is none (3.11.5, 3.11.6)."""
    braced = text.replace("{", "{{").replace("}", "}}")
    return _bracketed(braced) if "](" in text else braced


def _link(text: str, target: int) -> str:
    return f"[{_bracketed(text.replace('{', '{{').replace('}', '}}'))}]({target})"


def _bracketed(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
