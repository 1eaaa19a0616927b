"""Numbers that only name something: codes, versions, roads, laws, flights, rooms, models, addresses.

Precision first: a number is a label only when its shape or a cue word of the pack says so.
"""

from __future__ import annotations

from claimcheck.extract import addresses, dates, scores
from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import DASHES, Scan, is_short, label

LONGEST_CUED = 6
LONGEST_CODE = 8
LONGEST_GLUED = 16
MODERN = range(1900, 2100)


def read(scan: Scan, at: int) -> Mention | None:
    """The label that begins at token `at`."""
    found = addresses.read(scan, at) or _named(scan, at)
    if found is not None:
        return found
    if scan.numeral(at):
        return _version(scan, at) or _code_of_figures(scan, at) or _singled_out(scan, at)
    if scan.is_word(at):
        return _code(scan, at) or _cued(scan, at) or _made(scan, at)
    return _hashed(scan, at) if scan.norm(at) == "#" else None


# --- by shape


def _named(scan: Scan, at: int) -> Mention | None:
    """Names of the pack that hold a number, in their own capitals."""
    found = scan.exact_phrase(at, "labels.names")
    if found is None or scan.tight(found.last) and scan.norm(found.last)[:1].isalnum():
        return None
    return label(scan, at, found.last, "label.name")


def _code(scan: Scan, at: int) -> Mention | None:
    """A350, H1N1, Covid-19, AR-15: letters with a capital among them, glued to figures."""
    text = scan.text(at)
    if text.islower() or scan.has(at, "labels.not_codes"):
        return None
    if not scan.begins(at):
        return None
    hyphened = scan.norm(at + 1) in DASHES and scan.tight(at + 1)
    inner = at + 2 if hyphened else at + 1
    if not scan.tight(inner) or not scan.numeral(inner) or scan.entry(at, "months") or len(scan.text(inner)) > 6:
        return None
    if hyphened and (dates.year_at(scan, inner) or scan.has(at, "labels.not_hyphened")):
        return None
    if not hyphened and dates.read(scan, inner) is not None:
        return None
    last = _glued_end(scan, inner + 1)
    if scan.unit_follows(last) and scan.norm(last) in scan.pack.words("counted.signs"):
        return None
    return label(scan, at, last, "label.code", inner) if last - at <= LONGEST_CODE else None


def _glued_end(scan: Scan, at: int) -> int:
    """The token behind what is glued to a code: 7E|7|, 737|-800|, 18|/2008|."""
    end = at + LONGEST_GLUED
    while scan.tight(at) and at < end:
        joined = (scan.norm(at) in DASHES or scan.norm(at) == "/") and scan.tight(at + 1)
        if joined and (scan.numeral(at + 1) or len(scan.text(at + 1)) < 3 and scan.capital(at + 1)):
            at += 2
        elif scan.norm(at)[0].isalnum():
            at += 1
        else:
            break
    return at


def _code_of_figures(scan: Scan, at: int) -> Mention | None:
    """7E7, 5G, 3D, 007, 00184: figures that cannot be an amount."""
    norm = scan.norm(at)
    if not scan.begins(at):
        return None
    if scan.tight(at + 1) and scan.is_word(at + 1):
        enclosed = scan.tight(at + 2) and scan.numeral(at + 2) and scan.capital(at + 1) and len(scan.text(at + 1)) == 1
        if enclosed or scan.text(at + 1).isupper() and scan.has(at + 1, "labels.suffixes"):
            return label(scan, at, _glued_end(scan, at + 1), "label.code")
        return None
    value = scan.whole(at)
    if value is None or scan.is_amount(at, at + 1) or scan.norm(at + 1) == ":" or scan.phrase(at + 1, "clock.zones"):
        return None
    zero = len(norm) > 1 and norm[0] == "0" and not scan.numeral(at - 1)
    serial = len(norm) > 8 and not scan.tight(at) and not norm.endswith("000")
    return label(scan, at, at + 1, "label.code") if zero or serial else None


def _version(scan: Scan, at: int) -> Mention | None:
    """10.3.1, 192.168.0.1: points that do not make groups of three."""
    groups = scan.norm(at).split(".")
    if len(groups) < 3 or "," in scan.norm(at) or all(len(group) == 3 for group in groups[1:]):
        return None
    return None if scan.unit_follows(at + 1) else label(scan, at, at + 1, "label.version")


def _singled_out(scan: Scan, at: int) -> Mention | None:
    """`la 12`, where the article is singular and no percentage can be meant: a line, a road."""
    if not scan.has(at - 1, "labels.singular_articles") or scan.tight(at) or not is_short(scan, at):
        return None
    last = at + 1
    if scan.whole(at) in (0, 1) or scan.unit_follows(last) or scan.numeral(last) or scan.norm(last) in _GOING_ON:
        return None
    if scan.is_word(last) and (scan.tight(last) or not scan.has(last, "labels.links")):
        return None
    return label(scan, at, last, "label.singular")


