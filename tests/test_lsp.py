"""The language server as an editor meets it: a real client, over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Union

import pytest

pytest.importorskip("pytest_lsp", reason="pytest-lsp is not installed: it comes with the extra «test»")

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import register_lsp_features

from claimcheck import newsroom
from claimcheck.config.settings import layer
from claimcheck.desk import Options
from claimcheck.lsp.server import make

FAULTY = "😀 The farm 🐈 has 12 cats: 5 black, 4 white and 2 grey.\n"
MENDED = FAULTY.replace("12", "11")
SWAPPED = "The school bought 130 chairs: 70 red and 61 blue.\n"
PATIENCE = 60
PUBLISHED = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS


class Editor:
    """An editor with a folder of stories, connected to the server."""

    def __init__(self, client: LanguageClient, folder: Path, registered: list[types.Registration]) -> None:
        self.client = client
        self.registered = registered
        self.folder = folder
        self.version = 1

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def told(self, act: Callable[[], object]) -> list[types.Diagnostic]:
        """The diagnostics that come next after doing something."""
        coming = asyncio.ensure_future(self.client.wait_for_notification(PUBLISHED))
        act()
        return list((await asyncio.wait_for(coming, PATIENCE)).diagnostics)

    async def open(self, text: str, name: str = "story.txt", language: str = "plaintext") -> list[types.Diagnostic]:
        """Open a text; it is on the disk as well."""
        (self.folder / name).write_text(text, encoding="utf-8")
        item = types.TextDocumentItem(self.uri(name), language, self.version, text)
        return await self.told(lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item)))

    async def change(self, text: str, name: str = "story.txt") -> list[types.Diagnostic]:
        """Replace the whole text."""
        self.version += 1
        at = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        params = types.DidChangeTextDocumentParams(at, [types.TextDocumentContentChangeWholeDocument(text)])
        return await self.told(lambda: self.client.text_document_did_change(params))

    async def save(self, name: str = "story.txt") -> list[types.Diagnostic]:
        """Say that a text was saved."""
        params = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(self.uri(name)))
        return await self.told(lambda: self.client.text_document_did_save(params))

    async def actions(self, at: types.Range, name: str = "story.txt") -> dict[str, types.CodeAction]:
        """The quick fixes at a place by their titles."""
        context = types.CodeActionContext([], [types.CodeActionKind.QuickFix])
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri(name)), at, context)
        found = await self.client.text_document_code_action_async(params)
        return {each.title: each for each in found or []}

    async def hover(self, line: int, character: int, name: str = "story.txt") -> str:
        """The text of a hover, empty when there is none."""
        at = types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character))
        found = await self.client.text_document_hover_async(at)
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""

    async def accept(self, action: types.CodeAction, *reason: str) -> Any:
        """Run an action's command as an editor does once it has asked for the reason."""
        assert action.command
        given = [*(action.command.arguments or []), *reason]
        return await self.client.workspace_execute_command_async(
            types.ExecuteCommandParams(action.command.command, given)
        )


def converter() -> Any:
    """The usual converter, which takes an action that runs a command for a bare command, put right."""
    usual = default_converter()
    either = Union[types.Command, types.CodeAction]  # noqa: UP007
    usual.register_structure_hook(either, lambda found, _: usual.structure(found, types.CodeAction))
    return usual


@asynccontextmanager
async def editing(
    folder: Path, capabilities: types.ClientCapabilities | None = None, *options: str
) -> AsyncIterator[Editor]:
    """An editor and a server that is started for it and stopped after."""
    client = LanguageClient(converter_factory=converter)
    register_lsp_features(client)
    registered: list[types.Registration] = []
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: registered.extend(params.registrations))
    path = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    command = (sys.executable, "-m", "claimcheck", "lsp", *options)
    await client.start_io(*command, cwd=folder, env={**os.environ, "PYTHONPATH": path})
    try:
        asked = capabilities or client_capabilities("visual-studio-code")
        await client.initialize_session(types.InitializeParams(asked, root_uri=folder.as_uri()))
        yield Editor(client, folder, registered)
        await asyncio.wait_for(client.shutdown_session(), PATIENCE)
    finally:
        if client._server and client._server.returncode is None:
            client._server.kill()
        await client.stop()


