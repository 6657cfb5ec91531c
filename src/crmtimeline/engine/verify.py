"""Verify: a saved estimate against the same made again, and against what is there today."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crmtimeline.engine.documents import Differences
from crmtimeline.errors import Message
from crmtimeline.model.compare import AtShares
from crmtimeline.model.origin import Tool
from crmtimeline.model.saved import SavedCalendar, SavedEstimate, SavedPack, SavedSpread
from crmtimeline.model.strict import Language
from crmtimeline.model.verify import (
    Changed,
    ProfileChecked,
    RulesChecked,
    State,
    Verification,
    WeeksMoved,
)

ORIGIN = frozenset(
    {
        *("tool", "profile.places", "pack.extends", "pack.embedded"),
        *("calendar.version", "calendar.embedded", "*.place"),
    }
)
"""What says where something is from, and is judged by itself."""

SENTENCES = frozenset({"*.message", "*.reason"})
"""What another version may word anew."""

BY_DAY = frozenset({"deadline.possible", "deadline.today"})
"""What cannot be made again where the day is not saved."""


@dataclass(frozen=True)
class Document:
    """An estimate in JSON: what is read of it, and all of it."""

    estimate: SavedEstimate
    content: Mapping[str, Any]


@dataclass(frozen=True)
class RulesToday:
    """A pack or a calendar as it is today: its version, digest and content, as JSON has it.

    `extends` has the version and the digest of each pack that it extends, by id.
    """

    version: str | None
    digest: str | None
    content: Mapping[str, Any] | None
    extends: Mapping[str | None, Mapping[str, str | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What was found of a saved estimate and of what it was made from.

    `again` is the estimate made again, None where that is refused; `by_today` the same by today's
    rules, where others are in the file. Of a pack or calendar that is not found there is None.
    `carried` are the digests of the pack and the calendar in the file, None where it has none;
    `refused` is whether today's rules do not take the profile.
    """

    file: str
    saved: Document
    again: Document | None
    by_today: Document | None
    profile: ProfileChecked
    pack: RulesToday | None
    calendar: RulesToday | None
    carried: tuple[str | None, str | None]
    refused: bool
    notes: tuple[Message, ...]


def verification(found: Found, language: Language, version: str) -> Verification:
    """Return what is not as it was saved; `version` is that of the program now."""
    saved, again = found.saved.estimate, found.again
    pack, calendar = _pack(found), _calendar(found)
    kept = all(each is None or each.embedded or each.state == "same" for each in (pack, calendar))
    differences = _differences(found, pack, calendar, version)
    differing = tuple(differences.changed)
    return Verification(
        schema="crmtimeline/verify/1",
        tool=Tool(version),
        language=language,
        file=found.file,
        name=saved.profile.name,
        identical=bool(again and not differing and kept and found.profile.state != "changed"),
        contradicts=bool(differing and kept and saved.tool.version == version),
        saved_tool=Tool(saved.tool.version),
        profile=found.profile,
        pack=pack,
        calendar=calendar,
        compared=differences.compared,
        differing=differing,
        moved=tuple(_moved(saved, again.estimate)) if again and differing else (),
        by_todays_rules=tuple(_moved(saved, found.by_today.estimate)) if found.by_today else (),
        notes=(*found.notes, *_lone(differences.lone)),
    )


def _differences(
    found: Found, pack: RulesChecked, calendar: RulesChecked | None, version: str
) -> Differences:
    ignored = set(ORIGIN)
    if pack.state != "same" and not pack.embedded:
        ignored |= {"pack.version", "pack.digest", "pack.title"}
    if calendar is not None and calendar.state != "same" and not calendar.embedded:
        ignored |= {"calendar.digest"}
    if found.saved.estimate.tool.version != version:
        ignored |= SENTENCES
    if "today" not in found.saved.content:
        ignored |= BY_DAY
    differences = Differences(frozenset(ignored), grown=True)
    if found.again is not None:
        differences.find(found.saved.content, found.again.content)
    return differences


