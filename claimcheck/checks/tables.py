"""Tables: the rows of a column against its total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

from claimcheck.checks import check
from claimcheck.checks.judging import added, equation, nominal, relation, show, term, verdict
from claimcheck.extract.article import Article, remembered
from claimcheck.model import Claim, Kind, Relation, Table, Verdict
from claimcheck.phrase import tokenize

SUMMED = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.DURATION, Kind.YEAR})
FEWEST = 2
MOST_TOTALS = 40
CLOSE = Fraction(4, 5)


@check("table-total", slots=("sum", "total"))
def table_total(article: Article) -> Iterator[Relation]:
    """A total row against the rows above it, column by column; a row with no number leaves the column open."""
    for number, table in enumerate(article.document.tables):
        figures = cells(article, number)
        for row, loose in _total_rows(article, table):
            for column in range(1, len(table.rows[row])):
                found = _column(figures, row, column)
                if found and not (loose and _far(*found)):
                    yield _judged(*found)


@remembered
def stated_totals(article: Article) -> tuple[Claim, ...]:
    """The figures of the total rows of the story's tables, at most so many."""
    return tuple(islice(_stated_totals(article), MOST_TOTALS))


def _stated_totals(article: Article) -> Iterator[Claim]:
    for number, table in enumerate(article.document.tables):
        figures = cells(article, number)
        for row, _ in _total_rows(article, table):
            yield from (claim for (at, column), claim in figures.items() if at == row and column)


def cells(article: Article, number: int) -> Mapping[tuple[int, int], Claim]:
    """The one number of each cell of a table; cells with several are left out."""
    found: dict[tuple[int, int], list[Claim]] = {}
    for claim in article.claims:
        if claim.cell and claim.cell[0] == number and claim.quantity.kind in SUMMED:
            found.setdefault(claim.cell[1:], []).append(claim)
    return {place: claims[0] for place, claims in found.items() if len(claims) == 1}


def _total_rows(article: Article, table: Table) -> Iterator[tuple[int, bool]]:
    """The row whose label says total, and whether it says only `all`, which may be an average or more than is shown;
    those below the first may be shares or subtotals."""
    words, opening = article.pack.words("tables.total"), article.pack.words("tables.opening")
    for number, row in enumerate(table.rows):
        if number > FEWEST and row:
            label = tokenize(article.document.prose, article.pack.apostrophe, row[0].start, row[0].end)
            all_of = bool(label) and label[0].norm in opening and number == len(table.rows) - 1
            if all_of or any(token.norm in words for token in label):
                yield number, all_of
                return


def total_row(article: Article, table: Table) -> int:
    """The place of the row of totals, 0 when there is none."""
    return next((row for row, _ in _total_rows(article, table)), 0)


def _column(cells: Mapping[tuple[int, int], Claim], row: int, column: int) -> tuple[Claim, list[Claim]] | None:
    """A column's total and the numbers above it, when every row has one of the same unit."""
    total = cells.get((row, column))
    parts = [cells.get((above, column)) for above in range(1, row)]
    if total is None or total.quantity.value is None:
        return None
    whole = [part for part in parts if part is not None and part.quantity.unit == total.quantity.unit]
    if len(whole) != len(parts) or len(whole) < FEWEST or any(part.quantity.value is None for part in whole):
        return None
    if max(nominal(part.quantity) for part in whole) > nominal(total.quantity):
        return None
    return total, whole


def _far(total: Claim, parts: list[Claim]) -> bool:
    """Whether the rows can hardly be meant to make the total: shares, or figures far from it."""
    whole = added(part.quantity for part in parts).value
    return total.quantity.kind is Kind.PERCENT or not CLOSE <= whole / nominal(total.quantity) <= 1 / CLOSE


def _judged(total: Claim, parts: list[Claim]) -> Relation:
    expected = added(part.quantity for part in parts)
    judged = verdict(expected, total.quantity)
    left = " + ".join(show(nominal(part.quantity)) for part in parts)
    return relation(
        "table-total",
        judged,
        [term("total", total), *(term("part", part) for part in parts)],
        equation(left, expected.value, total.quantity, judged is Verdict.HOLDS),
        sum=expected.value,
        total=nominal(total.quantity),
    )
