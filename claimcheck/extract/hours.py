"""Hours that have a sign behind them (14 h 30, 20 heures, de 8h à 12h), and minutes and seconds told by primes."""

from __future__ import annotations

from typing import NamedTuple

from claimcheck.extract.mention import Mention
from claimcheck.extract.scan import Scan
from claimcheck.model import Kind

PRIMES = frozenset({"''", "’’", "″", '"', "”"})


class Clock(NamedTuple):
    """Hour and minute as written, the token behind them, and whether the minutes are written."""

    hour: int
    minute: int
    last: int
    minutes: bool

    @property
    def of_day(self) -> int:
        """Minutes from midnight."""
        return 60 * self.hour + self.minute


def signed(scan: Scan, at: int) -> Clock | None:
    """An hour with its sign, and the minutes behind it: 14 h, 14h30, 20 heures 15."""
    hour, last = scan.whole(at), at + 2
    if not scan.has(at + 1, "clock.hour_signs") or hour is None or hour > 24 or len(scan.norm(at)) > 2:
        return None
    minutes, tight = scan.whole(last), scan.tight(at + 1)
    told = minutes is not None and minutes < 60 and len(scan.norm(last)) == 2 and tight == scan.tight(last)
    if minutes is None or not told or scan.counts(last + 1):
        return Clock(hour, 0, last, False)
    return Clock(hour, minutes, last + 1, True)


def is_time(scan: Scan, at: int, clock: Clock) -> bool:
    """Whether an hour with its sign is a time and no length: behind a word that tells a time, as the end or the
    beginning of a span of hours, or with minutes where no word of a length stands before."""
    glued = scan.tight(at + 1) and scan.pack.text("clock.glued_hours") == "yes" and not scan.has(clock.last, "nouns.of")
    if (clock.minutes or glued) and not scan.has(at - 1, "clock.cues_of_lengths"):
        return True
    if scan.phrase_before(at, "clock.cues"):
        return True
    if scan.phrase_before(at, "clock.cues_of_signs"):
        return not scan.has(clock.last, "nouns.of")
    link = scan.phrase_before(at, "clock.range_links")
    named = link is not None and scan.phrase_before(link.first, "clock.words")
    if link is not None and (named or scan.has(link.first - 1, "clock.hour_signs")):
        return True
    return scan.phrase(clock.last, "clock.range_links") is not None and _opens_span(scan, clock.last)


def _opens_span(scan: Scan, link: int) -> bool:
    """Whether the word that joins two hours is followed by the second with its sign (8 h |à 10 h|)."""
    joint = scan.phrase(link, "clock.range_links")
    return joint is not None and scan.numeral(joint.last) and scan.has(joint.last + 1, "clock.hour_signs")


def primes(scan: Scan, at: int) -> Mention | None:
    """4'35'' and 4 h 10'48'': a length of time in seconds; the pack says that such primes are none of feet."""
    if scan.pack.text("clock.primes") != "yes":
        return None
    hour, first = 0, at
    if scan.has(at + 1, "clock.hour_signs") and (told := scan.whole(at)) is not None:
        hour, first = told, at + 2
    minutes, _, seconds = scan.norm(first).replace("’", "'").partition("'")
    if not (minutes.isdecimal() and seconds.isdecimal() and len(seconds) == 2 and len(minutes) <= 2):
        return None
    last = _behind_primes(scan, first + 1)
    if int(seconds) >= 60 or last is None:
        return None
    value = 3600 * hour + 60 * int(minutes) + int(seconds)
    return scan.mention(at, last, Kind.DURATION, "clock.primes", value=value, unit="second")


def _behind_primes(scan: Scan, at: int) -> int | None:
    """The token behind the two primes of seconds that stand close at `at`, None when there are none."""
    if not scan.tight(at):
        return None
    if scan.norm(at) in PRIMES:
        return at + 1
    return at + 2 if scan.norm(at) in "'’" and scan.norm(at + 1) in "'’" and scan.tight(at + 1) else None