def _lone(paths: Sequence[str]) -> Iterator[Message]:
    if paths:
        yield Message("verify_lone", {"keys": list(paths)})


def _pack(found: Found) -> RulesChecked:
    saved = found.saved.estimate.pack
    digest = found.carried[0] or saved.digest
    return _rules(saved.id, digest, saved, found.pack, lambda today: _seen(found, today))


def _calendar(found: Found) -> RulesChecked | None:
    saved = found.saved.estimate.calendar
    if saved is None or saved.id is None:
        return None
    digest = found.carried[1] or saved.digest
    checked = _rules(saved.id, digest, saved, found.calendar, lambda today: ())
    unknown = found.calendar is None and (found.refused or found.pack is None)
    return replace(checked, state="not_compared") if unknown else checked


def _rules(
    name: str,
    digest: str | None,
    saved: SavedPack | SavedCalendar,
    today: RulesToday | None,
    seen: Callable[[RulesToday], Iterable[Changed]],
) -> RulesChecked:
    """Return what became of a pack or calendar; `seen` tells it where its content is not saved."""
    known = saved.embedded is not None
    state: State = "not_found"
    changes: Iterable[Changed] = ()
    if today is not None:
        state = "same" if today.digest == digest else "changed"
    if today is not None and state == "changed":
        changes = _changes(saved.embedded, today.content) if known else seen(today)
    version = today.version if today else None
    return RulesChecked(name, saved.version, version, state, known, tuple(changes))


def _changes(saved: Any, now: Any) -> Sequence[Changed]:
    differences = Differences()
    differences.find(saved, now)
    return differences.changed


def _seen(found: Found, today: RulesToday) -> Iterator[Changed]:
    """Yield what can be seen of a pack's changes: versions, digests, and figures that are shown."""
    saved = found.saved.estimate.pack
    before: dict[str, Any] = {"version": saved.version, "digest": saved.digest}
    after: dict[str, Any] = {"version": today.version, "digest": today.digest}
    for each in saved.extends:
        before[f"extends.{each.id}"] = {"version": each.version, "digest": each.digest}
        after[f"extends.{each.id}"] = today.extends.get(each.id)
    yield from _changes(before, after)
    if found.again is not None:
        shown, now = (_figures(each.estimate) for each in (found.saved, found.again))
        both = [path for path in shown if path in now]
        yield from _changes(*({path: each[path] for path in both} for each in (shown, now)))


def _figures(estimate: SavedEstimate) -> dict[str, float]:
    """Return what an estimate shows of its pack: base ranges, factors, common causes."""
    simulation = estimate.simulation
    figures = {
        "uncertainty.correlation.value": simulation.correlation,
        "uncertainty.project_spread.value": simulation.project_spread,
    }
    for phase in estimate.phases:
        for step in phase.trace:
            path = f"phases.{phase.id}.weeks"
            if step.step == "profile":
                continue
            if step.weeks is None:
                path = f"modifiers.{step.step}.{step.value} ({phase.id})"
            shown = step.factor if step.weeks is None else step.weeks
            if isinstance(shown, float):
                figures[path] = shown
            elif shown is not None:
                figures |= {f"{path}.{end}": each for end, each in dict(shown).items()}
    return figures


def _moved(saved: SavedEstimate, now: SavedEstimate) -> Iterator[WeeksMoved]:
    """Yield the whole and each phase, as saved and now."""
    yield WeeksMoved(None, None, _at(saved.total.weeks), _at(now.total.weeks))
    before, after = ({each.id: each for each in one.phases} for one in (saved, now))
    for name, phase in (before | after).items():
        weeks = (_at(each[name].duration) if name in each else None for each in (before, after))
        yield WeeksMoved(name, phase.title, *weeks)


def _at(weeks: SavedSpread) -> AtShares:
    return AtShares(weeks.p50, weeks.p80)
