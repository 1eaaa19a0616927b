"""The pages of the documentation that are made of data: the rules, the configuration's keys, the JSON report's keys.

MkDocs calls the `on_` functions. Nothing that they make is kept in the repository.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from claimcheck import config, proof, report, rulebook
from claimcheck.proof import Example
from claimcheck.report.wording import language_name, words
from claimcheck.rulebook import Rule

FAMILIES = {
    "A": ("arithmetic", "Arithmetic", "Parts and totals, subsets, remainders, differences, products, averages, rates."),
    "P": ("percentages", "Percentages", "Changes, per cent against points, shares of a whole, multiples."),
    "C": ("contradictions", "Contradictions", "One thing with two figures: in the text, the headline, a caption."),
    "T": ("time", "Time", "Weekdays, dates, durations, ages, anniversaries, the order of events."),
    "U": ("units", "Units", "Paired conversions, dimensions, exchange rates that the story itself implies."),
    "L": ("lists", "Lists and ranks", "Counts and what they count, majorities, scores, ranks, records."),
    "R": ("research", "Research figures", "Polls, p-values, means of whole numbers, intervals."),
    "S": ("sources", "Sources", "Sources that are missing, vague or interested, and hedges that get lost."),
}
BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
SHOWN = 2  # examples of each kind
SHOWN_IN = "en"

_MARKER = re.compile(r"^<!-- generated: (\S+) -->$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each family of rules, and one that lists all rules."""
    rules = rulebook.load(rulebook.FOLDER)
    unknown = {rule.family for rule in rules} - set(FAMILIES)
    if unknown:
        raise ValueError(f"docs/generate.py and the nav in mkdocs.yml know no family {', '.join(sorted(unknown))}")
    pages = {"index": _list(rules)}
    for letter, (name, title, about) in FAMILIES.items():
        own = [rule for rule in rules if rule.family == letter]
        pages[name] = "\n".join([f"# {letter}: {title}\n\n{about}\n", *map(_rule, own)])
    for name, text in pages.items():
        files.append(File.generated(config, f"rules/{name}.md", content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put a table where a page says `<!-- generated: NAME -->`."""
    return _MARKER.sub(lambda match: TABLES[match[1]](), markdown)


def _list(rules: Iterable[Rule]) -> str:
    rows = [
        f"| [{rule.id}]({FAMILIES[rule.family][0]}.md#{rule.id.lower()}){{ #{rule.id} }}"
        f" | {_plain(rule.title(SHOWN_IN))}"
        f"{' (preview)' if rule.status == 'preview' else ''} | {rule.severity} | {_plain(rule.why[SHOWN_IN])} |"
        for rule in rules
    ]
    return "\n".join([
        "# All rules",
        "",
        "An **error** has no innocent reading, at a **warning** an editor must look, a **note** is worth knowing.",
        "What only the rounding of a number can rescue weighs one step less. `claimcheck explain A101` shows a rule",
        "with all its examples, in Italian with `--ui-lang it`.",
        "",
        "| rule | fault | severity | why |",
        "|---|---|---|---|",
        *rows,
    ])  # fmt: skip


def _rule(rule: Rule) -> str:
    shown = proof.read(rule)
    lines = [
        f"## {rule.id} {_plain(rule.title(SHOWN_IN))} {{ #{rule.id.lower()} }}",
        "",
        f"{_plain(rule.why[SHOWN_IN])}",
        "",
        f"{str(rule.severity).capitalize()}, {rule.status}; `{rule.name}`. It says: *{_slots(rule.message[SHOWN_IN])}*",
        "",
    ]
    if SHOWN_IN in rule.suggestion:
        lines += [f"It suggests: *{_slots(rule.suggestion[SHOWN_IN])}*", ""]
    for title, examples in (("It fires on", shown.fires), ("It stays quiet on", shown.quiet)):
        own = [example for example in examples if example.language == SHOWN_IN]
        lines += [f"**{title}**", "", *(_example(each) for each in own[:SHOWN]), ""]
    return "\n".join(lines)


def _example(example: Example) -> str:
    """An example as HTML, with its evidence marked."""
    pieces, last = [], 0
    for mark in sorted(example.marks):
        pieces += [escape(example.text[last : mark.start]), f"<mark>{escape(mark.of(example.text))}</mark>"]
        last = mark.end
    text = re.sub(r"\s*\n\s*", "<br>", "".join([*pieces, escape(example.text[last:])]).strip())
    told = "; ".join(example.working) if example.working else example.because
    remark = f"<br><small>{escape(told)}</small>" if told else ""
    return f"<blockquote><p>{text}{remark}</p></blockquote>\n"


def _slots(template: str) -> str:
    """A message with its slots as words; what Markdown would take for markup is escaped."""
    return re.sub(r"\\\{(\w+)\\\}", lambda match: f"‹{match[1].replace('_', ' ')}›", _plain(template))


def _plain(text: str) -> str:
    joined = " ".join(text.split())
    return re.sub(r"([\\*_{}\[\]<>#|])", r"\\\1", joined)


def _configuration() -> str:
    schema = json.loads((Path(config.__file__).parent / "schema.json").read_text(encoding="utf-8"))
    rows = ["| key | takes | default | what it does |", "|---|---|---|---|"]
    for key, node in _keys(schema, schema):
        default = f"`{json.dumps(node['default'])}`" if "default" in node else ""
        rows.append(f"| `{key}` | {_takes(node)} | {default} | {_plain(node.get('description', ''))} |")
    return "\n".join(rows)


def _keys(node: Any, schema: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for key, given in node["properties"].items():
        found = _followed(given, schema)
        yield f"{above}{key}", found
        if "properties" in found:
            yield from _keys(found, schema, f"{above}{key}.")


def _report() -> str:
    schema = json.loads((Path(report.__file__).parent / "schema.json").read_text(encoding="utf-8"))
    parts = [_object("the report", schema, schema)]
    parts += [
        _object(name.replace("_", " "), node, schema)
        for name, node in schema["$defs"].items()
        if "properties" in node and name != "stretch"
    ]
    return "\n\n".join(parts)


def _object(name: str, node: Any, schema: Any) -> str:
    rows = [f"### {name}", "", "| key | holds | |", "|---|---|---|"]
    for key, given in node["properties"].items():
        found = _followed(given, schema)
        told = given.get("description") or found.get("description") or ""
        rows.append(f"| `{key}` | {_holds(given, schema)} | {_plain(told)} |")
    return "\n".join(rows)


def _followed(node: Any, schema: Any) -> Any:
    """A node, or what it refers to."""
    if "$ref" in node:
        return schema["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _holds(node: Any, schema: Any) -> str:
    """In a few words, what a key of the report holds."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        found = schema["$defs"][name]
        return name.replace("_", " ") if "properties" in found or name == "number" else _holds(found, schema)
    if "anyOf" in node:
        return " or ".join(_holds(each, schema) for each in node["anyOf"])
    if "items" in node:
        return f"a list: {_holds(node['items'], schema)}"
    if "properties" in node:
        return ", ".join(f"`{key}`" for key in node["properties"])
    return _takes(node)


def _takes(node: Any) -> str:
    """In a few words, what a schema allows."""
    if "enum" in node:
        return ", ".join(f"`{each}`" if each else "nothing" for each in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    if "anyOf" in node:
        return " or ".join(_takes(each) for each in node["anyOf"])
    if node.get("pattern") == "^[a-z]{2,3}$":
        return "another code"
    if node.get("format") == "date":
        return "a day such as `2025-09-16`"
    names = {"array": "a list", "object": "a table", "boolean": "`true`, `false`", "number": "a number"}
    names |= {"integer": "a whole number", "string": "a text", "null": "null"}
    return names.get(node.get("type", ""), "")


def _families() -> str:
    families = FAMILIES.items()
    rows = (f"| **{letter}** | [{title}](rules/{name}.md) | {about} |" for letter, (name, title, about) in families)
    return "\n".join(["| letter | family | what it looks at |", "|---|---|---|", *rows])


def _accuracy() -> str:
    """The last first contact of each language, as it stands in the benchmarks."""
    told = (BENCHMARKS / "first-contact.md").read_text(encoding="utf-8")
    lines = (line for line in told.splitlines() if line.startswith("| 2"))
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    last = {row[3]: row for row in rows}
    heads = ("language", "slips found", "correct stories accused", "alarms in 1,000 words", "relations listed")
    table = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    on: dict[str, list[str]] = {}
    for code, row in sorted(last.items()):
        date, _, what, _, twins, found, _, listed, clean, accused, alarms = row
        name = language_name(code, words(SHOWN_IN))
        cells = (name, _of(found, twins), f"{accused} of {clean}", alarms, listed.partition("=")[2])
        table.append(f"| {' | '.join(map(_plain, cells))} |")
        on.setdefault(f"{date}: {what}", []).append(name)
    return "\n".join([*table, "", *(f"- Measured on {_plain(day)}: {', '.join(names)}." for day, names in on.items())])


def _of(share: str, whole: str) -> str:
    """`38 of 168 = 23%`, from `38 = 23%` and 168."""
    number, _, percent = share.partition(" = ")
    return f"{number} of {whole} = {percent}"


def _precision() -> str:
    """How findings on ordinary news were judged, one by one."""
    told = (BENCHMARKS / "judgements.jsonl").read_text(encoding="utf-8").splitlines()
    counted = Counter(json.loads(line)["judged"] for line in told)
    shares = (f"{number} were {name}" for name, number in counted.most_common())
    return f"Of {len(told)} errors and warnings on newspaper articles that were judged one by one, {', '.join(shares)}."


TABLES = {"configuration": _configuration, "report": _report, "families": _families, "accuracy": _accuracy,
          "precision": _precision}  # fmt: skip
