"""What runs in other people's CI: the pre-commit hook, the GitHub action and the GitLab job, each for real."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = ROOT / ".pre-commit-hooks.yaml"
GITLAB = ROOT / "templates" / "claimcheck.gitlab-ci.yml"
FAULTY = "The farm has 12 cats: 5 black, 4 white and 2 grey, the keeper said.\n"
SOUND = FAULTY.replace("12", "11")
NAME = "l'alluvione di oggi.txt"
GIT = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "init.defaultBranch=main"]


def blocks(language: str) -> list[str]:
    """The code blocks of the guide in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def shell(program: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a program as GitHub's `shell: bash` does."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", program]
    return subprocess.run(command, cwd=folder, env=os.environ | variables, capture_output=True, text=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This working tree as a repository of its own, with one commit."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run([*GIT, "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no git repository")
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    committed(folder)
    return folder


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A repository of stories, one of them faulty."""
    stories = tmp_path / "news room" / "stories"
    stories.mkdir(parents=True)
    (stories / "sound.txt").write_text(SOUND, encoding="utf-8")
    (stories / NAME).write_text(FAULTY, encoding="utf-8")
    committed(stories.parent)
    return stories.parent


def committed(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*GIT, *command], cwd=folder, check=True)


class Runner:
    """A stand-in for GitHub's runner: it runs the action's own steps in a folder and keeps what they write."""

    def __init__(self, action: Path, temp: Path) -> None:
        self.temp, self.action = temp, action
        self.outputs: dict[str, str] = {"steps.python.outputs.python-path": sys.executable}
        self.context = {
            "github.server_url": "https://git.example.org",
            "github.action_repository": "desk/claimcheck",
            "github.action_ref": "main",
            "runner.temp": str(temp),
        }

    def step(self, name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        (step,) = (each for each in ACTION["runs"]["steps"] if each.get("id") == name)
        given = self.context | {f"inputs.{name}": each["default"] for name, each in ACTION["inputs"].items()}
        given |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()} | self.outputs
        values = {name: re.sub(r"\$\{\{ (.*?) \}\}", lambda m: given[m[1]], text) for name, text in step["env"].items()}
        files = {name: str(self.temp / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for file in files.values():
            Path(file).write_text("", encoding="utf-8")
        places = {"RUNNER_TEMP": str(self.temp), "GITHUB_ACTION_PATH": str(self.action)}
        done = shell(step["run"], folder, **values, **files, **places)
        told = (line.partition("=") for line in Path(files["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines())
        self.outputs |= {f"steps.{step['id']}.outputs.{name}": value for name, _, value in told}
        return done

    @property
    def summary(self) -> str:
        return (self.temp / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the action has installed claimcheck."""
    runner = Runner(checkout, tmp_path_factory.mktemp("runner"))
    done = runner.step("install", checkout, extras="xml")
    assert 0 == done.returncode, done.stderr
    return runner


def valid(schema: str, file: Path, *options: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (0, "") == (done.returncode, done.stderr), done.stdout


def test_the_action_and_the_job_are_as_the_platforms_publish() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")
    valid("vendor.gitlab-ci", GITLAB, "--data-transform", "gitlab-ci")
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS], check=True)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_configurations_of_the_guide_are_valid(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    if "jobs" in yaml.safe_load(text):
        valid("vendor.github-workflows", file)
    elif "repos" in yaml.safe_load(text):
        subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", file], check=True)
    else:
        valid("vendor.gitlab-ci", file)


def test_the_guide_names_every_input_of_the_action() -> None:
    assert list(ACTION["inputs"]) == re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("text", blocks("yaml"))
def test_the_guide_uses_inputs_and_hooks_that_there_are(text: str) -> None:
    read = yaml.safe_load(text)
    steps = [step for job in read.get("jobs", {}).values() for step in job["steps"] if "claimcheck" in step["uses"]]
    assert set() == {name for step in steps for name in step["with"]} - set(ACTION["inputs"])
    known = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert set() == {hook["id"] for repo in read.get("repos", []) for hook in repo["hooks"]} - known


@pytest.mark.slow
def test_the_action_reports_to_summary_annotations_and_code_scanning(installed: Runner, newsroom: Path) -> None:
    done = installed.step("check", newsroom, paths="stories", args="--lang en")
    assert (1, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith(f"::error file=stories/{NAME},line=1,col=14,endColumn=21,title=claimcheck A101")
    assert "**5 + 4 + 2 = 11" in installed.summary
    assert "1" == installed.outputs["steps.check.outputs.exit-code"]
    run = json.loads(Path(installed.outputs["steps.check.outputs.sarif"]).read_text(encoding="utf-8"))["runs"][0]
    assert ["stories/l%27alluvione%20di%20oggi.txt"] == [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]
    ]
    page = "https://git.example.org/desk/claimcheck/blob/main/rules/A101-parts-do-not-sum.yaml"
    assert page == run["tool"]["driver"]["rules"][0]["helpUri"]


@pytest.mark.slow
def test_the_reports_that_the_action_keeps_are_taken_up_by_another_installation(
    installed: Runner, newsroom: Path, tmp_path: Path
) -> None:
    installed.step("check", newsroom)
    kept = {path: path.stat().st_mtime_ns for path in (installed.temp / "claimcheck-reports").glob("??/*")}
    other = Runner(installed.action, tmp_path)
    other.step("install", newsroom, extras="")
    other.context["runner.temp"] = str(installed.temp)
    other.step("check", newsroom)
    again = {path: path.stat().st_mtime_ns for path in (installed.temp / "claimcheck-reports").glob("??/*")}
    assert kept and kept == again


def test_the_action_keeps_what_its_steps_take_up() -> None:
    steps = [each for each in ACTION["runs"]["steps"] if each.get("uses", "").startswith("actions/cache/")]
    taken, kept = ([each for each in steps if f"/{way}@" in each["uses"]] for way in ("restore", "save"))
    assert [(each["with"]["path"], each["with"]["key"]) for each in taken] == [
        (each["with"]["path"], each["with"]["key"]) for each in kept
    ]


@pytest.mark.slow
def test_the_caches_are_named_by_what_is_installed(installed: Runner, newsroom: Path) -> None:
    done = installed.step("names", newsroom)
    assert (0, 16) == (done.returncode, len(installed.outputs["steps.names.outputs.needs"]))
    assert Path(installed.outputs["steps.names.outputs.pip"]).is_absolute()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"paths": "stories/sound.txt"}, 0),
        ({"paths": f"stories/{NAME}"}, 1),
        ({"paths": f"stories/sound.txt\nstories/{NAME}\n"}, 1),
        ({"args": '--lang en --baseline "l\'archivio.json"'}, 2),
        ({"fail_on": "never"}, 0),
        ({"args": "--ignore A"}, 0),
        ({"paths": "stories\nnowhere"}, 2),
        ({"args": "--no-such-option"}, 2),
    ],
)
def test_the_actions_inputs_decide_its_exit_code(
    installed: Runner, newsroom: Path, inputs: dict[str, str], code: int
) -> None:
    done = installed.step("check", newsroom, **inputs)
    assert (code, str(code)) == (done.returncode, installed.outputs["steps.check.outputs.exit-code"])


