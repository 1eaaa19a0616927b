"""Numbers people are reached by: telephones, streets, web addresses, coordinates, distances of time zones."""

from __future__ import annotations

from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import DASHES, DEGREES, Scan, is_short, label

NAME_LENGTH = 4
LONGEST_PHONE = 16
LONGEST_WEB = 80
SHORTEST_PHONE = 6
MOST_GROUPS = 8
SIGNS = frozenset("+-–−")
WEB_ENDS = frozenset((")", '"', "”", "»", ">", "]", ",", ";"))


def read(scan: Scan, at: int) -> Mention | None:
    """The address that begins at token `at`."""
    if scan.numeral(at):
        return _phone(scan, at) or _emergency(scan, at) or _street_number(scan, at) or _coordinate(scan, at)
    if scan.is_word(at):
        return _web(scan, at) or _offset(scan, at) or _street(scan, at)
    return _web(scan, at) or (_phone(scan, at) if scan.norm(at) == "+" else None)


def _web(scan: Scan, at: int) -> Mention | None:
    """Web addresses, mail addresses, @handles and #hashtags: a run of glued tokens with a figure in it."""
    if scan.tight(at) and scan.norm(at - 1) not in ("(", '"', "“", "«", "<", "["):
        return None
    first = scan.norm(at)
    if first not in ("@", "#") and not (scan.is_word(at) and scan.tight(at + 1)):
        return None
    last = at + 1
    while scan.tight(last) and scan.norm(last) not in WEB_ENDS and last < at + LONGEST_WEB:
        last += 1
    glued = {scan.norm(place) for place in range(at, last)}
    if scan.norm(last - 1) in ".!?:":
        last -= 1
    web = first in ("www", "http", "https") or "@" in glued or first == "#" and scan.is_word(at + 1)
    if not web or not any(scan.numeral(place) for place in range(at, last)):
        return None
    return label(scan, at, last, "label.web")


def _coordinate(scan: Scan, at: int) -> Mention | None:
    """44.06 ° N, 37° 2′ W."""
    if scan.norm(at + 1) not in DEGREES:
        return None
    last = at + 2
    while last < at + 8 and (scan.numeral(last) or scan.norm(last) in ("′", "″", "'", '"', "’", "”")):
        last += 1
    if scan.text(last) not in ("N", "S", "E", "W", "O") or scan.tight(last + 1) and scan.is_word(last + 1):
        return None
    return label(scan, at, last + 1, "label.coordinate")


def _offset(scan: Scan, at: int) -> Mention | None:
    """UTC+1: the distance of a time zone."""
    if not scan.has(at, "clock.offsets") or scan.norm(at + 1) not in SIGNS or scan.whole(at + 2) is None:
        return None
    return label(scan, at, at + 3, "label.offset", at + 2)


# --- telephones


def _phone(scan: Scan, at: int) -> Mention | None:
    """+39 0922 555014, 541-555-0138, 0800 555 111."""
    first = at + 1 if scan.norm(at) == "+" else at
    groups, last = _phone_groups(scan, first)
    if len(groups) == 0 or scan.numeral(at - 1) or not scan.begins(at):
        return None
    if not SHORTEST_PHONE <= sum(map(len, groups)) <= LONGEST_PHONE:
        return None
    foreign = first > at and scan.tight(first) and len(groups[0]) <= 3 and len(groups) > 1
    if foreign or first == at and (_is_national(scan, at, groups) or _after_call(scan, at)):
        return label(scan, at, last, "label.phone")
    return None


def _is_national(scan: Scan, at: int, groups: list[str]) -> bool:
    """Whether the groups have the shape of a telephone number: a leading zero, 541-555-0138, a toll-free prefix."""
    shape = [len(group) for group in groups]
    if len(groups) > 1 and groups[0][0] == "0" and shape[0] > 1:
        return True
    if scan.norm(at + 1) in DASHES:
        return shape == [3, 3, 4] or shape == [3, 4] and groups[1][0] == "0"
    if len(shape) == 2 and 2 <= shape[0] <= 4 and shape[1] >= SHORTEST_PHONE:
        return True
    return shape == [3, 3, 3] and scan.has(at, "labels.toll_free")


def _phone_groups(scan: Scan, at: int) -> tuple[list[str], int]:
    """The groups of figures from `at` on and the token behind them; none where there are more than a telephone has."""
    groups: list[str] = []
    last = at
    while scan.whole(last) is not None and len(groups) <= MOST_GROUPS:
        groups.append(scan.norm(last))
        last += 1
        if scan.norm(last) in ("-", "–", "/") and scan.whole(last + 1) is not None:
            last += 1
    return (groups, last) if len(groups) <= MOST_GROUPS else ([], at)


def _after_call(scan: Scan, at: int) -> bool:
    if scan.norm(at + 1) in DASHES:
        return False
    return any(scan.has(place, "labels.telephones") for place in range(at - 4, at))


def _emergency(scan: Scan, at: int) -> Mention | None:
    """The first 911 call, chiamare il 112."""
    if not scan.has(at, "labels.emergency") or not scan.begins(at) or scan.counts(at + 1):
        return None
    near = scan.has(at - 1, "labels.emergency_near") or scan.has(at + 1, "labels.emergency_near")
    return label(scan, at, at + 1, "label.phone") if near else None


# --- streets


def _street(scan: Scan, at: int) -> Mention | None:
    """Via Dante 12, corso Umbria, 5: a street word, its name, the house number, and no noun behind."""
    if not scan.has(at, "labels.streets"):
        return None
    if (dated := _named_by_date(scan, at)) is not None:
        return dated
    place = at + 1
    while place < at + 1 + NAME_LENGTH + 2 and (scan.capital(place) or scan.has(place, "labels.name_links")):
        place = scan.after_label(place + 1)
    if place == at + 1 or not scan.capital(place - 1) and scan.norm(place - 1) != ".":
        return None
    comma = scan.norm(place) == ","
    place += comma
    while scan.has(place, "labels.house_cues") and not scan.numeral(place):
        place = scan.after_label(place + 1)
    last = place + 1
    if not is_short(scan, place) or scan.unit_follows(last):
        return None
    if scan.is_word(last) and not scan.has(last, "labels.after_house"):
        return None
    if comma and scan.norm(last) not in (",", ".", ";", ")", ""):
        return None
    return label(scan, at, last, "label.address", place)


def _named_by_date(scan: Scan, at: int) -> Mention | None:
    """Via 25 Aprile, piazza IV Novembre: a street named after a day, with its house number."""
    roman = scan.text(at + 1).isupper() and set(scan.text(at + 1)) <= set("IVX")
    if not scan.has(at + 2, "months") or not (roman or is_short(scan, at + 1)):
        return None
    house = scan.whole(at + 3) is not None and len(scan.norm(at + 3)) <= 3 and not scan.counts(at + 4)
    return label(scan, at, at + 4 if house else at + 3, "label.address", at + 1)


def _street_number(scan: Scan, at: int) -> Mention | None:
    """10 Downing Street; 12, rue de la Paix; 4 bis, avenue Foch."""
    if not is_short(scan, at) or not scan.begins(at):
        return None
    place = at + 1 + scan.has(at + 1, "labels.endings")
    place += scan.norm(place) == ","
    if scan.has(place, "labels.streets_behind"):
        return label(scan, at, place + 1, "label.address", at)
    place = at + 1
    if not scan.capital(place) or scan.tight(place):
        return None
    while place < at + 1 + NAME_LENGTH and scan.capital(place):
        if scan.has(place, "labels.street_endings") and place > at + 1:
            return label(scan, at, place + 1, "label.address")
        place += 1
    return None