_GOING_ON = frozenset((":", "/", "°", "º", "ª", "'", "’", "^", "x", "×", "-", "–"))


def _hashed(scan: Scan, at: int) -> Mention | None:
    """#1."""
    if scan.whole(at + 1) is None or not scan.tight(at + 1) or not scan.begins(at):
        return None
    return label(scan, at, at + 2, "label.number", at + 1)


# --- by cue


def _cued(scan: Scan, at: int) -> Mention | None:
    """Flight 610, articolo 18, legge n. 104, pages 13-16, No. 10."""
    if not scan.begins(at):
        return None
    strong = scan.has(at, "labels.cues")
    weak = not strong and scan.has(at, "labels.weak_cues")
    proper = not strong and not weak and scan.capital(at) and scan.has(at, "labels.capital_cues")
    if not (strong or weak or proper or scan.has(at, "labels.dotted_cues")):
        return None
    inner = _numeral_after(scan, at, weak or proper)
    if inner is None or any(read_other(scan, inner) for read_other in (dates.read, addresses.read, scores.read)):
        return None
    if not strong and dates.year_at(scan, inner) in MODERN:
        return None
    last = _label_end(scan, inner)
    if scan.unit_follows(last) or not strong and (scan.noun_follows(last) or not is_short(scan, inner)):
        return None
    return label(scan, at, _listed(scan, at, last), "label.cue", inner)


def _numeral_after(scan: Scan, at: int, near: bool) -> int | None:
    """The numeral that belongs to the cue at `at`: directly behind, or behind `n.` or a code of letters."""
    dotted = scan.has(at, "labels.dotted_cues")
    place = at + 1
    if scan.norm(place) in (".", "°", "º") and scan.tight(place):
        place += 1
    elif dotted and not (scan.capital(at) and len(scan.text(at)) < 3 and scan.text(at + 1).isdigit()):
        return None
    if not near and scan.has(place, "labels.dotted_cues") and not scan.numeral(place):
        place = scan.after_label(place + 1)
        place += scan.norm(place) in ("°", "º")
    if not near and scan.text(place).isupper() and len(scan.text(place)) <= 3 and scan.is_word(place):
        place += 1
    elif scan.has(at, "labels.named_cues"):
        while scan.capital(place) and place < at + 3:
            place += 1
    return place if scan.numeral(place) and not scan.tight(place) or _dot_glued(scan, place) else None


def _dot_glued(scan: Scan, at: int) -> bool:
    return scan.numeral(at) and scan.norm(at - 1) in (".", "°", "º")


def _label_end(scan: Scan, at: int) -> int:
    """The token behind the number of a label: 152|/75|, 25|A|, 416|-bis|, 41 |bis|."""
    last = _glued_end(scan, at + 1)
    if scan.norm(last) in DASHES and scan.tight(last) and scan.has(last + 1, "labels.endings"):
        return last + 2
    return last + 1 if scan.has(last, "labels.endings") else last


def _listed(scan: Scan, cue: int, last: int) -> int:
    """The end of a list of labels behind a cue in the plural: articles 4, 5 |and 6|, pages 13|-16|."""
    if not scan.has(cue, "labels.plural_cues"):
        return last
    for _ in range(LONGEST_CUED):
        link = last
        if not (scan.norm(link) in DASHES or scan.norm(link) == "," or scan.has(link, "labels.links")):
            break
        if scan.whole(link + 1) is None or scan.counts(link + 2):
            break
        last = _label_end(scan, link + 1)
    return last


def _made(scan: Scan, at: int) -> Mention | None:
    """Boeing 737, iPhone 15, Formula 1; `telefoni Mate 9` after a word for such things."""
    if scan.text(at).islower() or not scan.begins(at):
        return None
    if scan.has(at, "labels.makers"):
        inner = at + 1 if scan.numeral(at + 1) else at + 2 if scan.capital(at + 1) else at + 1
    elif scan.has(at - 1, "labels.things") or scan.has(at - 2, "labels.things") and scan.capital(at - 1):
        inner = at + 1
    else:
        return None
    if not scan.numeral(inner) or scan.tight(inner) and inner == at + 1 or len(scan.norm(inner)) > 4:
        return None
    if dates.year_at(scan, inner) in MODERN:
        return None
    last = _glued_end(scan, inner + 1)
    return None if scan.unit_follows(last) else label(scan, at, last, "label.made", inner)
