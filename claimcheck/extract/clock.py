"""Times of day, and race times: 5:15 a.m., 10pm, alle 11.25, dalle 21 alle 23.30, à 14 h 30, 0700 UTC, 2:14:04."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.extract import hours
from claimcheck.extract.hours import Clock
from claimcheck.extract.mention import Mention
from claimcheck.extract.number_words import amount, words_of
from claimcheck.extract.scan import DASHES, Scan
from claimcheck.model import Kind, When

NOON = 12 * 60
OPENERS = frozenset("(,")
ABBREVIATED = 3  # letters of am, pm and their like, behind which a full stop belongs to them


def read(scan: Scan, at: int) -> Mention | None:
    """The time of day, or the duration of a race, that begins at token `at`."""
    if not scan.numeral(at):
        return _in_words(scan, at)
    if scan.tight(at) and scan.norm(at - 1)[-1:] in ("/", ".", ",", ":", "$", "€", "£", "+", "#", "@"):
        return None
    return _race(scan, at) or hours.primes(scan, at) or _time(scan, at)


def _race(scan: Scan, at: int) -> Mention | None:
    """2:14:04 and 3:59.4 as durations in seconds; 14:03:12 with a zone stays a time of day."""
    groups, last = _colons(scan, at)
    if len(groups) == 3 and _zone(scan, last) == last:
        hours, minutes, seconds = groups
        value = 3600 * hours + 60 * minutes + seconds
    elif len(groups) == 2 and (groups[1].denominator > 1 or _is_race(scan, at, last)):
        value = 60 * groups[0] + groups[1]
    else:
        return None
    if any(group >= 60 for group in groups[1:]):
        return None
    return scan.mention(at, last, Kind.DURATION, "clock.race", value=value, unit="second")


def _is_race(scan: Scan, at: int, last: int) -> bool:
    if _zone(scan, last) != last or scan.entry(last, "clock.halves"):
        return False
    if scan.whole(at) not in range(25) and not scan.pack.text("scores.colon"):
        return True
    return scan.phrase_before(at, "clock.race_cues") is not None


def _colons(scan: Scan, at: int) -> tuple[list[Fraction], int]:
    """The numbers joined by colons from `at` on, and the token behind them."""
    first = scan.whole(at)
    if first is None or len(scan.norm(at)) > 2:
        return [], at
    groups, last = [Fraction(first)], at + 1
    while scan.norm(last) == ":" and scan.tight(last) and scan.tight(last + 1) and scan.numeral(last + 1):
        whole, _, decimals = scan.norm(last + 1).replace(",", ".").partition(".")
        if len(whole) != 2 or not whole.isdigit() or decimals and not decimals.isdigit():
            return [], at
        groups.append(Fraction(f"{whole}.{decimals or 0}"))
        last += 2
        if decimals or len(groups) == 4:
            break
    return groups, last


def _time(scan: Scan, at: int) -> Mention | None:
    clock = _clock(scan, at)
    if clock is None:
        return _military(scan, at)
    signed = hours.signed(scan, at)
    if signed:
        clock = signed
    clock = _with_minutes_apart(scan, at, clock)
    half = _half(scan, clock.last)
    if half is not None:
        return _with_half(scan, at, clock, half)
    zone = _zone(scan, clock.last)
    sure = zone > clock.last or clock.minutes and scan.norm(at + 1) == ":" and not scan.pack.text("scores.colon")
    cued = hours.is_time(scan, at, clock) if signed else _is_cued(scan, at, clock)
    if not sure and not cued:
        borrowed = _half_of_range(scan, at, clock)
        return _with_half(scan, at, clock, (borrowed, clock.last)) if borrowed else None
    if scan.is_amount(at, clock.last) or scan.tight(clock.last) and scan.is_word(clock.last):
        return None
    return _mention(scan, at, clock.last, zone, clock.of_day)


def _mention(scan: Scan, at: int, number: int, last: int, minute: int) -> Mention:
    return scan.mention(at, last, Kind.TIME, "clock", value=minute, when=When(minute=minute), number=(at, number))


def _clock(scan: Scan, at: int) -> Clock | None:
    """An hour, with minutes or without, of a day of 24 hours."""
    whole, sign, minutes = scan.norm(at).partition(".")
    if not sign:
        whole, sign, minutes = scan.norm(at).partition(",")
    last = at + 1
    if not sign and scan.norm(last) == ":" and scan.tight(last) and scan.tight(last + 1):
        sign, minutes, last = ":", scan.norm(last + 1), last + 2
        if scan.norm(last) == ":" and scan.tight(last):
            minutes = minutes if scan.tight(last + 1) else ""
            last += 2
    if not whole.isascii() or not whole.isdigit() or len(whole) > 2 or int(whole) > 24:
        return None
    if not sign:
        return Clock(int(whole), 0, last, False)
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) == 2 and int(minutes) < 60):
        return None
    return Clock(int(whole), int(minutes), last, True)


def _with_minutes_apart(scan: Scan, at: int, clock: Clock) -> Clock:
    """`alle 9 e mezza`, `alle 9 e 30`: the minutes told behind the hour."""
    if clock.minutes or not (scan.phrase_before(at, "clock.cues") or scan.phrase_before(at, "clock.cues_of_signs")):
        return clock
    told = scan.phrase(clock.last, "clock.added")
    if told is not None:
        return Clock(clock.hour, int(told.meaning), told.last, True)
    minutes = scan.whole(clock.last + 1) if scan.has(clock.last, "clock.added_link") else None
    if minutes is None or not 10 <= minutes < 60 or scan.counts(clock.last + 2):
        return clock
    return Clock(clock.hour, minutes, clock.last + 2, True)


def _half(scan: Scan, at: int) -> tuple[str, int] | None:
    """`am` or `pm` where it is written: 10pm, 5 p.m., 9 o'clock at night, le 8 di sera."""
    found = scan.phrase(at, "clock.halves")
    if found is None:
        return None
    label = found.meaning != "any" and len(scan.norm(found.last - 1)) <= ABBREVIATED
    return found.meaning, scan.after_label(found.last) if label else found.last


