"""The chat interface that hosted services, llama.cpp's server, Ollama and vLLM share, asked for JSON of a schema.

Nothing is followed elsewhere: a redirection is an error. An answer is read as it comes and given up when it grows too
large or takes too long, however slowly it drips.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx

from claimcheck.reader.asking import Answer, Asking, Unanswered
from claimcheck.reader.proposals import LARGEST
from claimcheck.reader.request import Request

BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before the first try again, and at most
CONNECT = 10.0
SEED = 1
MOST_TOKENS = 16_000
EXTRAS = ("temperature", "seed", "stream_options")  # what some models do not take
LONGEST_LINE = 100_000  # characters of one event of a stream
_DATA = "data:"
_DONE = "[DONE]"
_TOLD = 300  # characters of a server's own words


class _Again(Exception):
    """A failure that may pass; how long the server asks to wait, in seconds."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


def ask(request: Request, asking: Asking) -> Answer:
    """The model's answer. Raises Unanswered."""
    end = time.monotonic() + asking.timeout
    body = _body(request, asking.model)
    timeout = httpx.Timeout(asking.timeout, connect=min(CONNECT, asking.timeout))
    with httpx.Client(timeout=timeout, follow_redirects=False) as client:
        for attempt in range(asking.retries + 1):
            try:
                return _once(client, body, asking, end)
            except _Again as failure:
                wait = min(failure.wait or PAUSE * 2**attempt, LONGEST_PAUSE)
                if attempt == asking.retries or time.monotonic() + wait >= end:
                    raise Unanswered(f"{asking.url} gave no answer: {failure}") from None
                time.sleep(wait)
    raise Unanswered(f"{asking.url} gave no answer")


def _body(request: Request, model: str) -> dict[str, Any]:
    form = {"name": "proposals", "strict": True, "schema": request.schema}
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": request.instructions},
            {"role": "user", "content": request.story},
        ],
        "response_format": {"type": "json_schema", "json_schema": form},
        "max_tokens": MOST_TOKENS,
        "temperature": 0,
        "seed": SEED,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def _once(client: httpx.Client, body: dict[str, Any], asking: Asking, end: float) -> Answer:
    """One try. Raises _Again for what may pass, Unanswered for what will not."""
    headers = {"Authorization": f"Bearer {asking.key}"} if asking.key else {}
    url = f"{asking.url.rstrip('/')}/chat/completions"
    try:
        with client.stream("POST", url, json=body, headers=headers) as response:
            if response.status_code != httpx.codes.OK:
                return _refused(client, response, body, asking, end)
            return _read(response, end)
    except httpx.TimeoutException as error:
        raise _Again("it takes too long") from error
    except httpx.HTTPError as error:
        raise _Again(str(error) or type(error).__name__) from error
    except httpx.InvalidURL as error:
        raise Unanswered(f"«{asking.url}» is no address: {error}") from error


def _refused(
    client: httpx.Client, response: httpx.Response, body: dict[str, Any], asking: Asking, end: float
) -> Answer:
    """What to do with an answer that is none: try again later, or without what this model does not take."""
    said = _words(response)
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code in BUSY:
        raise _Again(f"{status}{said}", _wait(response))
    unknown = [name for name in EXTRAS if name in said and name in body]
    if response.status_code in (400, 422) and unknown:
        return _once(client, {name: value for name, value in body.items() if name not in unknown}, asking, end)
    raise Unanswered(f"{asking.url} answers {status}{said}")


def _words(response: httpx.Response) -> str:
    """What the server says, on a line."""
    pieces, size = [], 0
    for piece in response.iter_text(1024):
        pieces.append(piece)
        size += len(piece)
        if size > _TOLD:
            break
    told = " ".join("".join(pieces)[:_TOLD].split())
    return f": {told}" if told else ""


def _wait(response: httpx.Response) -> float:
    """How many seconds the server asks to wait, 0 where it does not say."""
    try:
        return max(0.0, float(response.headers.get("retry-after", "0")))
    except ValueError:
        return 0.0


def _read(response: httpx.Response, end: float) -> Answer:
    """An answer that is streamed, or whole from a server that does not stream. Raises _Again."""
    if response.headers.get("content-type", "").startswith("application/json"):
        whole = _object("".join(_bounded(response.iter_text(), end)))
        return _answer([str(choice) for choice in [_content(whole, "message")] if choice], whole)
    pieces: list[str] = []
    last: dict[str, Any] = {}
    for line in _lines(_bounded(response.iter_text(), end)):
        if line.startswith(_DATA):
            data = line.removeprefix(_DATA).strip()
            if data == _DONE:
                break
            event = _object(data)
            if "error" in event:
                raise _Again(str(event["error"])[:_TOLD])
            pieces.append(_content(event, "delta"))
            last = event if event.get("usage") else last
    return _answer(pieces, last)


def _bounded(pieces: Iterator[str], end: float) -> Iterator[str]:
    """The pieces of a stream, as long as it is neither too large nor too late. Raises Unanswered."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > 20 * LARGEST:
            raise Unanswered("the answer is too large")
        if time.monotonic() > end:
            raise Unanswered("the answer takes too long")
        yield piece


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        yield from lines
        if len(rest) > LONGEST_LINE:
            raise Unanswered("the answer is too large")
    yield rest


def _object(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise _Again("it does not speak the chat interface")
    return data


def _content(data: dict[str, Any], part: str) -> str:
    """The words of the first choice, empty where there are none."""
    try:
        content = data["choices"][0][part]["content"]
    except (KeyError, IndexError, TypeError):
        return ""
    return content if isinstance(content, str) else ""


def _answer(pieces: list[str], last: dict[str, Any]) -> Answer:
    text = "".join(pieces)
    if not text.strip():
        raise _Again("the answer is empty")
    usage = last.get("usage")
    told = usage if isinstance(usage, dict) else {}
    tokens = [value if isinstance(value := told.get(f"{name}_tokens"), int) else 0 for name in ("prompt", "completion")]
    return Answer(text, *tokens)
