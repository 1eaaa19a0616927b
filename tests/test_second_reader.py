"""A second reader at the command line: who may send what where, answers that are kept, what the reports say of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from model_server import EXAMPLE, Server, plain, serving, streamed

from claimcheck import plugins, report
from claimcheck.reader import openai
from claimcheck.reader.asking import FOLDER, Answer, Asking
from claimcheck.reader.request import Request

STORY = (EXAMPLE / "ferry.en.txt").read_text(encoding="utf-8")
ANSWER = json.loads((EXAMPLE / "answers.json").read_text(encoding="utf-8"))["Ferry line drops"]
SCHEMA = json.loads((Path(report.__file__).parent / "schema.json").read_text(encoding="utf-8"))
FAULT = "A101 parts-do-not-sum: The parts add up to 88, but the total given is 86."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story whose error only a reader sees."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(openai, "PAUSE", 0.01)
    Path("ferry.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def live(server: Server, *more: str) -> tuple[str, ...]:
    return ("--reader", "live", "--reader-url", server.url, "--reader-model", "m", *more)


def kept() -> list[Path]:
    return sorted(Path(FOLDER).glob("*.json"))


def configured(text: str) -> None:
    Path("claimcheck.toml").write_text(text, encoding="utf-8")


def mine(folder: Path, text: str) -> None:
    """What this user's own file says."""
    (folder / "claimcheck").mkdir(exist_ok=True)
    (folder / "claimcheck" / "reader.toml").write_text(text, encoding="utf-8")


def test_without_asking_for_one_there_is_no_reader(run: Any) -> None:
    assert 0 == run("ferry.txt")[0]
    assert not Path(FOLDER).exists()


