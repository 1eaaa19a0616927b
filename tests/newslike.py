"""Stories that look like news and are not: sentences of the rules' examples and cue phrases of the packs, with
numbers of all shapes put where numbers stand. `choose(n)` picks one of n, so that hypothesis, a fuzzer or chance may
write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from claimcheck import language, proof, rulebook

T = TypeVar("T")
Choose = Callable[[int], int]

NUMBERS = (
    "0|1|2|3|7|9|12|13|25|31|40|52|99|100|101|300|1,300|1.300|1 300|155.000|155,000|155 000|52,000|100,000|007|"
    "0.5|3,5|3.48|12.30|1/2|3/4|½|1½|2 1/4|1/0|0/0|.5|-5|−3|+4|1e10|1e400|9^99|1.3x10^6|"
    "99999999999999999999999999|٣|１２|²|one|two|nine|twelve|twenty-five|a hundred|two hundred and six|"
    "three point five|half|a half|two thirds|dozens|uno|sei|tre|diciotto|ventuno|cento|due milioni|mille|"
    "un milione e mezzo|mezzo|metà|un terzo|una ventina|decine|5 %|25%|0 %|101 %|46.8 per cent|12,5 per cento|"
    "2 percentage points|due punti|3 points|$5|€ 18,50|£1.2bn|5 cents|2 euro e 50|300 million dollars|"
    "4,2 miliardi|464mila|58 milioni 934mila|1200k|75 USD million|6 ft 2|6 km|2 kg|10 °C|3 mph|2 hours|"
    "90 minutes|an hour and a half|due ore|14 years|35 anni|aged 35|14-year-old|trentenne|10th|3°|the third|XIX|"
    "ventesimo|between 20 and 30|20-30|from 5 to 9|tra 3 e 5|3-1|52-48|6-4 6-7|one in five|3 su 10|1 in 8|"
    "9 out of 10|31 April|29 February|30 February 2023|10 September|Monday 31|Wednesday 10 September|lunedì 3|"
    "16/09/2025|2025-09-16|May 2019|yesterday|last week|in 2019|2019|1850|3000|1990s|'90s|2016-2019|2025-26|"
    "12:30|25:61|5.15 p.m.|noon|alle 9|9 to 11 a.m.|2:14:04|0700 UTC|0922 555014|+39 0922 555014|"
    "01 02 03 04 05 06 07 08 09|A350|Flight 610|articolo 18|10.3.1|No. 10|p = .03|p < 0.001|t(28) = 2.20|"
    "M = 3.48|SD = 0.20|n = 20|95 % CI 1.2-3.4"
).split("|")
JOINTS = (
    " | | , |, | and | e | of | di | to | a | or |; |: | (|) | - |-|–|/|. |.\n|\n\n|\n- | of which | di cui |"
    " compared with | rispetto a | up from | against | among them | tra cui |, or | + | = | % |'|\"|«|»|…| per |"
    " each | in total | rest "
).split("|")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_HOLE = re.compile(r"\{[^}]*\}")


@cache
def models(code: str) -> Sequence[tuple[str, ...]]:
    """Sentences and phrases of a language as pieces between which numbers stand."""
    texts = [_NUMBER.split(each.text) for each in _examples() if each.language == code]
    cues = [_HOLE.split(cue.text.replace("...", "the")) for cue in language.pack(code).phrases("cues")]
    return [tuple(pieces) for pieces in (*texts, *cues)] or [("", ". ")]


@cache
def _examples() -> Sequence[proof.Example]:
    proofs = [proof.read(rule) for rule in rulebook.load(rulebook.FOLDER)]
    return [example for each in proofs for example in (*each.fires, *each.quiet)]


def story(choose: Choose, code: str) -> str:
    """A story of some sentences."""
    return "".join(_sentence(choose, code) for _ in range(1 + choose(5)))


def _sentence(choose: Choose, code: str) -> str:
    def one(values: Sequence[T]) -> T:
        return values[choose(len(values))]

    if choose(4) == 0:
        return (one(NUMBERS) + one(JOINTS)) * (1 + choose(12))
    text, *pieces = one(models(code))
    number = one(NUMBERS)
    for piece in pieces:
        if choose(3) == 0:
            number = one(NUMBERS)
        text += number + piece
    return text + one(JOINTS)
