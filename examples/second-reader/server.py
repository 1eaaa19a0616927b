"""A stand-in for a model's server, to try a second reader without a model: it speaks the chat interface that llama.cpp,
Ollama, vLLM and hosted services share, streams its answers, and knows by heart what to answer to a few stories.

    python examples/second-reader/server.py [PORT]

It waits for requests on this machine only, on port 8123 where no other is given.
"""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PORT = 8123
PIECE = 40  # characters of an event
NOTHING = {"relations": [], "misread": [], "overlooked": [], "speakers": []}


def answers() -> dict[str, Any]:
    """What is answered to stories that hold some words."""
    return dict(json.loads(Path(__file__).with_name("answers.json").read_text(encoding="utf-8")))


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    def do_POST(self) -> None:
        """A chat completion, streamed."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        story = asked["messages"][-1]["content"]
        found = next((answer for words, answer in answers().items() if words in story), NOTHING)
        self.stream(json.dumps(found, ensure_ascii=False), story)

    def stream(self, text: str, story: str) -> None:
        """Send an answer in events, then what it took."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for at in range(0, len(text), PIECE):
            self.event({"choices": [{"index": 0, "delta": {"content": text[at : at + PIECE]}}]})
        usage = {"prompt_tokens": len(story) // 4, "completion_tokens": len(text) // 4}
        self.event({"choices": [], "usage": usage})
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, data: dict[str, Any]) -> None:
        """Send one event."""
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else PORT
    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(f"ready at http://127.0.0.1:{port}/v1", flush=True)
    server.serve_forever()
