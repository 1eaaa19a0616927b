"""Everything that was read, as a table: an editor must trust the reading before any verdict."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from claimcheck.model import Claim, Kind, Report
from claimcheck.report import figures
from claimcheck.report.labels import words_at
from claimcheck.report.places import Places
from claimcheck.report.screen import Screen, padded, shortened, wrap
from claimcheck.report.wording import Words

_GAP = 2
_LEAST = 10
_MOST_LINES = 3  # of a cell
_COLUMNS = ("number", "where", "text", "reading", "kind", "counted", "source", "when")
_STYLES = {"number": "dim", "where": "dim", "reading": "bold", "kind": "dim"}
_GIVING = ("text", "counted", "source")  # the columns that are folded when the row is too wide


def draw(screen: Screen, report: Report, marks: Words) -> None:
    """One row a claim, in the order of the text; on a narrow screen two lines a claim."""
    places = Places(report.document.text)
    claims = sorted(report.claims, key=lambda claim: (claim.span.start, claim.span.end))
    rows = [_row(screen, report, places, number, claim, marks) for number, claim in enumerate(claims, 1)]
    if screen.narrow:
        _narrow(screen, rows)
        return
    columns = [name for name in _COLUMNS if any(row[name] not in ("", screen.signs.dash) for row in rows)]
    heads = {name: screen.clean("#" if name == "number" else marks.text(f"table.{name}")) for name in columns}
    widths = {name: max(cell_len(heads[name]), *(cell_len(row[name]) for row in rows)) for name in columns}
    for name in ("kind", "when"):
        if _total(widths) > screen.table and name in widths:
            columns.remove(name)
            del widths[name]
    if _total(widths) > screen.table:
        rows = [row | {"text": row["figure"]} for row in rows]
        widths["text"] = max(cell_len(heads["text"]), *(cell_len(row["text"]) for row in rows))
    _fit(widths, screen.table)
    if _total(widths) > screen.table:
        _narrow(screen, rows)
        return
    _print(screen, [heads], columns, widths, "dim")
    screen.print((screen.signs.rule * min(_total(widths), screen.table), "dim"))
    _print(screen, rows, columns, widths)


def _row(screen: Screen, report: Report, places: Places, number: int, claim: Claim, marks: Words) -> dict[str, str]:
    nothing = screen.signs.dash
    source = claim.source.name if claim.source else nothing
    if claim.quoted:
        source = f"{source} ({marks.text('quoted_short')})"
    counted = words_at(report.document, claim.counted, screen.encoding) if claim.counted else ""
    kind = claim.quantity.kind
    read = nothing if kind is Kind.LABEL else figures.interval(claim.quantity, marks.code)
    row = {
        "number": str(number),
        "where": places.shown(claim.span.start),
        "text": words_at(report.document, claim.span, screen.encoding),
        "figure": words_at(report.document, claim.quantity.span, screen.encoding),
        "reading": read,
        "kind": marks.text(f"kind.{kind}"),
        "counted": counted or nothing,
        "source": source,
        "when": (figures.moment(claim.moment, marks.code) if claim.moment else "") or nothing,
    }
    return {name: " ".join(screen.clean(text).split()) for name, text in row.items()}


def _total(widths: dict[str, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1)


def _fit(widths: dict[str, int], room: int) -> None:
    """Take cells from the widest of the columns that can give until the row fits, or they have none to give."""
    while _total(widths) > room:
        widest = max((name for name in _GIVING if name in widths), key=lambda name: widths[name])
        if widths[widest] <= _LEAST:
            return
        widths[widest] -= 1


def _print(
    screen: Screen, rows: Sequence[dict[str, str]], columns: Sequence[str], widths: dict[str, int], style: str = ""
) -> None:
    for row in rows:
        cells = {name: _folded(row[name], widths[name], screen.signs.cut) for name in columns}
        for line in range(max(len(lines) for lines in cells.values())):
            pieces = []
            for name in columns:
                text = cells[name][line] if line < len(cells[name]) else ""
                cell = padded(text, widths[name], right=name == "number")
                pieces += [(cell, style or _STYLES.get(name, "")), (" " * _GAP, "")]
            screen.print(*pieces)


def _folded(text: str, width: int, cut: str) -> list[str]:
    """The text in lines of a column; what does not fit the last one is cut."""
    lines = wrap(text.split(), width)
    last = " ".join(lines[_MOST_LINES - 1 :])
    return [*lines[: _MOST_LINES - 1], shortened(last, width, cut)] if len(lines) >= _MOST_LINES else lines


def _narrow(screen: Screen, rows: Sequence[dict[str, str]]) -> None:
    width = max(cell_len(row["where"]) for row in rows)
    for row in rows:
        screen.labelled(f"{padded(row['where'], width)}  ", "dim", row["text"])
        known = [row["reading"], *(row[name] for name in ("counted", "source") if row[name] != screen.signs.dash)]
        screen.labelled(" " * (width + 2) + "= ", "dim", f" {screen.signs.dot} ".join(known), "bold")
