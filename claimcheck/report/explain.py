"""The page about one rule: what it says, why it exists, what sets it off, what does not, how to silence it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from claimcheck.proof import Example, Proof
from claimcheck.report import figures
from claimcheck.report.screen import Piece, Screen, padded, style_of
from claimcheck.report.wording import FALLBACK, Words
from claimcheck.rulebook import Rule

_MOST_EXAMPLES = 4
_FIELDS = ("says", "why", "repair", "wrong", "right", "silence")


def draw(screen: Screen, rule: Rule, proof: Proof, marks: Words) -> None:
    """The whole page."""
    status = marks.text(f"explain.status.{rule.status}")
    state = [
        (marks.text(f"level.{rule.severity}"), style_of(rule.severity)),
        (f" {screen.signs.dot} {status}", "dim"),
    ]
    name = f"  ({rule.name})" if marks.code in rule.label else ""
    screen.spread([(f"{rule.id} {rule.called(marks.code)}", "bold"), (name, "")], state)
    screen.print()
    _field(screen, marks, "says", [(_template(screen, rule.message, marks), "")])
    _field(screen, marks, "why", [(_text(rule.why, marks), "")])
    _field(screen, marks, "repair", [(_template(screen, rule.suggestion, marks), "")])
    _field(screen, marks, "wrong", _examples(screen, proof.fires, marks))
    _field(screen, marks, "right", _examples(screen, proof.quiet, marks))
    _field(screen, marks, "silence", [(text, "") for text in _silences(rule.id, marks.text("reason"))])


def _silences(rule: str, reason: str) -> tuple[str, ...]:
    """What to write to leave a finding alone: in Markdown or HTML, in plain text, outside the story, everywhere."""
    return (
        f"<!-- claimcheck: ignore {rule} -- {reason} -->",
        f"# claimcheck: ignore {rule} -- {reason}",
        f'claimcheck accept PATH {rule} --reason "{reason}"',
        f'claimcheck.toml: ignore = ["{rule}"]',
    )


def _text(texts: Mapping[str, str], marks: Words) -> str:
    return texts.get(marks.code) or texts.get(FALLBACK) or next(iter(texts.values()), "")


def _template(screen: Screen, texts: Mapping[str, str], marks: Words) -> str:
    """A template with its slots between signs."""
    return _text(texts, marks).replace("{", screen.signs.opening).replace("}", screen.signs.closing)


def _field(screen: Screen, marks: Words, name: str, paragraphs: Sequence[Piece]) -> None:
    """Paragraphs beside the field's name, or below it on a narrow screen."""
    heads = {field: screen.clean(marks.text(f"explain.{field}")) for field in _FIELDS}
    width = 2 if screen.narrow else max(cell_len(head) for head in heads.values()) + 2
    label = heads[name]
    if not any(text for text, _ in paragraphs):
        return
    if screen.narrow:
        screen.print((label, "cyan"))
        label = ""
    for text, style in paragraphs:
        for line in screen.lines(text, screen.width - width):
            screen.print((padded(label, width), "cyan"), *_marked(screen, line, style))
            label = ""


def _examples(screen: Screen, examples: Sequence[Example], marks: Words) -> list[Piece]:
    """Texts in the reader's language (else in any), each followed by its sum or by why it is right."""
    spoken = [example for example in examples if example.language == marks.code] or list(examples)
    pieces: list[Piece] = []
    for example in spoken[:_MOST_EXAMPLES]:
        pieces.append((_bracketed(screen, example), ""))
        sums = ",  ".join(figures.working(line, marks.code) for line in example.working or ())
        told = example.because or sums
        if told:
            pieces.append((f"= {told}" if sums and not example.because else f"({told})", "dim"))
    return pieces


def _bracketed(screen: Screen, example: Example) -> str:
    """The text with its evidence between signs, so that it is seen without colour."""
    text, last = "", 0
    for mark in example.marks:
        text += example.text[last : mark.start] + screen.signs.opening + mark.of(example.text) + screen.signs.closing
        last = mark.end
    return text + example.text[last:]


def _marked(screen: Screen, line: str, style: str) -> Iterator[Piece]:
    """The line with what stands between the signs in bold."""
    for number, stretch in enumerate(line.split(screen.signs.opening)):
        inside, sign, after = stretch.partition(screen.signs.closing)
        if number and sign:
            yield screen.signs.opening + inside + sign, f"{style} bold".strip()
            yield after, style
        else:
            yield (screen.signs.opening if number else "") + stretch, style