def edited(text: str, edit: types.TextEdit) -> str:
    """A text of one line, or an edit at the beginning of a line, as an editor that counts in UTF-16 applies it."""
    lines = text.splitlines(keepends=True) or [""]
    row = lines[edit.range.start.line].encode("utf-16-le")
    start, end = edit.range.start.character * 2, edit.range.end.character * 2
    lines[edit.range.start.line] = (row[:start] + edit.new_text.encode("utf-16-le") + row[end:]).decode("utf-16-le")
    return "".join(lines)


def applied(text: str, action: types.CodeAction) -> str:
    """A text after an action's edit."""
    assert action.edit and action.edit.changes
    ((edit,),) = action.edit.changes.values()
    return edited(text, edit)


def run(folder: Path, story: Callable[[Editor], Awaitable[None]], *options: str) -> None:
    """Run what an editor does."""

    async def whole() -> None:
        async with editing(folder, None, *options) as editor:
            await story(editor)

    asyncio.run(whole())


def words(text: str, at: types.Range) -> str:
    """What stands at a range of a line, counted in UTF-16."""
    line = text.split("\n")[at.start.line].encode("utf-16-le")
    return line[at.start.character * 2 : at.end.character * 2].decode("utf-16-le")


def test_a_finding_is_shown_with_all_its_places_and_goes_when_it_is_mended(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        (found,) = await editor.open(FAULTY)
        assert "12 cats" == words(FAULTY, found.range)
        assert ("A101", "claimcheck", types.DiagnosticSeverity.Error) == (found.code, found.source, found.severity)
        assert "5 + 4 + 2 = 11 ≠ 12" in found.message
        others = [words(FAULTY, each.location.range) for each in found.related_information or []]
        assert ["5 black", "4 white", "2 grey"] == others
        assert found.code_description and found.code_description.href.endswith("A101-parts-do-not-sum.yaml")
        assert [] == await editor.change(MENDED)
        assert ["A101"] == [each.code for each in await editor.change(FAULTY)]
        assert [] == await editor.told(
            lambda: editor.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri("story.txt")))
            )
        )

    run(tmp_path, story)