@pytest.mark.slow
def test_the_action_uploads_nothing_unless_asked(installed: Runner, newsroom: Path) -> None:
    installed.outputs.pop("steps.check.outputs.sarif", None)
    installed.step("check", newsroom, sarif="false")
    assert "steps.check.outputs.sarif" not in installed.outputs
    upload = ACTION["runs"]["steps"][-1]
    assert "${{ !cancelled() && steps.check.outputs.sarif != '' }}" == upload["if"]


@pytest.mark.slow
def test_the_gitlab_job_leaves_both_reports(installed: Runner, newsroom: Path) -> None:
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["claimcheck"]
    variables = {name: text.replace("$CI_PROJECT_DIR", str(newsroom)) for name, text in job["variables"].items()}
    variables |= {"CLAIMCHECK_PACKAGE": str(installed.action), "CLAIMCHECK_ARGS": "--lang en"}
    variables["CLAIMCHECK_PATHS"] = f"stories/{NAME}\nstories/sound.txt"
    path = f"{installed.temp / 'claimcheck' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = shell("\n".join(job["script"]), newsroom, **variables, PATH=path)
    assert 1 == done.returncode, done.stderr
    quality, junit = (newsroom / job["artifacts"]["reports"][name] for name in ("codequality", "junit"))
    assert [f"stories/{NAME}"] == [each["location"]["path"] for each in json.loads(quality.read_text("utf-8"))]
    assert 'failures="1"' in junit.read_text(encoding="utf-8")


def test_the_gitlab_job_says_that_it_must_be_told_what_to_install(newsroom: Path) -> None:
    job = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["claimcheck"]
    done = shell("\n".join(job["script"]), newsroom, **job["variables"])
    told = "CLAIMCHECK_PACKAGE must say what pip installs: claimcheck is not on the package index\n"
    assert (2, told) == (done.returncode, done.stderr)


@pytest.mark.slow
def test_the_commands_of_the_guide_work(installed: Runner, newsroom: Path) -> None:
    path = f"{installed.temp / 'claimcheck' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    (newsroom / "stories" / "more.txt").write_text(SOUND, encoding="utf-8")
    committed(newsroom)
    ends = [shell(f"set +e\n{text}", newsroom, PATH=path) for text in blocks("sh")]
    assert [1, 0, 0] == [done.returncode for done in ends]
    assert [] == [line for done in ends for line in done.stderr.splitlines() if "claimcheck: 3 files: " not in line]


@pytest.mark.slow
def test_the_hook_runs_under_pre_commit(checkout: Path, newsroom: Path, tmp_path: Path) -> None:
    head = subprocess.run([*GIT, "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True)
    hook = {"id": "claimcheck", "files": "^stories/", "args": ["--lang", "en"]}
    config: dict[str, Any] = {"repos": [{"repo": str(checkout), "rev": head.stdout.strip(), "hooks": [hook]}]}
    (newsroom / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (newsroom / "stories" / "picture.png").write_bytes(b"\x89PNG")
    committed(newsroom)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    environment = os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "kept")}
    done = subprocess.run(command, cwd=newsroom, env=environment, capture_output=True, text=True)
    assert "exit code: 1" in done.stdout, done.stdout + done.stderr
    assert f"stories/{NAME}:1:14: error A101 parts-do-not-sum: " in done.stdout
    assert "picture.png" not in done.stdout
