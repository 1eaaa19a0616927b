"""Precision: findings on ordinary news, drawn by hash for a person to judge; judgements are kept by fingerprint."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tools.checked import ROOT, Found, Text, check
from tools.slips import choice

JUDGEMENTS = ROOT / "benchmarks" / "judgements.jsonl"
VERDICTS = ("right", "wrong", "arguable")
AROUND = 90


def drawn(rows: Sequence[Text]) -> list[tuple[Text, Found]]:
    """Errors and warnings outside the S family, in an order that a hash decides."""
    pairs = [(row, f) for row, outcome in zip(rows, check(rows), strict=True) for f in outcome.findings if f.loud]
    return sorted(pairs, key=lambda pair: choice(pair[1].fingerprint))


def sample(rows: Sequence[Text], number: int) -> dict[str, Any]:
    """How the findings judged so far came out by severity, how many there are, and some that nobody has judged."""
    known, found = judgements(), drawn(rows)
    judged = Counter(f"{f.severity} {known[f.fingerprint]}" for _, f in found if f.fingerprint in known)
    todo = [(row, f) for row, f in found if f.fingerprint not in known][:number]
    return {"findings": len(found), "judged": judged, "draw": [_told(row, finding) for row, finding in todo]}


def _told(row: Text, finding: Found) -> dict[str, Any]:
    places = []
    for start, end in finding.places:
        around = f"{row.text[max(0, start - AROUND) : start]}⟦{row.text[start:end]}⟧{row.text[end : end + AROUND]}"
        places.append(" ".join(around.split()))
    what = f"{finding.rule} {finding.severity} {finding.relation.kind}: {'; '.join(finding.relation.working)}"
    return {"fingerprint": finding.fingerprint, "id": row.id, "what": what, "places": places}


def show(result: Mapping[str, Any]) -> Iterator[str]:
    """The findings drawn, each with its places, and a line that sums up."""
    for each in result["draw"]:
        yield f"{each['fingerprint']} {each['id']} {each['what']}"
        yield from (f"    {place}" for place in each["places"])
    judged = ", ".join(f"{name} {n}" for name, n in sorted(result["judged"].items())) or "none"
    yield f"{result['findings']} findings; judged so far: {judged}"


def judgements() -> dict[str, str]:
    """What persons said of findings, by fingerprint."""
    if not JUDGEMENTS.exists():
        return {}
    rows = map(json.loads, JUDGEMENTS.read_text(encoding="utf-8").splitlines())
    return {row["fingerprint"]: row["judged"] for row in rows}


def judge(fingerprint: str, judged: str, why: str) -> None:
    """Keep a person's judgement of a finding.

    :raises ValueError: if the judgement is none of those known.
    """
    if judged not in VERDICTS:
        raise ValueError(f"a finding is {', '.join(VERDICTS)}; not {judged}")
    if not re.fullmatch(r"[0-9a-f]{16}", fingerprint):
        raise ValueError(f"{fingerprint} is no fingerprint")
    with JUDGEMENTS.open("a", encoding="utf-8") as lines:
        row = {"fingerprint": fingerprint, "judged": judged, "why": why}
        lines.write(json.dumps(row, ensure_ascii=False) + "\n")