def test_hover_shows_the_reading_and_every_sum_whether_it_holds_or_not(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        text = "About 1,300 came, said Rosa Delmont. The farm has 12 cats: 5 black, 4 white and 2 grey.\n"
        await editor.open(text)
        about = await editor.hover(0, text.index("1,300"))
        assert "**about 1,300** · count · read as 1,170–1,430" in about
        assert "- source: " in about
        cats = await editor.hover(0, text.index("12 cats"))
        assert "✗ **5 + 4 + 2 = 11 ≠ 12** (12 cats, 5 black, 4 white, 2 grey) — A101" in cats
        assert "" == await editor.hover(0, text.index("farm"))
        await editor.change(text.replace("12", "11"))
        assert "✓ **5 + 4 + 2 = 11**" in await editor.hover(0, text.index("12 cats"))

    run(tmp_path, story)


def test_the_one_figure_that_fits_is_offered_as_an_edit(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        text = f"😀 {SWAPPED.replace('130', '113')}"
        text = text.replace("61", "43").replace("70", "88")
        (found,) = await editor.open(text)
        fixes = await editor.actions(found.range)
        assert text.replace("113", "131") == applied(text, fixes["Write «131»"])

    run(tmp_path, story)


def test_an_ignore_comment_is_heeded_once_its_reason_is_given(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        text = f"The farm is old.\n\n{FAULTY}"
        (found,) = await editor.open(text)
        action = (await editor.actions(found.range))["Leave A101 alone here, in a comment"]
        text = applied(text, action)
        assert "\n# claimcheck: ignore A101 -- …\n😀" in text
        idle, still = sorted(await editor.change(text), key=lambda each: each.code or "")
        assert (None, "A101") == (idle.code, still.code)
        assert "«ignore A101» is not heeded without a reason, add «-- the reason»" == idle.message
        assert [] == await editor.change(text.replace("…", "the farmer counts so"))

    run(tmp_path, story)


def test_a_finding_is_accepted_with_a_reason_and_check_knows_it(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        (tmp_path / "claimcheck.toml").write_text('language = "en"\n', encoding="utf-8")
        (tmp_path / "news").mkdir()
        (found,) = await editor.open(FAULTY, "news/story.txt")
        action = (await editor.actions(found.range, "news/story.txt"))["Accept A101, with a reason"]
        assert None is await editor.accept(action)
        assert "accepted with a reason" in editor.client.messages[-1].message
        coming = asyncio.ensure_future(editor.client.wait_for_notification(PUBLISHED))
        assert str(tmp_path / ".claimcheck-accepted.toml") == await editor.accept(action, "the farmer counts so")
        assert [] == list((await asyncio.wait_for(coming, PATIENCE)).diagnostics)
        assert None is await editor.accept(action, "again")
        assert "no longer has this finding" in editor.client.messages[-1].message

    run(tmp_path, story)
    report = newsroom.check([str(tmp_path / "news/story.txt")], Options()).reports[0]
    assert ["the farmer counts so"] == [each.reason for each in report.waived]


def test_a_broken_configuration_is_told_once_and_the_server_goes_on(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        settings = tmp_path / "claimcheck.toml"
        settings.write_text('languge = "en"\n', encoding="utf-8")
        (top,) = await editor.open(FAULTY)
        (message,) = editor.client.messages
        assert "claimcheck.toml:1: «languge» is not a known key; did you mean «language»" in message.message
        assert (types.MessageType.Error, message.message) == (message.type, top.message)
        await editor.change(MENDED)
        assert 1 == len(editor.client.messages)
        settings.write_text('ignore = ["A103"]\n', encoding="utf-8")
        assert [] == await editor.save()
        settings.write_text('severity.A = "note"\n', encoding="utf-8")
        (found,) = await editor.change(FAULTY)
        assert types.DiagnosticSeverity.Information == found.severity
        settings.write_text('ignore = ["A"]\n', encoding="utf-8")
        event = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
        params = types.DidChangeWatchedFilesParams([event])
        assert [] == await editor.told(lambda: editor.client.workspace_did_change_watched_files(params))
        assert ["workspace/didChangeWatchedFiles"] == [each.method for each in editor.registered]

    run(tmp_path, story)


ODD_TEXTS = {
    "empty.txt": "",
    "nul.txt": "a\0b 12 cats",
    "breaks.txt": "\ufeff12 \u2028cats\f: 5\r black\x85, 4 \x1c white.",
    "surrogate.txt": "12 \ud83d cats: 5 black and 4 white.",
    "open.md": "![12](x)\n| 1 | 2",
    "open.html": "<title>12</title><p>12 <b>cats<table><tr><td>5 & 4",
    "data.json": "{",
}


def test_no_text_stops_the_server(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        for name, text in ODD_TEXTS.items():
            item = types.TextDocumentItem(editor.uri(name), "plaintext", 1, text)
            editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            await editor.hover(0, 3, name)
            await editor.hover(99, 99, name)
            await editor.actions(types.Range(types.Position(0, 0), types.Position(9, 9)), name)
        assert "NUL" in editor.client.diagnostics[editor.uri("nul.txt")][0].message
        assert [] == editor.client.messages
        assert ["A101"] == [each.code for each in await editor.open(FAULTY, "other.txt")]

    run(tmp_path, story)


def test_a_text_without_a_file_is_checked_and_cannot_be_accepted(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        uri = "untitled:Untitled-1"
        item = types.TextDocumentItem(uri, "markdown", 1, f"# Cats\n\n*{FAULTY.strip()}*\n")
        (found,) = await editor.told(
            lambda: editor.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        )
        context = types.CodeActionContext([])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), found.range, context)
        (action,) = await editor.client.text_document_code_action_async(params) or []
        assert "Leave A101 alone here, in a comment" == action.title

    run(tmp_path, story)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 23), ("utf-32", 17)])
def test_columns_are_counted_as_was_agreed(tmp_path: Path, encoding: str, column: int) -> None:
    async def whole() -> None:
        general = types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)])
        async with editing(tmp_path, types.ClientCapabilities(general=general)) as editor:
            (found,) = await editor.open(FAULTY)
            assert types.Position(0, column) == found.range.start
            assert (None, None) == (found.related_information, found.code_description)
            assert "✗ 5 + 4 + 2 = 11 ≠ 12 (12 cats" in await editor.hover(0, column)

    asyncio.run(whole())


