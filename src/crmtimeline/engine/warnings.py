"""Warnings: what in a profile changes nothing, and so may surprise its writer."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from crmtimeline.errors import Message
from crmtimeline.model.dated import CalendarShown, DaysOffShown, FreezeShown, ProgressShown
from crmtimeline.model.days import Window
from crmtimeline.model.estimate import Excluded, Warned
from crmtimeline.model.pack import EMPLOYEES, SIZE, USERS, Pack, RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in

DATED = ("deadline", "calendar", "closures", "freezes")
"""Keys that do nothing without a start."""

Found = Iterator[tuple[str, Message]]


def warnings(
    rules: RulePack,
    profile: Profile,
    excluded: Sequence[Excluded],
    calendar: CalendarShown | None,
    progress: ProgressShown | None,
    language: Language,
) -> tuple[Warned, ...]:
    """Return a warning for each key that is not used or not as written, in the profile's order.

    `calendar` is what the dates were made with, None without a start.
    """
    found = [
        *_stray(profile),
        *_unread(rules.pack, profile, language),
        *_own_ranges(profile, excluded),
        *_closures(profile, calendar),
        *_freezes(rules.pack, profile, excluded, calendar),
        *_risks(profile, excluded),
        *(_without_start(profile) if calendar is None else _calendar(profile, calendar)),
        *_rough(progress),
    ]
    return tuple(
        Warned(message.code, str(profile.places[key]), message)
        for key, message in sorted(found, key=lambda each: profile.places[each[0]])
    )


def _without_start(profile: Profile) -> Found:
    for key in DATED:
        if profile.given.get(key):
            yield key, Message("W108", {"key": key, "other": "start"})


def _calendar(profile: Profile, calendar: CalendarShown) -> Found:
    """Yield what a reader of the dates should know of the calendar behind them."""
    start = profile.keys.start
    if start is not None and calendar.start != start:
        values = {"start": start.isoformat(), "moved": calendar.start.isoformat()}
        yield "start", Message("W105", values)
    key = "calendar" if profile.keys.calendar else "start"
    if calendar.id is None:
        yield key, Message("W106")
    for code, years in (("W107", calendar.projected_years), ("W109", calendar.uncovered_years)):
        if years:
            yield key, Message(code, {"calendar": calendar.id, "years": list(_runs(years))})


def _stray(profile: Profile) -> Found:
    if profile.keys.as_of is not None and not profile.keys.progress:
        yield "as_of", Message("W108", {"key": "as_of", "other": "progress"})


def _runs(years: Sequence[int]) -> Iterator[str]:
    """Yield years in a row as one: 2041-2044."""
    for _, run in groupby(enumerate(years), key=lambda each: each[1] - each[0]):
        first, *others = [year for _, year in run]
        yield f"{first}-{others[-1]}" if others else str(first)


def _rough(progress: ProgressShown | None) -> Found:
    if progress is not None and progress.rough:
        yield "progress", Message("W111", {"trials": progress.effective_trials})


def _closures(profile: Profile, calendar: CalendarShown | None) -> Found:
    if calendar is not None:
        for number, closure in enumerate(profile.keys.closures):
            yield from _idle(f"closures.{number}", closure, calendar.days_off)


def _freezes(
    pack: Pack, profile: Profile, excluded: Sequence[Excluded], calendar: CalendarShown | None
) -> Found:
    out = {phase.id for phase in excluded}
    for number, freeze in enumerate(profile.keys.freezes):
        names = freeze.phases or [pack.go_live]
        if out.issuperset(names):
            yield "freezes", Message("W110", {"phases": names})
        elif calendar is not None:
            yield from _idle(f"freezes.{number}", freeze, calendar.freezes)


def _idle(key: str, window: Window, shown: Sequence[DaysOffShown | FreezeShown]) -> Found:
    """Yield that a window of dates touches no working day of the project: perhaps a slip."""
    first, last = window.first, window.last or window.first
    if not isinstance(first, date) or not isinstance(last, date):
        return
    spans = [each for each in shown if not isinstance(each, DaysOffShown) or each.kind == "closure"]
    if not any(each.first <= last and each.last >= first for each in spans):
        yield key, Message("W113", {"first": first.isoformat(), "last": last.isoformat()})


def _risks(profile: Profile, excluded: Sequence[Excluded]) -> Found:
    out = {phase.id for phase in excluded}
    for number, risk in enumerate(profile.keys.risks):
        if risk.phase in out:
            values = {"risk": risk.title, "phase": risk.phase}
            yield f"risks.{number}", Message("W112", values)


def _unread(pack: Pack, profile: Profile, language: Language) -> Found:
    read = set(inputs_read(pack))
    for name in profile.inputs:
        if name not in read:
            title = text_in(
                pack.inputs[name].title if name in pack.inputs else None, language, name
            )
            yield name, Message("W102", {"input": name, "title": title})


def inputs_read(pack: Pack) -> Iterator[str]:
    """Yield every input that some rule reads, or that stands in for one."""
    if pack.presets:
        yield from (SIZE, EMPLOYEES, USERS)
    entries: list[Any] = [*pack.modifiers.values()]
    for phase in pack.phases.values():
        entries += [part for part in (phase.when, phase.weeks_by) if part is not None]
    for entry in entries:
        yield entry.reads
        declared = pack.inputs[entry.reads]
        while declared.otherwise is not None:
            yield declared.otherwise
            declared = pack.inputs[declared.otherwise]


def _own_ranges(profile: Profile, excluded: Sequence[Excluded]) -> Found:
    out = {phase.id for phase in excluded}
    for name in profile.keys.phases:
        if name in out:
            yield f"phases.{name}", Message("W103", {"phase": name})
