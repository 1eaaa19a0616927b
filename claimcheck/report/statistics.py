"""How often each rule found something, the commonest first: a table, or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TextIO

from claimcheck.model import Report
from claimcheck.report.visible import limit, visible
from claimcheck.report.wording import common, words
from claimcheck.rulebook import Rule

FORMATS = ("rich", "concise", "json")


def write(name: str, reports: Sequence[Report], rules: Mapping[str, Rule], ui: str | None, out: TextIO) -> None:
    """Write a row for each rule that found something: how often, as what, and what the fault is called."""
    marks = words(ui or common(reports))
    found = Counter((each.rule, each.severity) for report in reports for each in report.findings)
    rows = [
        {"rule": rule, "severity": severity.value, "count": count, "title": rules[rule].title(marks.code)}
        for (rule, severity), count in sorted(found.items(), key=lambda row: (-row[1], row[0]))
    ]
    if name == "json":
        json.dump(rows, out, ensure_ascii=False, indent=1)
        out.write("\n")
        return
    encoding = limit(out)
    width = len(str(max(found.values(), default=0)))
    for row in rows:
        told = f"{row['count']:{width}}  {row['rule']}  {row['severity']:7}  {row['title']}"
        out.write(visible(told, encoding) + "\n")
