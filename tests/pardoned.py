"""A made-up story with an error, a difference, a vague source and a sum that works out."""

from __future__ import annotations

from builders import claim, document, finding, relation, report, rule, source, span, term

from claimcheck.model import Hedge, Place, Report, Severity, SourceKind, Verdict

TEXT = """Graziati 25 prigionieri politici alla vigilia della festa

Il governo militare ha concesso venerdì la grazia a decine di detenuti. I 25 graziati, 12 donne e 14 uomini, hanno lasciato il carcere di Sandgate poco dopo l'alba.

«Nel Paese ci sono oltre 1.000 prigionieri politici», ha detto Lena Orwik, direttrice della Rete di assistenza legale.

Secondo il rapporto annuale della stessa rete, a marzo erano in carcere circa 1.300 prigionieri politici. Gli studi dimostrano che la grazia riduce la tensione prima del voto. In cella restano 52 persone, 38 uomini e 14 donne.
"""  # noqa: E501

SUM = rule(
    "A101",
    "parts-do-not-sum",
    message={
        "it": "Le parti sommano a {sum}, ma il totale indicato è {total}.",
        "en": "The parts add up to {sum}, but the total given is {total}.",
    },
    suggestion={
        "it": "Una delle cifre è sbagliata, oppure qualcuno è contato due volte.",
        "en": "One of the figures is wrong, or somebody is counted twice.",
    },
    why={"it": "È l'errore numerico più facile da notare per chi legge.", "en": "Readers notice this error first."},
)
DIFFER = rule(
    "C302",
    "figures-differ",
    Severity.WARNING,
    message={"it": "«{noun}» compare con due cifre e due fonti diverse.", "en": "“{noun}” has two figures."},
    suggestion={"it": "Usa una sola cifra, oppure spiega la differenza (data? fonte?).", "en": "Use one figure."},
)
VAGUE = rule(
    "S802",
    "source-is-vague",
    Severity.NOTE,
    message={"it": "«{words}» senza un autore, un anno o un link.", "en": "“{words}” without author, year or link."},
)
RULES = {each.id: each for each in (SUM, DIFFER, VAGUE)}

_TITLE = claim(TEXT, "25 prigionieri", 25, place=Place.HEADLINE, counted="prigionieri")
_TOTAL = claim(TEXT, "25 graziati", 25, counted="graziati", id="c2")
_WOMEN = claim(TEXT, "12 donne", 12, counted="donne", id="c3")
_MEN = claim(TEXT, "14 uomini", 14, counted="uomini", id="c4")
_SAID = claim(
    TEXT,
    "oltre 1.000 prigionieri politici",
    1000,
    hedge=Hedge.OVER,
    counted="prigionieri politici",
    said_by=source("Lena Orwik"),
    quoted=True,
    id="c5",
)
_YEARLY = claim(
    TEXT,
    "circa 1.300 prigionieri politici",
    1300,
    hedge=Hedge.ABOUT,
    counted="prigionieri politici",
    said_by=source("rapporto annuale", SourceKind.UNNAMED),
    id="c6",
)
_HELD = tuple(
    claim(TEXT, words, value, id=f"c{number}", counted=words.split()[1])
    for number, (words, value) in enumerate([("52 persone", 52), ("38 uomini", 38), ("14 donne", 14)], 7)
)
CLAIMS = (_TITLE, _TOTAL, _WOMEN, _MEN, _SAID, _YEARLY, *_HELD)

BROKEN = relation(
    "parts-of-whole",
    Verdict.BROKEN,
    term("total", _TOTAL),
    term("part", _WOMEN),
    term("part", _MEN),
    term("total", _TITLE),
    working=("12 + 14 = 26", "26 != 25"),
    sum=26,
    total=25,
)
TWO = relation(
    "same-measure",
    Verdict.DIFFERS,
    term("first", _SAID),
    term("second", _YEARLY),
    working=("> 1000, 1170-1430",),
    noun="prigionieri politici",
)
STUDIES = relation(
    "vague-source", Verdict.BROKEN, term("source", span(TEXT, "Gli studi dimostrano")), words="Gli studi dimostrano"
)
HOLDS = relation(
    "parts-of-whole",
    Verdict.HOLDS,
    term("total", _HELD[0]),
    term("part", _HELD[1]),
    term("part", _HELD[2]),
    working=("38 + 14 = 52",),
)


def pardoned() -> Report:
    """The story as it is read."""
    return report(
        document(TEXT, "graziati.txt"),
        claims=CLAIMS,
        relations=(BROKEN, TWO, STUDIES, HOLDS),
        findings=(finding(VAGUE, STUDIES), finding(SUM, BROKEN), finding(DIFFER, TWO)),
    )


def faultless() -> Report:
    """The same story with nothing to say about it."""
    return report(document(TEXT, "graziati.txt"), claims=CLAIMS, relations=(HOLDS,))
