"""Labels of ordinary news: which figures of an article the text itself relates, as a careful reader marks them.

The articles are not ours and stay outside; what is kept here is ids, a hash of each text, offsets and names.

    python -m tools.label show NEWS.jsonl ID ...          an article with its figures numbered, to be marked
    python -m tools.label read NEWS.jsonl MARKED OUT      what a reader wrote, as labels; OUT's name is the hand's

A reader writes, for each article, a line `@ ID` and one line a relation: `same 3 17`, `share part=4 whole=2 share=5 |
of whom`, `listed count=3 items="Rome"+"Milan"`. A figure is named by its number or, where it has none, by its words in
double quotes (`"a dozen"#2` is the second time they stand there). The words that assert the relation follow a bar; what
is kept is where they stand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.relations import ONE, named

WORDS = """
    one two three four five six seven eight nine ten eleven twelve dozen first second third fourth fifth half quarter
    twice double doubled triple monday tuesday wednesday thursday friday saturday sunday
    due tre quattro cinque sei sette otto nove dieci undici dodici dozzina decina ventina trentina centinaio primo
    seconda secondo terzo quarto metà doppio triplo lunedì martedì mercoledì giovedì venerdì sabato domenica
    dos tres cuatro cinco seis siete ocho nueve diez docena mitad tercio cuarto doble triple segundo tercero
    deux trois quatre cinq six sept huit neuf dix douzaine moitié tiers quart double triple deuxième troisième
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dutzend hälfte drittel viertel doppelt zweite dritte
    dois duas três quatro sete oito nove dez dúzia metade terço quarto dobro triplo segunda terceira
    """.split()
LONGEST_FIRST = "|".join(sorted(set(WORDS), key=lambda word: (-len(word), word)))
FIGURE = re.compile(rf"\d(?:[\d.,:/]*\d)?|\b(?:{LONGEST_FIRST})\b", re.I)
ARGUMENT = re.compile(r'(?:(\w+)=)?((?:(?:\d+|"[^"]+"(?:#\d+)?)\+?)+)(?:\s|$)')
SINGLE = re.compile(r'(\d+)(?!\d*")|"([^"]+)"(?:#(\d+))?')
LISTS = {role for relation in named().values() for role, number in relation.roles.items() if number != ONE}


def articles(news: Path) -> dict[str, dict[str, str]]:
    """The articles of a file by id."""
    with news.open(encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def digest(text: str) -> str:
    """By what a text is known again."""
    return sha256(text.encode()).hexdigest()[:16]


def numbered(text: str) -> str:
    """The article with each figure as ⟦n:figure⟧."""
    count = iter(range(1, 10**6))
    return FIGURE.sub(lambda found: f"⟦{next(count)}:{found[0]}⟧", text)


def read(news: dict[str, dict[str, str]], marked: str, hand: str) -> Iterator[dict[str, Any]]:
    """One label an article, and one a relation.

    :raises ValueError: with the line that cannot be read.
    """
    article: dict[str, str] = {}
    places: list[tuple[int, int]] = []
    for number, line in enumerate(map(str.strip, marked.splitlines()), 1):
        if line.startswith("@"):
            article = news[line[1:].strip()]
            places = [found.span() for found in FIGURE.finditer(article["text"])]
            head = {"id": article["id"], "lang": article["lang"], "sha": digest(article["text"])}
            yield {**head, "hand": hand, "relation": ""}
        elif line and not line.startswith("#"):
            try:
                yield {"id": article["id"], **_relation(line, article["text"], places)}
            except (ValueError, IndexError, KeyError) as error:
                raise ValueError(f"line {number}: {error}: {line}") from error


def _relation(line: str, text: str, places: list[tuple[int, int]]) -> dict[str, Any]:
    line, _, said = line.partition("|")
    name, _, rest = line.strip().partition(" ")
    if name not in named():
        raise ValueError(f"no relation is called {name}")
    roles: dict[str, Any] = {}
    for found in ARGUMENT.finditer(rest):
        several = [_place(single, text, places) for single in SINGLE.finditer(found[2])]
        role = found[1] or "figures"
        if role in LISTS:
            roles.setdefault(role, []).extend(several)
        else:
            (roles[role],) = several
    if not roles:
        raise ValueError("no figures")
    words = said.strip()
    at = text.lower().find(words.lower()) if words else -1
    return {"relation": name, "roles": roles, "said_at": [at, at + len(words)] if at >= 0 else None}


def _place(single: re.Match[str], text: str, places: list[tuple[int, int]]) -> list[int]:
    if single[1]:
        return list(places[int(single[1]) - 1])
    found = [match.start() for match in re.finditer(re.escape(single[2]), text)]
    if not found:
        raise ValueError(f"“{single[2]}” does not stand in the article")
    start = found[int(single[3] or 1) - 1]
    return [start, start + len(single[2])]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=("show", "read"))
    parser.add_argument("news", type=Path)
    parser.add_argument("given", nargs="+")
    options = parser.parse_args(arguments)
    known, rest = articles(options.news), options.given
    if options.verb == "show":
        for key in rest:
            print(f"@ {key}\n{numbered(known[key]['text'])}\n")
        return 0
    marked, out = Path(rest[0]), Path(rest[1])
    try:
        rows = list(read(known, marked.read_text(encoding="utf-8"), out.stem))
    except ValueError as error:
        print(error)
        return 1
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    relations = sum(bool(row["relation"]) for row in rows)
    print(f"{len(rows) - relations} articles, {relations} relations")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