def _with_half(scan: Scan, at: int, clock: Clock, half: tuple[str, int]) -> Mention | None:
    if clock.hour > 12 and half[0] != "any" and clock.hour != 24 and half[0] == "am" or scan.norm(at - 1) in ("$", "€"):
        return None
    minute = clock.of_day
    if half[0] == "pm" and clock.hour < 12:
        minute += NOON
    elif half[0] == "am" and clock.hour == 12:
        minute -= NOON
    return _mention(scan, at, clock.last, _zone(scan, half[1]), minute)


def _half_of_range(scan: Scan, at: int, clock: Clock) -> str:
    """The half of the day the end of a range gives its start: from 9 to 11 a.m., 11-1 pm."""
    if not (scan.norm(clock.last) in DASHES or scan.has(clock.last, "clock.links")) or scan.has(at - 1, "labels.links"):
        return ""
    end = _clock(scan, clock.last + 1) if scan.numeral(clock.last + 1) else None
    half = _half(scan, end.last) if end else None
    if end is None or half is None or half[0] == "any" or clock.hour > 12:
        return ""
    earlier = clock.hour % 12 <= end.hour % 12
    return half[0] if earlier else {"am": "pm", "pm": "am"}[half[0]]


def _zone(scan: Scan, at: int) -> int:
    """The token behind a time zone at `at`, or `at` when there is none."""
    last = at
    while last < at + 8:
        found = scan.phrase(last, "clock.zones")
        if found is None or found.last == last + 1 and len(scan.text(last)) < 4 and scan.text(last).islower():
            break
        last = found.last
    return last


def _is_cued(scan: Scan, at: int, clock: Clock) -> bool:
    """Whether the words before a bare number make it a time, and none behind makes it an amount."""
    if scan.numeral(clock.last) or scan.counts(clock.last) or scan.norm(clock.last) in ("%", "-", "–", "/", "°", "'"):
        return _is_named(scan, at) and not scan.unit_follows(clock.last)
    if _is_named(scan, at):
        return True
    opened = scan.phrase_before(at, "clock.cues_of_minutes")
    if opened and scan.norm(opened.first - 1) in OPENERS and scan.phrase(clock.last, "zones.offsets"):
        return True
    if scan.phrase_before(at, "clock.cues") or _ends_range(scan, at):
        return clock.minutes or _closes(scan, clock.last)
    return clock.minutes and scan.phrase_before(at, "clock.cues_of_minutes") is not None


def _ends_range(scan: Scan, at: int) -> bool:
    """Whether the number closes what a cue opened: tra le 8 |e le| 10."""
    link = scan.phrase_before(at, "clock.range_links")
    if link is None or not scan.numeral(link.first - 1):
        return False
    return scan.phrase_before(link.first - 1, "clock.cues") is not None


