"""What a publishing system does with claimcheck: read the numbers of a story, and stop it when one is wrong."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import claimcheck

HOUSE_RULES = Path(__file__).parent / "house-rules"


def main(path: str) -> int:
    """Print what is read and what is found in a story; returns 1 when it must not be published."""
    story = Path(path).read_text(encoding="utf-8")

    for claim in claimcheck.claims(story, language="en"):
        low = "-" if claim.low is None else claim.low  # no lower bound
        high = "-" if claim.high is None else claim.high
        print(f"{claim.passage.line}: {claim.passage.text!r} {claim.kind} [{low}, {high}]")

    result = claimcheck.check(story, language="en", dateline=date(2025, 3, 4), rules=[HOUSE_RULES], ignore=["S"])
    for finding in result.findings:
        where = finding.passages[0]
        print(f"{where.line}:{where.column} {finding.severity} {finding.rule} {finding.message}")
        for passage in finding.passages:
            print(f"    {passage.role or 'figure'}: {passage.text}")
        print(f"    {'; '.join(finding.working)}")
    return int(any(finding.severity == "error" for finding in result.findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
