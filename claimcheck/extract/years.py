"""Years and decades: in 2019, nel '68, (1931-2019), 2025-26, the 1990s, gli anni Novanta.

Four figures without separators are a year when the words around them say so, or when nothing says
that they count something.
"""

from __future__ import annotations

from fractions import Fraction

from claimcheck.extract.dates import year_at
from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import DASHES, Scan
from claimcheck.interval import Interval
from claimcheck.model import Kind, When

MODERN = range(1900, 2100)
DECADE = "decade"
CUED = range(1500, 2151)
_DECADE_BEFORE = "years.decade_before"


def read(scan: Scan, at: int) -> Mention | None:
    """The year, the decade or the range of years that begins at token `at`."""
    if scan.norm(at) in ("'", "’", "‘"):
        return _short(scan, at)
    if scan.has(at, "years.decade_cues"):
        return _named_decade(scan, at)
    if scan.pack.text("years.short_decades") and (found := _pointless_decade(scan, at)):
        return found
    year = year_at(scan, at)
    if year is None or scan.tight(at) and not _free_on_the_left(scan, at):
        return None
    return _decade(scan, at, year) or _range(scan, at, year) or _single(scan, at, year)


def _free_on_the_left(scan: Scan, at: int) -> bool:
    """Whether the sign the year is glued to leaves it a number of its own (an opening bracket, `dell'`)."""
    before = scan.norm(at - 1)
    if before in DASHES:
        return scan.has(at - 2, "years.prefixes")
    return before[-1] == "'" or not before.isalnum() and before not in "/.,:+#@_&="


def _mention(scan: Scan, first: int, last: int, year: int, end: int | None = None, unit: str = "") -> Mention:
    if end is None:
        return scan.mention(first, last, Kind.YEAR, "year", value=year, when=When(year))
    reach = Interval(Fraction(year), Fraction(end))
    return scan.mention(first, last, Kind.YEAR, "year.range", reach=reach, when=When(year, until=When(end)), unit=unit)


# --- decades


def _decade(scan: Scan, at: int, year: int) -> Mention | None:
    """The 1990s."""
    if year % 10 or not scan.tight(at + 1) or not scan.has(at + 1, "years.decade_endings"):
        return None
    return _mention(scan, at, at + 2, year, year + (99 if year % 100 == 0 and year < 2000 else 9), DECADE)


def _short(scan: Scan, at: int) -> Mention | None:
    """The '90s; nel '68."""
    value = scan.whole(at + 1)
    if value is None or not scan.tight(at + 1) or len(scan.norm(at + 1)) != 2:
        return None
    if value % 10 == 0 and scan.tight(at + 2) and scan.has(at + 2, "years.decade_endings"):
        return _mention(scan, at, at + 3, _full(value), _full(value) + 9, DECADE)
    if not scan.has(at - 1, "years.cues") or scan.counts(at + 2) or scan.tight(at + 2) and scan.is_word(at + 2):
        return None
    return _mention(scan, at, at + 2, _full(value))


def _pointless_decade(scan: Scan, at: int) -> Mention | None:
    """Die 90er, der 80er Jahre."""
    value = scan.whole(at)
    if value is None or value % 10 or len(scan.norm(at)) != 2 or not scan.begins(at):
        return None
    if not (scan.tight(at + 1) and scan.has(at + 1, "years.decade_endings")):
        return None
    behind = at + 3 if scan.norm(at + 2) in DASHES else at + 2
    unit = scan.phrase(behind, "units.words")
    if not (unit and unit.meaning == "year" or behind == at + 2 and scan.has(at - 1, "years.articles")):
        return None
    return _mention(scan, at, at + 2, _full(value), _full(value) + 9, DECADE)


def _named_decade(scan: Scan, at: int) -> Mention | None:
    """Anni Novanta, anni '90, anni 90."""
    inner = at + 2 if scan.norm(at + 1) in ("'", "’", "‘") else at + 1
    value = scan.whole(inner)
    if value is None:
        named = scan.entry(inner, "years.decades")
        if named is None or not (scan.capital(inner) or scan.has(at - 1, _DECADE_BEFORE)):
            return None
        value = int(named)
    elif value % 10 or len(scan.norm(inner)) not in (2, 4) or inner == at + 1 and not scan.has(at - 1, _DECADE_BEFORE):
        return None
    start = value if value >= 1000 else _full(value)
    if start >= 2200:
        return None
    end, last = _second_decade(scan, inner + 1) or (start, inner + 1)
    return _mention(scan, at, last, start, max(start, end) + 9, DECADE)


def _second_decade(scan: Scan, at: int) -> tuple[int, int] | None:
    """The decade joined to another: anni '70|-'80|, anni Settanta |e Ottanta|; and the token behind it."""
    if not (scan.norm(at) in DASHES or scan.has(at, "years.decade_links")):
        return None
    inner = at + 2 if scan.norm(at + 1) in ("'", "’", "‘") else at + 1
    named = scan.entry(inner, "years.decades")
    value = scan.whole(inner) if named is None or not scan.capital(inner) else int(named)
    if value is None or value % 10 or not 10 <= value < 100 or scan.counts(inner + 1):
        return None
    return _full(value), inner + 1


