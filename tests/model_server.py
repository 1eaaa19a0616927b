"""A model's server on this machine, which streams a given answer or fails in a given way; requests are kept."""

from __future__ import annotations

import importlib.util
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parent.parent / "examples" / "second-reader"
_spec = importlib.util.spec_from_file_location("stand_in", EXAMPLE / "server.py")
assert _spec
assert _spec.loader
_stand_in = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_stand_in)

Way = Callable[[Any, dict[str, Any]], None]


class Server:
    """Where it is, what it was asked (body and headers), and the ways it answers, the last of them again and again."""

    def __init__(self, *ways: Way) -> None:
        self.ways = list(ways)
        self.asked: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.url = ""

    def next(self) -> Way:
        """How the next request is answered."""
        return self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]


@contextmanager
def serving(*ways: Way) -> Iterator[Server]:
    """A server that answers in these ways."""
    server = Server(*ways)

    class Handler(_stand_in.Handler):  # type: ignore[misc,name-defined]
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((body, dict(self.headers)))
            with suppress(OSError):
                server.next()(self, body)

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server.url = f"http://127.0.0.1:{listening.server_port}/v1"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def streamed(answer: object) -> Way:
    """An answer in events."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda handler, body: handler.stream(text, body["messages"][-1]["content"])


def whole(answer: object) -> Way:
    """An answer all at once, as from a server that does not stream."""
    text = answer if isinstance(answer, str) else json.dumps(answer)
    usage = {"prompt_tokens": 7, "completion_tokens": 5}
    return plain(200, {"choices": [{"message": {"content": text}}], "usage": usage})


def plain(status: int, data: object, **headers: str) -> Way:
    """A status with JSON, or with text as it is."""

    def answer(handler: Any, body: dict[str, Any]) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        handler.wfile.write((data if isinstance(data, str) else json.dumps(data)).encode())

    return answer


def events(*pieces: bytes, every: float = 0.0, again: bool = False) -> Way:
    """Bytes of a stream, with pauses in seconds; `again` and again without an end."""

    def answer(handler: Any, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        while True:
            for piece in pieces:
                handler.wfile.write(piece)
                time.sleep(every)
            if not again:
                return

    return answer


def dead(handler: Any, body: dict[str, Any]) -> None:
    """The connection is closed without a word."""
    handler.close_connection = True
    handler.connection.close()