def _is_named(scan: Scan, at: int) -> bool:
    """After a word that only tells the time: `ore 12`."""
    return scan.phrase_before(at, "clock.names") is not None


def _closes(scan: Scan, at: int) -> bool:
    """Whether the number before `at` stands without a noun."""
    if not scan.is_word(at) or scan.has(at, "clock.after") or scan.entry(at, "weekdays") is not None:
        return True
    return len(scan.norm(at)) > 3 and not scan.noun_follows(at)


def _military(scan: Scan, at: int) -> Mention | None:
    """0700 UTC, 1800 local time; in brackets the weekday may stand before the zone: (1830 Friday, UTC)."""
    norm = scan.norm(at)
    if len(norm) != 4 or scan.whole(at) is None or int(norm[:2]) > 24 or int(norm[2:]) > 59:
        return None
    zone = last = _zone(scan, at + 1)
    if zone == at + 1 and scan.norm(at - 1) == "(" and scan.entry(at + 1, "weekdays") is not None:
        behind = at + 2 + (scan.norm(at + 2) == ",")
        zone, last = _zone(scan, behind) - behind + at + 1, at + 1
    return _mention(scan, at, at + 1, last, 60 * int(norm[:2]) + int(norm[2:])) if zone > at + 1 else None


def _in_words(scan: Scan, at: int) -> Mention | None:
    """Noon and midnight after a word that tells the time; nine o'clock, alle otto di sera, half past six at night."""
    named = scan.phrase(at, "clock.words")
    if named is not None:
        told = _told(scan, at) or scan.has(at - 1, "clock.before_named")
        return _mention(scan, at, named.last, named.last, int(named.meaning)) if told else None
    moved = scan.phrase(at, "clock.moved")
    if moved is not None:
        return _moved(scan, at, moved.last, int(moved.meaning))
    hour = scan.entry(at, "clock.hours")
    if hour is None:
        return None
    half = _half(scan, at + 1)
    if half is None and _told(scan, at):
        clock = _with_spoken_minutes(scan, at, int(hour))
        half = _half(scan, clock.last) if clock.minutes else None
        if half is not None and half[0] != "any":
            return _with_half(scan, at, clock, half)
        half = None
    if half is None:
        if scan.is_word(at + 1) or scan.norm(at + 1) == "," or scan.phrase_before(at, "clock.cues") is None:
            return None
        return _mention(scan, at, at + 1, at + 1, 60 * int(hour))
    if scan.norm(at + 1) not in scan.pack.words("clock.o_clock") and not _told(scan, at):
        return None
    return _with_half(scan, at, Clock(int(hour), 0, at + 1, False), half)


def _moved(scan: Scan, at: int, place: int, minutes: int) -> Mention | None:
    """`half past six in the evening`, `a quarter to nine at night`; None where no half of the day is told."""
    hour = scan.entry(place, "clock.hours") or (scan.norm(place) if scan.whole(place) in range(1, 13) else None)
    half = _half(scan, place + 1) if hour else None
    if hour is None or half is None or half[0] == "any" or not _told(scan, at):
        return None
    minute = (int(hour) % 12 + (12 if half[0] == "pm" else 0)) * 60 + minutes
    return _mention(scan, at, place + 1, _zone(scan, half[1]), minute % (2 * NOON))


def _with_spoken_minutes(scan: Scan, at: int, hour: int) -> Clock:
    """`l'una e dieci`, `le otto e venticinque`, `le nove meno un quarto`: an hour with its minutes in words."""
    told = scan.phrase(at + 1, "clock.added")
    if told is not None:
        return Clock(hour, int(told.meaning), told.last, True)
    if not scan.has(at + 1, "clock.added_link"):
        return Clock(hour, 0, at + 1, False)
    words = words_of(scan.pack)
    atoms = words.read(scan.norm(at + 2))
    minutes = amount(words, atoms) if atoms else None
    if minutes is None or not 0 < minutes < 60:
        return Clock(hour, 0, at + 1, False)
    return Clock(hour, minutes, at + 3, True)


def _told(scan: Scan, at: int) -> bool:
    """Whether the words before a named hour tell a time."""
    return scan.has(at - 1, "clock.before_words") or scan.phrase_before(at, "clock.cues") is not None