def _full(two_figures: int) -> int:
    return (1900 if two_figures >= 30 else 2000) + two_figures


# --- ranges


def _range(scan: Scan, at: int, year: int) -> Mention | None:
    """2016-2019, 2025-26, 2008/2009; between 2010 and 2014, dal 1999 al 2003."""
    link = scan.norm(at + 1)
    if link in DASHES or link == "/":
        return _joined_range(scan, at, year)
    if not (scan.has(at - 1, "dates.range_open") or scan.has(at - 2, "dates.range_open")):
        return None
    if not scan.has(at + 1, "dates.range_link"):
        return None
    inner = at + 3 if scan.has(at + 2, "dates.articles") else at + 2
    end = year_at(scan, inner)
    if end is None or not year < end or scan.counts(inner + 1) or not _likely(year, end):
        return None
    return _mention(scan, at, inner + 1, year, end)


def _joined_range(scan: Scan, at: int, year: int) -> Mention | None:
    end, last = year_at(scan, at + 2), at + 3
    if scan.tight(at + 1) != scan.tight(at + 2) or scan.numeral(last + 1) and scan.norm(last) in DASHES:
        return None
    if end is None and scan.tight(at + 2) and len(scan.norm(at + 2)) == 2:
        short = scan.whole(at + 2)
        if short is None or not _follows(year, short, scan.norm(at + 1)):
            return None
        end = year - year % 100 + short + 100 * (short < year % 100)
    if end is None or not year < end or not _likely(year, end) or scan.is_amount(at, last):
        return None
    if scan.tight(last) and scan.is_word(last):
        return None
    return _mention(scan, at, last, year, end)


def _follows(year: int, short: int, sign: str) -> bool:
    """Whether two figures behind a dash may end the span that `year` begins (2025-26, 1914-18)."""
    return short == (year + 1) % 100 or sign != "/" and year % 100 < short and year in MODERN


def _likely(year: int, end: int) -> bool:
    return end < 2151 and (year in MODERN or end in MODERN or year % 100 != 0 and end % 100 != 0)


# --- one year


def _single(scan: Scan, at: int, year: int) -> Mention | None:
    last = at + 1
    if not _free_on_the_right(scan, at):
        return None
    if _is_sure(scan, at, year):
        return None if scan.sign_follows(last) else _mention(scan, at, last, year)
    if scan.is_amount(at, last):
        return None
    if scan.has(at - 1, "years.never_after") and not _is_about(scan, at, year):
        return None
    if scan.has(at - 2, "years.sums") and scan.has(at - 1, "years.cues"):
        return None
    cued = _cue(scan, at, year)
    if year not in MODERN and not (cued or _in_brackets(scan, at)):
        return None
    counted = scan.noun_follows(last) and not scan.has(last, "years.nouns")
    described = cued or scan.has(at - 1, "years.articles") or at > 1 and scan.capital(at - 1)
    if counted and (year % 100 == 0 or not described or scan.pack.text("nouns.capitalised")):
        return None
    return _mention(scan, at, last, year)


def _is_sure(scan: Scan, at: int, year: int) -> bool:
    """Whether the word before leaves no other reading (nel 2020 morti in calo; in 2021 deaths rose)."""
    if scan.has(at - 1, "years.sure_cues"):
        return True
    return scan.has(at - 1, "years.strong_cues") and year in MODERN and year % 100 != 0


def _is_about(scan: Scan, at: int, year: int) -> bool:
    """Whether a hedge stands before a year (around 1970) and not before a number (around 1900)."""
    hedged = scan.has(at - 1, "years.hedges") and year % 100 != 0 and year in MODERN
    return hedged and not scan.noun_follows(at + 1)


def _free_on_the_right(scan: Scan, at: int) -> bool:
    """Whether nothing glued to the year makes it something else (2000m, 1990-a, 2019/3)."""
    if not scan.tight(at + 1):
        return not (scan.numeral(at + 1) and len(scan.norm(at + 1)) == 3)
    if scan.norm(at + 1) in DASHES:
        return not scan.numeral(at + 2) or not scan.tight(at + 2)
    if scan.norm(at + 1) == ":":
        return not (scan.numeral(at + 2) and scan.tight(at + 2))
    return scan.norm(at + 1) in ("'s", "'") or not (scan.norm(at + 1).isalnum() or scan.norm(at + 1) in "/_&=°")


def _cue(scan: Scan, at: int, year: int) -> bool:
    before = at - 2 if scan.has(at - 1, "years.adjectives") else at - 1
    if year not in MODERN and scan.has(before, "years.joining"):
        return before > 0 and year_at(scan, before - 1) is not None
    return scan.has(before, "years.strong_cues") or year in CUED and scan.has(before, "years.cues")


def _in_brackets(scan: Scan, at: int) -> bool:
    return scan.norm(at - 1) == "(" and scan.norm(at + 1) in (")", ",") and len(scan.norm(at)) == 4
