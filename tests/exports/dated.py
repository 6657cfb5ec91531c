"""Dated: estimates with a start, of the examples and of packs made at random from a seed."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from building import pack_from, profile_from
from crmtimeline.cli.loading import estimate_of, load
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = sorted(file.stem for file in EXAMPLES.glob("*.yaml"))
TRIALS = 400


@cache
def example(name: str, language: Language = "en") -> Estimate:
    """Return the estimate of an example, with a start where it has none."""
    dates = [] if "\nstart:" in (EXAMPLES / f"{name}.yaml").read_text() else ["start=2027-01-04"]
    return of(EXAMPLES / f"{name}.yaml", dates, language)


def of(profile: Path, settings: list[str] | None = None, language: Language = "en") -> Estimate:
    """Return the estimate of a profile."""
    loaded = load(str(profile), settings or [], None, language, Speech(language))
    return estimate_of(loaded, TRIALS, 1, "2026-11-22")


@cache
def calendar(name: str) -> Calendar:
    """Return a shipped calendar."""
    return load_calendar(name, Path(), Place("test"))


def at_random(seed: int, *, progress: bool = False, freezes: bool = True) -> Estimate:
    """Return the estimate of a pack of any kind of links, lags, gates, conditions and freezes.

    With progress, all has gone as planned up to a day in the middle.
    """
    draw = random.Random(seed)
    kinds = ("FS", "SS", "FF") if progress else ("FS", "SS", "FF", "SF")
    count = draw.randint(2, 9)
    rules = pack_from("\n".join(_pack(draw, count, kinds)) + "\n")
    profile = "\n".join(_profile(draw, count, freezes)) + "\n"
    settings, days = Settings("en", "0", TRIALS), calendar(draw.choice(("CN", "TW", "HK")))
    planned = estimate(rules, profile_from(profile, rules), settings, days)
    if not progress:
        return planned
    profile += _progress(draw, planned)
    return estimate(rules, profile_from(profile, rules), settings, days)


def _pack(draw: random.Random, count: int, kinds: tuple[str, ...]) -> Iterator[str]:
    yield "inputs: {q: {levels: [a, b], weights: {a: 0.7, b: 0.3}, $cite}}"
    yield "phases:"
    for at in range(count):
        low = 0 if draw.random() < 0.2 else draw.choice((0.2, 0.5, 1, 1.3, 2, 3.1))
        parts = [f"weeks: {{low: {low}, high: {low * draw.choice((1, 1.5, 3)):.2f}}}"]
        if draw.random() < 0.2:
            parts.append(f"when: {{reads: q, is: [{draw.choice('ab')}]}}")
        before = [f"p{each}" for each in range(at)]
        after = draw.sample(before, min(at, draw.choice((0, 1, 1, 2))))
        links = [
            f"{{from: {source}, kind: {draw.choice(kinds)},"
            f" lag_weeks: {draw.choice((0, 0, 1, 0.5, -1, -0.4))},"
            f" lag_share: {draw.choice((0, 0, 0.6, -0.5))}}}"
            for source in draw.sample(before, min(at, draw.choice((0, 1, 2))))
        ]
        parts += [f"after: [{', '.join(after)}]", f"links: [{', '.join(links)}]", "$cite"]
        yield f"  p{at}: {{{', '.join(parts)}}}"


def _profile(draw: random.Random, count: int, freezes: bool) -> Iterator[str]:
    yield f"start: 202{draw.randint(5, 8)}-0{draw.randint(1, 9)}-{draw.randint(10, 28)}"
    if freezes and draw.random() < 0.6:
        month_end = f"{{every: month, last_days: 3, phases: [p{count - 1}]}}"
        yield f"freezes: [{{from: 09-20, to: 10-15, phases: [p1]}}, {month_end}]"
    if draw.random() < 0.5:
        yield "closures: [{from: 08-01, to: 08-09}, {every: quarter, last_days: 1}]"


def _progress(draw: random.Random, planned: Estimate) -> str:
    assert planned.work_plan is not None
    tasks = planned.work_plan.tasks
    today = draw.choice(sorted({task.start for task in tasks} | {task.finish for task in tasks}))
    seen = []
    for task in tasks:
        if task.start <= today and task.finish <= today:
            seen.append(f"{task.id}: {{started: {task.start}, finished: {task.finish}}}")
        elif task.start <= today:
            seen.append(f"{task.id}: {{started: {task.start}}}")
    return f"as_of: {today}\nprogress: {{{', '.join(seen)}}}\n"
