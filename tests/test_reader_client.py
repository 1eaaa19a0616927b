"""A reader's client against a server that speaks the real protocol, and fails in the ways that servers do."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from model_server import Server, dead, events, plain, serving, streamed, whole

from claimcheck import pipeline
from claimcheck.reader import openai
from claimcheck.reader.asking import Asking, Unanswered
from claimcheck.reader.request import Request, request

ANSWER = {"relations": [], "misread": [], "overlooked": [], "speakers": []}
SLOW_DOWN = plain(429, {"error": "slow down"}, Retry_After="0.01")


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "PAUSE", 0.01)


@pytest.fixture(scope="module")
def asked() -> Request:
    report = pipeline.check(pipeline.from_text("The farm has 12 cats: 5 black, 4 white and 2 grey."), (), code="en")
    return request(report.document, report.claims)


def asking(server: Server, **others: Any) -> Asking:
    return Asking("live", "m", server.url, timeout=others.pop("timeout", 5), **others)


def test_a_streamed_answer_is_put_together_with_what_it_took(asked: Request) -> None:
    with serving(streamed(ANSWER)) as server:
        answer = openai.ask(asked, asking(server))
    assert json.dumps(ANSWER) == answer.text
    assert answer.tokens_in > 0 < answer.tokens_out


def test_an_answer_all_at_once_is_taken_too(asked: Request) -> None:
    with serving(whole(ANSWER)) as server:
        answer = openai.ask(asked, asking(server))
    assert (json.dumps(ANSWER), 7, 5) == (answer.text, answer.tokens_in, answer.tokens_out)


def test_the_server_is_shown_instructions_story_and_the_form_of_the_answer(asked: Request) -> None:
    with serving(streamed(ANSWER)) as server:
        openai.ask(asked, asking(server, key="secret"))
    ((body, headers),) = server.asked
    assert [asked.instructions, asked.story] == [message["content"] for message in body["messages"]]
    assert asked.schema == body["response_format"]["json_schema"]["schema"]
    assert (0, 1, "m", True) == (body["temperature"], body["seed"], body["model"], body["stream"])
    assert "Bearer secret" == headers["Authorization"]


def test_without_a_key_none_is_sent(asked: Request) -> None:
    with serving(streamed(ANSWER)) as server:
        openai.ask(asked, asking(server))
    assert "Authorization" not in server.asked[0][1]


@pytest.mark.parametrize(
    "failure",
    [SLOW_DOWN, plain(500, "oops"), plain(503, {}), dead, plain(200, "[1, 2]"), events(b'data: {"error": "busy"}\n\n')],
)
def test_what_may_pass_is_tried_again(asked: Request, failure: Any) -> None:
    with serving(failure, streamed(ANSWER)) as server:
        assert json.dumps(ANSWER) == openai.ask(asked, asking(server)).text
    assert 2 == len(server.asked)


@pytest.mark.parametrize("failure", [SLOW_DOWN, plain(502, ""), dead, events(b": nothing\n\n", b"data: [DONE]\n\n")])
def test_what_does_not_pass_is_given_up_after_so_many_tries(asked: Request, failure: Any) -> None:
    with serving(failure) as server:
        with pytest.raises(Unanswered, match="gave no answer"):
            openai.ask(asked, asking(server, retries=1))
        assert 2 == len(server.asked)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404])
def test_a_refusal_is_not_tried_again_and_no_redirection_is_followed(asked: Request, status: int) -> None:
    with serving(plain(status, {"error": "no such model"}, Location="http://elsewhere.example/v1")) as server:
        with pytest.raises(Unanswered, match=f"answers {status}.*no such model"):
            openai.ask(asked, asking(server))
        assert 1 == len(server.asked)


def test_what_a_model_does_not_take_is_left_out(asked: Request) -> None:
    refusal = plain(400, {"error": "Unsupported value: 'temperature' does not support 0 with this model."})
    with serving(refusal, streamed(ANSWER)) as server:
        openai.ask(asked, asking(server))
    assert ["temperature" in body for body, _ in server.asked] == [True, False]
    assert "seed" in server.asked[1][0]


def test_an_answer_that_drips_is_given_up_in_time(asked: Request) -> None:
    drip = events(b'data: {"choices": [{"delta": {"content": "x"}}]}\n\n', every=0.05, again=True)
    began = time.monotonic()
    with serving(drip) as server, pytest.raises(Unanswered, match="takes too long"):
        openai.ask(asked, asking(server, timeout=1))
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_given_up_in_time(asked: Request) -> None:
    with serving(events(b": wait\n\n", every=3)) as server, pytest.raises(Unanswered):
        openai.ask(asked, asking(server, timeout=1, retries=0))


@pytest.mark.parametrize("piece", [b"data: " + b"x" * 60_000, b'data: {"choices": []}\n\n' * 3000])
def test_an_answer_without_an_end_is_given_up_when_it_grows_too_large(asked: Request, piece: bytes) -> None:
    with serving(events(piece, again=True)) as server, pytest.raises(Unanswered, match="too large"):
        openai.ask(asked, asking(server, timeout=60))


def test_a_server_that_is_not_there_is_one_sentence(asked: Request) -> None:
    with pytest.raises(Unanswered, match=r"http://127\.0\.0\.1:9/v1 gave no answer"):
        openai.ask(asked, Asking("live", "m", "http://127.0.0.1:9/v1", retries=0))


def test_a_server_that_dies_in_the_middle_is_tried_again(asked: Request) -> None:
    def dying(handler: Any, body: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n')

    with serving(dying, streamed(ANSWER)) as server:
        assert json.dumps(ANSWER) == openai.ask(asked, asking(server)).text