def test_the_settings_named_on_the_command_line_are_the_only_ones(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        (tmp_path / "claimcheck.toml").write_text("nonsense = 1\n", encoding="utf-8")
        assert [] == await editor.open(FAULTY)

    (tmp_path / "house.toml").write_text('ignore = ["A"]\n', encoding="utf-8")
    run(tmp_path, story, "--stdio", "--config", "house.toml")


def test_it_finds_what_check_finds(tmp_path: Path) -> None:
    seed = Path(__file__).parent.parent / "seeds" / "grazia-bielorussia.it.txt"
    text = seed.read_text(encoding="utf-8")

    async def story(editor: Editor) -> None:
        found = await editor.open(text, seed.name)
        report = newsroom.check([str(seed)], Options(layer({}))).reports[0]
        assert [each.rule for each in report.findings] == [each.code for each in found]
        assert [each.fingerprint for each in report.findings] == [each.data for each in found]

    run(tmp_path, story)


@pytest.mark.parametrize(
    "position",
    [
        {"line": -1, "character": 0},
        {"line": 0, "character": -5},
        {"line": 2**31, "character": 0},
        {"line": 0, "character": 10**300},
        {"line": "first", "character": 0},
        {"line": float("nan"), "character": 0},
        {"line": float("inf"), "character": 0},
        {"line": None, "character": 0},
        {"line": 0},
        [],
        None,
    ],
    ids=lambda position: str(position)[:30],
)
def test_a_position_that_is_none_is_answered_with_an_error(position: object) -> None:
    server = make(Options(cached=False))
    answers: list[types.ResponseErrorMessage] = []
    server.protocol._send_data = answers.append  # type: ignore[method-assign]
    asked = {"textDocument": {"uri": "file:///a.txt"}, "position": position}
    message = {"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": asked}
    with pytest.raises(JsonRpcInvalidParams):
        server.protocol.structure_message(message)
    assert [(7, -32602)] == [(each.id, each.error.code) for each in answers if each.error]


def test_a_request_that_is_malformed_leaves_the_next_to_be_answered(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        await editor.open(FAULTY)
        at = types.HoverParams(types.TextDocumentIdentifier(editor.uri("story.txt")), types.Position(0, 22))
        object.__setattr__(at.position, "line", -1)
        with pytest.raises(JsonRpcException):
            await asyncio.wait_for(editor.client.text_document_hover_async(at), PATIENCE)
        assert "12" in await editor.hover(0, 22)

    run(tmp_path, story)


def test_two_stories_with_findings_are_each_told_their_own(tmp_path: Path) -> None:
    async def story(editor: Editor) -> None:
        await editor.open(FAULTY, "cats.txt")
        await editor.open(SWAPPED, "chairs.txt")
        asked = [editor.hover(0, 22, "cats.txt"), editor.hover(0, 19, "chairs.txt")] * 5
        told = await asyncio.gather(*asked)
        assert all("5 + 4 + 2 = 11" in each for each in told[::2])
        assert all("70 + 61 = 131" in each for each in told[1::2])
        shown = {
            uri.rpartition("/")[2]: [each.message for each in found] for uri, found in editor.client.diagnostics.items()
        }
        assert ["cats.txt", "chairs.txt"] == sorted(shown)
        assert "11" in shown["cats.txt"][0] and "131" in shown["chairs.txt"][0]
        await editor.change(MENDED, "cats.txt")
        assert [] == list(editor.client.diagnostics[editor.uri("cats.txt")])
        assert 1 == len(editor.client.diagnostics[editor.uri("chairs.txt")])

    run(tmp_path, story)
