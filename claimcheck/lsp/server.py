"""Speaks the Language Server Protocol: keeps what is known of each open story up to date and answers from it.

A story is checked when it is opened and saved, and a moment after it was last changed, in a thread of its own, so that
the editor is never kept waiting. Its settings are read each time: they may have changed as well.
"""

from __future__ import annotations

import asyncio
import logging
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from claimcheck import __version__, acceptance
from claimcheck.config.file import NAMES
from claimcheck.desk import Desk, Options
from claimcheck.errors import ClaimcheckError, ConfigError, InputError
from claimcheck.lsp import actions, diagnostics, hover
from claimcheck.lsp.checked import Checked, check, readable
from claimcheck.lsp.diagnostics import NAME, Shown
from claimcheck.lsp.positions import Positions
from claimcheck.lsp.protocol import Protocol
from claimcheck.waivers import accepted

PAUSE = 0.3  # seconds without a change before a text is checked
_SUFFIXES = {"markdown": ".md", "html": ".html"}  # of a text that has no file yet


class Server(LanguageServer):
    """The server with what it knows: the last check of each open story, the checks to come, the problems it told."""

    def __init__(self, options: Options) -> None:
        whole = types.TextDocumentSyncKind.Full
        super().__init__(NAME, __version__, protocol_cls=Protocol, text_document_sync_kind=whole)
        self.options = options
        self.worker = ThreadPoolExecutor(max_workers=1)
        self.known: dict[str, Checked] = {}
        self.coming: dict[str, asyncio.Task[None]] = {}
        self.told: dict[str, str] = {}

    def soon(self, uri: str, pause: float = 0) -> None:
        """Check a story after a pause, in place of the check that is to come."""
        self.forget(uri)
        self.coming[uri] = asyncio.get_running_loop().create_task(self._later(uri, pause))

    def forget(self, uri: str) -> None:
        """Leave out the check of a story that is to come."""
        if uri in self.coming:
            self.coming.pop(uri).cancel()

    def all_soon(self) -> None:
        """Check all open stories anew."""
        for document in self.workspace.text_documents.values():
            self.soon(document.uri)

    async def _later(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        await self.check(uri)

    async def current(self, uri: str) -> Checked | None:
        """What is known of a story as it stands now; None for one that is not open or cannot be checked."""
        document = self.open(uri)
        known = self.known.get(uri)
        return known if document and known and known.text == document.source else await self.check(uri)

    async def check(self, uri: str) -> Checked | None:
        """Check an open story and show what was found, unless it has changed meanwhile."""
        document = self.open(uri)
        if document is None:
            return None
        text, version = document.source, document.version
        job = asyncio.get_running_loop().run_in_executor(self.worker, check, path_of(document), text, self.options)
        try:
            found = await job
            told = diagnostics.all_of(found, self.shown(uri))
        except Exception as error:
            self._failed(uri, error)
            return None
        self.told.pop(uri, None)
        if document is self.open(uri) and document.source == text:
            self.known[uri] = found
            self.publish(uri, told, version)
        return found

    def _failed(self, uri: str, error: Exception) -> None:
        """Say why a story cannot be checked: at its top, and for what is not its own fault in a message, once."""
        mine = isinstance(error, ClaimcheckError)
        told = f"{NAME}: {error}" if mine else f"{NAME} failed: {type(error).__name__}: {error}"
        if not isinstance(error, InputError) and told not in self.told.values():
            self.say(told, types.MessageType.Error)
        self.known.pop(uri, None)
        if self.open(uri):
            self.told[uri] = told
            self.publish(uri, [diagnostics.problem(told)])

    def open(self, uri: str) -> TextDocument | None:
        """The text an editor has open, unless it is in a format whose places it does not show."""
        document = next((each for each in self.workspace.text_documents.values() if each.uri == uri), None)
        return document if document and readable(path_of(document)) else None

    @property
    def encoding(self) -> types.PositionEncodingKind:
        """How the editor counts the characters of a line."""
        return types.PositionEncodingKind(self.workspace.position_encoding)

    def shown(self, uri: str) -> Shown:
        """What the editor can be told."""
        able = "text_document.publish_diagnostics."
        return Shown(
            uri,
            self.encoding,
            related=bool(get_capability(self.client_capabilities, f"{able}related_information")),
            linked=bool(get_capability(self.client_capabilities, f"{able}code_description_support")),
        )

    def positions(self, text: str) -> Positions:
        """The places of a text as the editor counts them."""
        return Positions(text, self.encoding)

    def publish(self, uri: str, found: list[types.Diagnostic], version: int | None = None) -> None:
        """Show these diagnostics of a story and no others."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Nothing more of a message that cannot be read: a request was answered, and the log has the rest."""
        if not isinstance(error, JsonRpcInvalidParams):
            super().report_server_error(error, source)

    def say(self, text: str, kind: types.MessageType) -> None:
        """Show a message."""
        self.window_show_message(types.ShowMessageParams(kind, text))


def path_of(document: TextDocument) -> str:
    """The path of a text; one that has no file yet counts as a file of the folder one stands in."""
    path = to_fs_path(document.uri)
    if path and document.uri.startswith("file:"):
        return path
    name = os.path.basename(document.path) or "untitled"
    suffix = os.path.splitext(name)[1] or _SUFFIXES.get(document.language_id or "", ".txt")
    return os.path.abspath(os.path.splitext(name)[0] + suffix)


def make(options: Options) -> Server:
    """A server with all its features. What pygls logs of each message that cannot be read is not printed: an editor
    that leaves it unread would be kept waiting."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    server = Server(options)
    _follow(server)
    _answer(server)
    return server


def _follow(server: Server) -> None:
    """What the editor tells of its texts."""

    @server.feature(types.INITIALIZED)
    def initialized(_params: types.InitializedParams) -> None:
        watched = "workspace.did_change_watched_files.dynamic_registration"
        if get_capability(server.client_capabilities, watched):
            names = ",".join((*NAMES, accepted.NAME))
            watchers = [types.FileSystemWatcher(f"**/{{{names}}}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            asked = types.Registration("settings", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(types.RegistrationParams([asked]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.soon(params.text_document.uri, PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        server.all_soon()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def settings_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        server.all_soon()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_params: types.DidChangeConfigurationParams) -> None:
        server.all_soon()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.forget(uri)
        server.known.pop(uri, None)
        server.told.pop(uri, None)
        server.publish(uri, [])


def _answer(server: Server) -> None:
    """What the editor asks."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        checked = await server.current(params.text_document.uri)
        if checked is None:
            return None
        formats = get_capability(server.client_capabilities, "text_document.hover.content_format") or ()
        kind = types.MarkupKind.Markdown if types.MarkupKind.Markdown in formats else types.MarkupKind.PlainText
        positions = server.positions(checked.text)
        offset = positions.offset(params.position)
        told = hover.told(checked, offset, markdown=kind is types.MarkupKind.Markdown)
        claim = checked.claim(offset)
        place = positions.range(claim.span) if claim else None
        return types.Hover(types.MarkupContent(kind, told), place) if told else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    async def asked(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, only = params.text_document.uri, params.context.only
        wanted = only is None or {"", types.CodeActionKind.QuickFix} & {*only}
        checked = await server.current(uri) if wanted else None
        if checked is None:
            return []
        span = server.positions(checked.text).span(params.range)
        return actions.offered(checked, span, server.shown(uri), listed=uri.startswith("file:"))

    @server.command(actions.ACCEPT)
    async def accept(*arguments: Any) -> str | None:
        try:
            return await _accepted(server, arguments)
        except ClaimcheckError as error:
            server.say(f"{NAME}: {error}", types.MessageType.Error)
            return None


async def _accepted(server: Server, arguments: tuple[Any, ...]) -> str:
    """Record a finding as accepted: first the finding, by uri and fingerprint, then the reason. Returns the list's
    path. Raises ClaimcheckError."""
    asked = arguments[0] if arguments and isinstance(arguments[0], dict) else {}
    uri, fingerprint = str(asked.get("uri")), asked.get("fingerprint")
    reason = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], str) else ""
    checked = await server.current(uri)
    found = [each for each in checked.report.findings if each.fingerprint == fingerprint] if checked else []
    if checked is None or not found:
        raise ConfigError("the story no longer has this finding")
    path, rule = checked.report.document.path, found[0].rule
    if not reason.strip():
        raise ConfigError(
            f"a finding is accepted with a reason, which this editor did not ask for: "
            f'claimcheck accept {path} {rule} --reason "..."'
        )
    target, _ = acceptance.keep(Desk(server.options), checked.report, found, reason)
    server.say(f"{rule} accepted in {target}", types.MessageType.Info)
    server.all_soon()
    return str(target)