def test_a_live_reader_is_asked_once_and_its_answer_kept(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        first, second = (run("ferry.txt", *live(server)) for _ in range(2))
    assert 1 == len(server.asked)
    assert first == second
    assert (1, True) == (first[0], FAULT in first[1])
    assert 1 == len(kept())


def test_kept_answers_give_the_same_report_without_a_network(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        asked = run("ferry.txt", *live(server))
    assert asked == run("ferry.txt", "--reader", "locked", "--reader-model", "m")


def test_what_is_kept_tells_model_day_and_cost(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741082400")
    with serving(streamed(ANSWER)) as server:
        run("ferry.txt", *live(server))
    told = json.loads(kept()[0].read_text(encoding="utf-8"))
    assert ("m", "2025-03-04", ANSWER) == (told["model"], told["asked"], told["answer"])
    assert told["tokens_in"] > 0 < told["tokens_out"]


def test_a_story_that_changed_is_not_answered_by_what_is_kept(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        run("ferry.txt", *live(server))
    Path("ferry.txt").write_text(STORY.replace("86", "88"), encoding="utf-8")
    code, out, _ = run("ferry.txt", "--reader", "locked", "--reader-model", "m")
    assert 0 == code
    assert "the second reader m gave no answer (no answer is kept for this story as it stands)" in out


@pytest.mark.parametrize("wrong", ["", "{", "[]", '{"version": "1"}', '{"version": "1", "model": 3, "answer": {}}'])
def test_an_answer_that_cannot_be_read_is_as_good_as_not_there(run: Any, wrong: str) -> None:
    with serving(streamed(ANSWER)) as server:
        run("ferry.txt", *live(server))
    kept()[0].write_text(wrong, encoding="utf-8")
    assert "no answer is kept" in run("ferry.txt", "--reader", "locked", "--reader-model", "m")[1]


def test_many_stories_are_asked_about_at_a_time(run: Any, here: Path) -> None:
    for number in range(6):
        Path(f"ferry{number}.txt").write_text(STORY.replace("12 euros", f"1{number} euros"), encoding="utf-8")
    with serving(streamed(ANSWER)) as server:
        out = run(".", *live(server))[1]
    assert 7 - 1 == len(server.asked)
    assert 7 == out.count(FAULT)


def test_standard_input_is_read_by_a_reader_too(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys
    from types import SimpleNamespace

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    with serving(streamed(ANSWER)) as server:
        assert FAULT in run("-", *live(server))[1]


def test_a_server_that_fails_leaves_the_report_as_it_is_without_and_says_so(run: Any) -> None:
    with serving(plain(500, "oops")) as server:
        code, out, _ = run("ferry.txt", *live(server))
    assert 0 == code
    assert "the second reader m gave no answer" in out
    assert "500" in out


def test_where_the_newsroom_insists_a_reader_without_an_answer_is_a_problem(run: Any) -> None:
    configured('[reader]\non-failure = "fail"\n')
    code, _, told = run("ferry.txt", "--reader", "locked", "--reader-model", "m")
    assert 2 == code
    assert "ferry.txt: no answer is kept for this story as it stands\n" in told


def test_a_story_that_is_too_long_is_not_sent(run: Any) -> None:
    configured("[reader]\nlargest = 1000\n")
    Path("ferry.txt").write_text(STORY * 3, encoding="utf-8")
    with serving(streamed(ANSWER)) as server:
        assert "the story is too long for the reader" in run("ferry.txt", *live(server))[1]
    assert [] == server.asked


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--reader", "live"], "a reader has no model"),
        (["--reader", "live", "--reader-model", "m"], "a reader has no address"),
        (["--reader", "locked"], "a reader has no model"),
        (["--reader", "lve"], "there is no mode of the reader «lve», only off, locked, live; did you mean «live»?"),
        (["--reader-url", "ftp://models"], "«ftp://models» is not an address such as"),
        (["--reader", "live", "--isolated"], "--isolated has no second reader"),
        (["--reader", "locked", "--isolated"], "--isolated has no second reader"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence(run: Any, arguments: list[str], told: str) -> None:
    code, _, said = run("ferry.txt", *arguments)
    assert 2 == code
    assert told in said


def test_an_isolated_run_sends_nothing_whatever_this_user_has_settled(
    run: Any, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(streamed(ANSWER)) as server:
        mine(own_settings, f'[reader]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n')
        run("ferry.txt", "--isolated")
        assert [] == server.asked
        assert FAULT in run("ferry.txt")[1]


def test_address_and_model_may_stand_in_the_environment(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(streamed(ANSWER)) as server:
        monkeypatch.setenv("CLAIMCHECK_READER_URL", server.url)
        monkeypatch.setenv("CLAIMCHECK_READER_MODEL", "m")
        assert FAULT in run("ferry.txt", "--reader", "live")[1]


def test_an_address_of_the_environment_that_is_none_is_one_sentence(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_READER_URL", "models")
    code, _, told = run("ferry.txt", "--reader", "live", "--reader-model", "m")
    assert (2, True) == (code, "CLAIMCHECK_READER_URL must be an address such as" in told)


@pytest.mark.parametrize("file", ["claimcheck.toml", ".claimcheck.toml", "pyproject.toml"])
def test_a_checked_out_configuration_sends_nothing(run: Any, file: str) -> None:
    with serving(streamed(ANSWER)) as server:
        table = "tool.claimcheck.reader" if file == "pyproject.toml" else "reader"
        Path(file).write_text(f'[{table}]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n', encoding="utf-8")
        code, _, told = run("ferry.txt")
        assert [] == server.asked
    assert 0 == code
    assert "«reader.url» sends stories away and is not heeded" in told
    assert "«reader.mode» sends stories away and is not heeded" in told


def test_a_checked_out_configuration_does_not_say_where_a_live_reader_is(run: Any) -> None:
    with serving(streamed(ANSWER)) as server, serving(streamed(ANSWER)) as other:
        configured(f'[reader]\nurl = "{other.url}"\nmodel = "theirs"\nkey-variable = "HOME"\n')
        run("ferry.txt", "--reader", "live", "--reader-url", server.url)
        assert (1, 0) == (len(server.asked), len(other.asked))
        assert "Authorization" not in server.asked[0][1]


def test_a_configuration_that_this_user_trusts_may_send(run: Any, here: Path, own_settings: Path) -> None:
    with serving(streamed(ANSWER)) as server:
        configured(f'[reader]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n')
        mine(own_settings, f'[reader]\ntrusted = ["{here.as_posix()}"]\n')
        assert FAULT in run("ferry.txt")[1]


def test_a_configuration_may_turn_a_reader_off_that_this_user_has(run: Any, own_settings: Path) -> None:
    with serving(streamed(ANSWER)) as server:
        configured('[reader]\nmode = "off"\n')
        mine(own_settings, f'[reader]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n')
        run("ferry.txt")
    assert [] == server.asked


def test_a_configuration_that_is_checked_out_may_have_its_answers_beside_it(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        run("ferry.txt", *live(server))
    Path(FOLDER).rename("answers")
    configured('[reader]\nmode = "locked"\nmodel = "m"\nfolder = "answers"\n')
    assert FAULT in run("ferry.txt")[1]


def test_answers_are_kept_below_the_configuration_and_nowhere_else(run: Any) -> None:
    configured('[reader]\nmode = "locked"\nmodel = "m"\nfolder = "../elsewhere"\n')
    code, _, told = run("ferry.txt")
    assert (2, True) == (code, "«reader.folder» leaves the folder of its configuration" in told)


def test_the_own_file_holds_nothing_but_the_reader(run: Any, own_settings: Path) -> None:
    mine(own_settings, 'fail-on = "never"\n')
    code, _, told = run("ferry.txt")
    assert (2, True) == (code, "only the table [reader] belongs here, not «fail-on»" in told)


def test_the_key_comes_from_the_environment_and_is_kept_nowhere(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_READER_KEY", "sesame")
    with serving(streamed(ANSWER)) as server:
        out = run("ferry.txt", *live(server))
    assert "Bearer sesame" == server.asked[0][1]["Authorization"]
    assert "sesame" not in "".join([*map(str, out), *(path.read_text() for path in kept())])


def test_accepting_asks_nobody_and_knows_what_is_kept(run: Any, own_settings: Path) -> None:
    with serving(streamed(ANSWER)) as server:
        mine(own_settings, f'[reader]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n')
        run("ferry.txt")
        assert 0 == run("accept", "ferry.txt", "A101", "--reason", "two were sent twice")[0]
        assert 1 == len(server.asked)
        assert 0 == run("ferry.txt")[0]


def test_the_numbers_alone_are_shown_to_nobody(run: Any, own_settings: Path) -> None:
    with serving(streamed(ANSWER)) as server:
        mine(own_settings, f'[reader]\nmode = "live"\nurl = "{server.url}"\nmodel = "m"\n')
        run("claims", "ferry.txt")
    assert [] == server.asked


def test_json_tells_what_rests_on_the_reader(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        data = json.loads(run("ferry.txt", *live(server, "--format", "json"))[1])
    jsonschema.validate(data, SCHEMA)
    (story,) = data["documents"]
    counts = {key: story["reader"][key] for key in ("model", "proposals", "refused", "used", "why")}
    assert {"model": "m", "proposals": 3, "refused": 1, "used": 2, "why": None} == counts
    (finding,) = story["findings"]
    assert ["reader"] == [each["feature"] for each in finding["evidence"]]


def test_every_report_for_people_says_what_rests_on_the_reader(run: Any) -> None:
    with serving(streamed(ANSWER)) as server:
        told = {name: run("ferry.txt", *live(server, "--format", name))[1] for name in ("rich", "concise", "html")}
    assert all("second reader" in text for text in told.values())
    assert "Rests on the second reader" in told["rich"]
    assert "[second reader]" in told["concise"]


def test_a_page_says_that_nothing_was_sent_only_where_that_is_so(run: Any) -> None:
    promise = "no text was sent anywhere"
    assert promise in run("ferry.txt", "--format", "html")[1]
    with serving(streamed(ANSWER)) as server:
        assert promise not in run("ferry.txt", *live(server, "--format", "html"))[1]


def _by_heart(request: Request, asking: Asking) -> Answer:
    return Answer(json.dumps(ANSWER))


def _silent(request: Request, asking: Asking) -> Answer:
    raise RuntimeError("the line is dead")


@pytest.mark.parametrize(("function", "told"), [("_by_heart", FAULT), ("_silent", "RuntimeError: the line is dead")])
def test_a_plugin_may_be_the_client(
    run: Any, own_settings: Path, monkeypatch: pytest.MonkeyPatch, function: str, told: str
) -> None:
    plugin = plugins.Plugin(plugins.PROPOSERS, "heart", f"{__name__}:{function}", "desk 1.0")
    monkeypatch.setattr(plugins, "found", lambda: (plugin,))
    mine(own_settings, '[reader]\nmode = "live"\nclient = "heart"\nmodel = "m"\n')
    assert told in run("ferry.txt")[1]


def test_a_client_that_is_not_there_is_one_sentence(run: Any, own_settings: Path) -> None:
    mine(own_settings, '[reader]\nmode = "live"\nclient = "opneai"\nmodel = "m"\n')
    code, _, told = run("ferry.txt")
    assert (2, True) == (code, "there is no client «opneai» for a reader; did you mean «openai»?" in told)


def test_the_library_of_the_client_is_named_where_it_is_missing(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "claimcheck.reader.openai", raising=False)
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delattr("claimcheck.reader.openai")
    code, _, told = run("ferry.txt", *live(Server()), "--reader-url", "http://127.0.0.1:9")
    assert (2, True) == (code, "«reader»: pip install httpx " in told)
