"""Tables read against themselves and against the text: shares of a row, a cell told again, the extreme of a column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from claimcheck.checks import check
from claimcheck.checks.changes import changes
from claimcheck.checks.judging import nominal, read, relation, rounded, show, term, verdict
from claimcheck.checks.tables import cells, total_row
from claimcheck.extract.article import Article, remembered
from claimcheck.extract.nouns import stem
from claimcheck.model import Claim, Hedge, Kind, Place, Quantity, Relation, Table, Term, Verdict
from claimcheck.phrase import Token, tokenize

AMOUNTS = frozenset({Kind.COUNT, Kind.MONEY, Kind.MEASURE})
HELD = 2  # rows that must bear a reading out before another row can contradict it
MOST_ROWS = 200
LONG = 4  # letters of a word that says something


class Grid(NamedTuple):
    """A table with the one figure of each cell, its labels as words, and its row of totals (0: none)."""

    number: int
    table: Table
    figures: Mapping[tuple[int, int], Claim]
    rows: Mapping[int, str]
    columns: Mapping[int, frozenset[str]]
    total: int

    def column(self, number: int) -> dict[int, Claim]:
        """The figures of a column by row, without the total."""
        return {row: claim for (row, at), claim in self.figures.items() if at == number and row in self.rows}


@remembered
def grids(article: Article) -> tuple[Grid, ...]:
    """The tables of the story that have labels in their first row and column."""
    found = []
    for number, table in enumerate(article.document.tables):
        total = total_row(article, table)
        rows = {
            at: " ".join(token.norm for token in _words(article, row[0].start, row[0].end))
            for at, row in enumerate(table.rows[:MOST_ROWS])
            if at and at != total and row
        }
        columns = {
            at: frozenset(stem(token.norm, article.pack) for token in _words(article, cell.start, cell.end))
            for at, cell in enumerate(table.rows[0] if table.rows else ())
            if at
        }
        rows = {at: name for at, name in rows.items() if name}
        found.append(Grid(number, table, cells(article, number), rows, columns, total))
    return tuple(found)


def _words(article: Article, start: int, end: int) -> list[Token]:
    return [token for token in tokenize(article.document.prose, article.pack.apostrophe, start, end) if token.is_word]


@check("row-share", slots=("share", "part", "whole", "computed"))
def row_share(article: Article) -> Iterator[Relation]:
    """`| 45 | 120 | 42 % |`: a share beside its part and whole, in a table whose other rows show which those are."""
    for grid in grids(article):
        for number in grid.columns:
            shares = {row: claim for row, claim in grid.column(number).items() if _is_share(claim)}
            judged = max((_row_by_row(shares, pair) for pair in _pairs(grid)), key=_held, default=[])
            if _held(judged) >= max(HELD, 2 * (len(judged) - _held(judged))):
                yield from judged
            else:
                yield from _row_by_row(shares, _told_apart(article, grid))


def _is_share(claim: Claim) -> bool:
    return claim.quantity.kind is Kind.PERCENT and claim.quantity.hedge is Hedge.NONE


def _held(judged: Sequence[Relation]) -> int:
    return sum(one.verdict is Verdict.HOLDS for one in judged)


def _pairs(grid: Grid) -> Iterator[tuple[dict[int, Claim], dict[int, Claim]]]:
    """Columns of parts with columns of wholes, and with their own total for every row."""
    amounts = {at: {r: c for r, c in grid.column(at).items() if c.quantity.kind in AMOUNTS} for at in grid.columns}
    for at, parts in amounts.items():
        for other, wholes in amounts.items():
            if at != other and parts and wholes:
                yield parts, wholes
        total = grid.figures.get((grid.total, at)) if grid.total else None
        if parts and total is not None and total.quantity.kind in AMOUNTS:
            yield parts, dict.fromkeys(parts, total)


def _told_apart(article: Article, grid: Grid) -> tuple[dict[int, Claim], dict[int, Claim]]:
    """Part and whole of the rows that have both in one cell: `45 of 120`."""
    parts: dict[int, Claim] = {}
    wholes: dict[int, Claim] = {}
    for cue in article.cued("part_of"):
        part, whole = cue.holes.get("part"), cue.holes.get("whole")
        if part and whole and part.cell and part.cell == whole.cell and part.cell[0] == grid.number:
            parts[part.cell[1]], wholes[part.cell[1]] = part, whole
    return parts, wholes


def _row_by_row(
    shares: Mapping[int, Claim], pair: tuple[Mapping[int, Claim], Mapping[int, Claim]]
) -> list[Relation]:
    parts, wholes = pair
    found = []
    for row, share in shares.items():
        part, whole = parts.get(row), wholes.get(row)
        if part is None or whole is None or not 0 < nominal(part.quantity) <= nominal(whole.quantity):
            continue
        ratio = nominal(part.quantity) / nominal(whole.quantity) * 100
        stated = rounded(share.quantity)
        loose = (read(part.quantity).strict / read(whole.quantity).strict).scale(100)
        fits = loose.meets(stated.strict)
        working = [f"{show(nominal(part.quantity))} / {show(nominal(whole.quantity))} = {show(_two(ratio))} %"]
        found.append(
            relation(
                "row-share",
                Verdict.HOLDS if fits else Verdict.BROKEN,
                [term("part", part), term("whole", whole), term("share", share)],
                working if fits else [*working, f"{show(_two(ratio))} % != {show(nominal(share.quantity))} %"],
                share=share.quantity,
                part=part.quantity,
                whole=whole.quantity,
                computed=Fraction(round(ratio * 10), 10),
            )
        )
    return found


def _two(value: Fraction) -> Fraction:
    return Fraction(round(value * 100), 100)


@check("text-and-cell", slots=("told", "cell"))
def text_and_cell(article: Article) -> Iterator[Relation]:
    """A figure of the text against the cell of the row and column that its sentence names."""
    changing = changes(article) if article.document.tables else {}
    for grid in grids(article):
        for claim in article.claims:
            if claim.id in changing or not _tellable(article, claim):
                continue
            row = _row(article, grid, claim.sentence)
            cell = _cell(article, grid, row, claim) if row else None
            if cell is None:
                continue
            judged = _agree(claim.quantity, cell.quantity)
            if judged is not Verdict.HOLDS and _says_more(article, grid, row, claim):
                continue
            sign = "=" if judged is Verdict.HOLDS else "!="
            yield relation(
                "text-and-cell",
                judged,
                [term("told", claim), term("cell", cell)],
                [f"{show(nominal(claim.quantity))} {sign} {show(nominal(cell.quantity))}"],
                told=claim.quantity,
                cell=cell.quantity,
            )


def _says_more(article: Article, grid: Grid, row: int, claim: Claim) -> bool:
    """Whether the sentence has words of its own, which may speak of a part: the rate for women, among the young."""
    known = article.pack.words("tables.plain") | article.pack.words("nouns.copulas") | {*grid.rows[row].split()}
    labels = frozenset[str]().union(*grid.columns.values())
    words = [item.norm for item in article.items[claim.sentence] if item.norm[:1].isalpha() and len(item.norm) >= LONG]
    return any(word not in known and stem(word, article.pack) not in labels for word in words)


def _agree(told: Quantity, cell: Quantity) -> Verdict:
    """Whether the text repeats a cell: its very figure, one rounded from it, or a hedge that holds it."""
    if told.hedge is not Hedge.NONE or cell.hedge is not Hedge.NONE:
        return verdict(read(cell), told)
    room = max(told.step, cell.step) / 2 if told.step != cell.step else Fraction(0)
    if abs(nominal(told) - nominal(cell)) <= room:
        return Verdict.HOLDS
    return Verdict.STRAINED if nominal(cell) in told.generous and told.kind is not Kind.PERCENT else Verdict.BROKEN


def _tellable(article: Article, claim: Claim) -> bool:
    """Whether a figure of the text is the only one of its sort in a sentence that speaks of no other time."""
    if claim.place is Place.TABLE or claim.quantity.value is None or claim.forecast or claim.negated or claim.quoted:
        return False
    row = article.by_sentence[claim.sentence]
    alike = [one for one in row if (one.quantity.kind, one.quantity.unit) == (claim.quantity.kind, claim.quantity.unit)]
    other = any(one.quantity.kind in (Kind.YEAR, Kind.DATE, Kind.ORDINAL) for one in row)
    return len(alike) == 1 and not other and not _shifted(article, claim.sentence)


def _shifted(article: Article, sentence: int) -> bool:
    words = article.pack.words("time_shift.before") | article.pack.words("tables.restricting")
    return any(item.norm in words for item in article.items[sentence])


def _row(article: Article, grid: Grid, sentence: int) -> int:
    """The one row that a sentence names, else 0."""
    text = " " + " ".join(token.norm for token in article.sentences[sentence].tokens) + " "
    named = [row for row, label in grid.rows.items() if f" {label} " in text]
    return named[0] if len(named) == 1 else 0


def _cell(article: Article, grid: Grid, row: int, claim: Claim) -> Claim | None:
    """The row's cell in the one column whose label the sentence takes up and whose figures are of the claim's sort."""
    tokens = article.sentences[claim.sentence].tokens
    said = {stem(token.norm, article.pack) for token in tokens if len(token.norm) >= LONG}
    fitting = [
        cell
        for column, label in grid.columns.items()
        if label & said and (cell := grid.figures.get((row, column))) is not None
        and (cell.quantity.kind, cell.quantity.unit) == (claim.quantity.kind, claim.quantity.unit)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


@check("text-and-extreme", slots=("told", "extreme", "other"))
def text_and_extreme(article: Article) -> Iterator[Relation]:
    """`The highest rate is in Lazio`, of a table where another row has a higher one."""
    for grid in grids(article):
        for sentence in article.sentences:
            way = _way(article, sentence.number) if sentence.place is not Place.TABLE else ""
            row = _row(article, grid, sentence.number) if way else 0
            column = _named_column(article, grid, sentence.tokens, row) if row else {}
            if row not in column or len(column) < HELD or len({c.quantity.unit for c in column.values()}) > 1:
                continue
            pick = max if way == "highest" else min
            best = pick(column, key=lambda at: nominal(column[at].quantity))
            own, top = column[row].quantity, column[best].quantity
            holds = nominal(own) == nominal(top)
            sign = "=" if holds else "<" if way == "highest" else ">"
            yield relation(
                "text-and-extreme",
                Verdict.HOLDS if holds else Verdict.BROKEN,
                [term("told", column[row]), term("extreme", column[best]), Term("words", sentence.span)],
                [f"{show(nominal(own))} {sign} {show(nominal(top))}"],
                told=own,
                extreme=top,
                other=grid.table.rows[best][0].of(article.document.text).strip(),
            )


def _way(article: Article, sentence: int) -> str:
    """`highest` or `lowest` by the one superlative of a sentence that restricts nothing."""
    text = " " + " ".join(item.norm for item in article.items[sentence]) + " "
    ways = {
        way
        for way in ("highest", "lowest")
        if any(f" {phrase} " in text for phrase in article.pack.value(f"tables.{way}") or ())
    }
    counted = any(item.quantity is not None for item in article.items[sentence])
    return ways.pop() if len(ways) == 1 and not counted and not _shifted(article, sentence) else ""


def _named_column(article: Article, grid: Grid, tokens: Sequence[Token], row: int) -> dict[int, Claim]:
    """The one column whose label the sentence takes up, when it says nothing else but the row and the superlative."""
    said = {stem(token.norm, article.pack): token.norm for token in tokens if token.is_word and len(token.norm) >= LONG}
    named = [column for column, label in grid.columns.items() if label & said.keys() and grid.column(column)]
    if len(named) != 1:
        return {}
    known = article.pack.words("tables.plain") | {*grid.rows[row].split()}
    rest = {word for key, word in said.items() if key not in grid.columns[named[0]] and word not in known}
    return {} if rest else grid.column(named[0])
