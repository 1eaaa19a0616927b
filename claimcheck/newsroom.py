"""Many stories: each checked by its own settings, unless it was checked before, and its findings sorted out.

What makes the report of one story is `pipeline`; here is what surrounds it when files are named.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import language, waivers
from claimcheck.config.keys import NEVER
from claimcheck.config.settings import Settings, settings, settled
from claimcheck.desk import Desk, Options
from claimcheck.errors import ClaimcheckError, InputError, failure
from claimcheck.model import Document, Report, Severity
from claimcheck.reading import paths
from claimcheck.reading.paths import Line, Listed, Story
from claimcheck.report.coverage import gaps
from claimcheck.report.wording import words
from claimcheck.rulebook import Rule

if TYPE_CHECKING:
    from claimcheck.cache import Cache
    from claimcheck.engine import Job
    from claimcheck.pipeline import Second

SHARE = 50  # stories a process takes at a time

Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """The reports on all stories; one sentence for each story that could not be read or understood, and one for
    each comment that is not heeded; the rules by id; how many stories fail, and how many were checked before.

    `crashes` is a sentence for each story that broke claimcheck, and for those whose process ended.

    `ui`, the language of messages (None: each story's own), `fail_on`, the severity from which on a story fails
    (None: it never does), and `plugged`, whether plugins are used, are as the first story's settings have them.
    `settled` is what configurations say of which rules run and what counts, `files` where the stories stand,
    `seconds` how long each took.
    """

    reports: tuple[Report, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    ui: str | None = None
    fail_on: Severity | None = Severity.ERROR
    failing: int = 0
    known: int = 0
    crashes: tuple[str, ...] = ()
    plugged: bool = True
    settled: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


def check(names: Iterable[str], options: Options, *, processes: int = 1, tick: Tick | None = None) -> Run:
    """Check files, folders and standard input (`-`) in order; `tick` is told how many of how many are done.

    Many files are shared out among `processes`. Raises ConfigError and DataError for what is wrong with the whole run.
    """
    desk = Desk(options)
    named = tuple(names)
    listed = list(paths.expanded(named, desk.below, options.largest))
    found = (paths.file_of(each, options.called) for each in listed if not isinstance(each, InputError))
    stories = list(dict.fromkeys(found))
    rules = desk.all_rules(stories)
    leading = stories[0] if stories else paths.STANDARD_INPUT
    first = desk.layer(leading)
    ui, fail_on = first.get("ui-language"), _threshold(settings(first), bool(first["strict"].value))
    desk, unheeded = _consulted(listed, stories, desk)
    runs: list[Run] = []
    done = 0
    for number, run in _runs(listed, desk, processes, frozenset((*named, options.called))):
        runs.append(run)
        done += number
        if tick is not None:
            tick(done, len(listed))
    plugged = desk.plugged(leading)
    told = tuple(dict.fromkeys(each for story in stories for each in settled(desk.layer(story))))
    told_in = ui.value if ui else None
    whole = _joined([*runs, Run(remarks=unheeded)])
    return replace(
        whole, files=tuple(stories), rules=rules, ui=told_in, fail_on=fail_on, plugged=plugged, settled=told
    )


def _consulted(listed: Sequence[Listed], stories: Sequence[str], desk: Desk) -> tuple[Desk, tuple[str, ...]]:
    """The desk once a model that is asked was asked about all stories, and what of their settings is not heeded."""
    if not any(desk.reader(story) for story in stories):
        return desk, ()
    from claimcheck import consult

    return consult.ahead(listed, desk, _read_only), consult.unheeded(stories, desk)


def _second(story: str, desk: Desk) -> Second | None:
    """The second reader of a story, None where none is wanted. Raises ConfigError."""
    if desk.reader(story) is None:
        return None
    from claimcheck import consult

    return consult.second(story, desk)


def _joined(runs: Sequence[Run]) -> Run:
    return Run(
        tuple(report for run in runs for report in run.reports),
        tuple(problem for run in runs for problem in run.problems),
        tuple(remark for run in runs for remark in run.remarks),
        failing=sum(run.failing for run in runs),
        known=sum(run.known for run in runs),
        seconds={path: took for run in runs for path, took in run.seconds.items()},
        crashes=tuple(crash for run in runs for crash in run.crashes),
    )


def _runs(listed: Sequence[Listed], desk: Desk, processes: int, named: frozenset[str]) -> Iterator[tuple[int, Run]]:
    """The stories one by one, or in shares when several processes work; each with how many stories it is."""
    if processes < 2 or len(listed) <= SHARE or paths.STANDARD_INPUT in listed:
        yield from ((1, _story(each, desk, named)) for each in listed)
        return
    from claimcheck import workers

    shares = [listed[at : at + SHARE] for at in range(0, len(listed), SHARE)]
    done = workers.shared(partial(_share, options=desk.options, named=named), shares, processes)
    lost = 0
    for share, run in zip(shares, done, strict=True):
        lost += 0 if run else len(share)
        yield len(share), run or Run()
    if lost:
        yield 0, Run(crashes=(f"{lost} stories were not checked, because a process of --jobs was ended from outside",))


def _share(listed: Sequence[Listed], options: Options, named: frozenset[str]) -> Run:
    desk = Desk(options)
    return _joined([_story(each, desk, named) for each in listed])


def _story(listed: Listed, desk: Desk, named: frozenset[str]) -> Run:
    start = time.perf_counter()
    try:
        story = paths.opened(listed, desk.options.largest, desk.options.called)
        run = check_one(story, desk, named=story.name in named)
        return replace(run, seconds={story.name: time.perf_counter() - start})
    except InputError as error:
        return Run(problems=(str(error),))
    except ClaimcheckError:
        raise
    except Exception as error:
        name = f"{listed.file}:{listed.number}" if isinstance(listed, Line) else listed
        return Run(crashes=(f"{name}: {failure(error)}",))


def check_one(story: Story, desk: Desk, *, named: bool = True) -> Run:
    """Check a story that is at hand; one in no known language is a problem where it was `named`, else a remark.

    Raises InputError where it cannot be read, ConfigError and DataError for what is wrong with its settings.
    """
    made = desk.settings(story.file)
    report, known = _report(story, made, desk)
    report = replace(report, not_run=(*report.not_run, *desk.on_trial(story.file, made)))
    problems: list[str] = []
    report, wrong, remarks = _heeded(report, story, made, desk)
    if report.language is None and report.document.prose.strip():
        codes = "|".join(language.codes(made.house.packs))
        told = f"{story.name}: no language pack fits this text; --lang {codes} names one"
        problems, remarks = ([told], remarks) if named else ([], (told, *remarks))
    asked = desk.layer(story.file)
    strict, ui = bool(asked["strict"].value), asked.get("ui-language")
    reader = desk.reader(story.file)
    if reader and reader.insists and report.reader and report.reader.why:
        problems.append(f"{story.name}: {report.reader.why}")
    if strict and made.fail_on != NEVER:
        marks = words(ui.value if ui else report.language)
        problems += [f"{story.name}: {gap}" for gap in gaps(report, marks)]
    failing = _fails(report, remarks, made, strict)
    return Run((report,), (*problems, *wrong), remarks, failing=failing, known=known)


def _heeded(
    report: Report, story: Story, made: Settings, desk: Desk
) -> tuple[Report, tuple[str, ...], tuple[str, ...]]:
    """The report with what does not count set apart; what is wrong with the story's comments, what is idle in them."""
    waives = tuple(desk.waivers(story.file, report.document))
    if not report.document.comments:
        return waivers.apply(report, waives), (), ()
    from claimcheck.waivers import comments

    asked = comments.read(report.document, [rule.id for rule in desk.known(story.file)])
    report = waivers.apply(report, (asked.waive, *waives))
    running = {rule.id for rule in desk.selected(story.file, made)}
    return report, asked.problems, (*asked.remarks, *asked.idle(story.name, report.waived, running))


def _report(story: Story, made: Settings, desk: Desk) -> tuple[Report, bool]:
    """The report on a story with all its findings, and whether it was known already. Raises InputError."""
    second = _second(story.file, desk)
    cached = desk.options.cached and not desk.options.isolated and second is None
    key = desk.key(story.file, made, story.data) if cached else None
    kept = _cache() if key is not None else None
    found = kept.get(key) if kept is not None and key is not None else None
    if found is not None:
        return replace(found, document=story.known(found.document)), True
    report = _checked(story, made, desk, desk.jobs(story.file, made), second)
    if kept is not None and key is not None and not report.failures:
        kept.put(key, report)
    return report, False


def _checked(story: Story, made: Settings, desk: Desk, jobs: Sequence[Job], second: Second | None) -> Report:
    """What is read in a story, and what the rules of some jobs and a second reader say of it. Raises InputError."""
    from claimcheck import pipeline

    return pipeline.check(
        _read(story, made, desk),
        jobs,
        code=made.code,
        dateline=desk.options.dateline,
        otherwise=desk.otherwise(story.file, made),
        house=made.house,
        second=second,
    )


def _read_only(story: Story, desk: Desk, second: Second) -> Report:
    """A story read, and shown to a second reader before any rule has judged it."""
    return _checked(story, desk.settings(story.file), desk, (), second)


def _cache() -> Cache | None:
    """This user's cache, None for one who has no place for it."""
    from claimcheck import cache

    folder = cache.folder()
    return cache.Cache(folder) if folder else None


def _read(story: Story, made: Settings, desk: Desk) -> Document:
    document = desk.read(story)
    if not made.main_text:
        return document
    from claimcheck.reading import web

    return web.main_text(document) if Path(story.file).suffix.lower() in web.SUFFIXES else document


def _fails(report: Report, remarks: Sequence[str], made: Settings, strict: bool) -> bool:
    """Whether a finding is as grave as the settings forbid, or a remark is and they are strict."""
    least = _threshold(made, strict)
    if least is None:
        return False
    return (strict and bool(remarks)) or any(finding.severity.rank >= least.rank for finding in report.findings)


def _threshold(made: Settings, strict: bool) -> Severity | None:
    """From which severity on a story fails."""
    if made.fail_on == NEVER:
        return None
    asked = Severity(made.fail_on)
    return Severity.WARNING if strict and asked is Severity.ERROR else asked
