"""Verify: a saved estimate against the same made again, and against what is there today."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from crmtimeline.engine.documents import Differences
from crmtimeline.errors import Message
from crmtimeline.model.figures import AtShares
from crmtimeline.model.origin import Tool
from crmtimeline.model.saved import SavedEstimate, SavedSpread
from crmtimeline.model.strict import Language
from crmtimeline.model.verify import (
    Changed,
    ProfileVerified,
    RulesVerified,
    State,
    Verification,
    WeeksMoved,
)

ORIGIN = frozenset({"tool", "calendar.version", "*.place"})
"""What says where something is from, and is judged by itself."""

SENTENCES = frozenset({"*.message", "*.reason"})
"""What another version may word anew."""

BY_DAY = frozenset({"deadline.possible", "deadline.today"})
"""What cannot be made again where the day is not saved."""

WORDS = frozenset(
    {
        *("title", "ask", "labels", "cite", "note", "lever"),
        *("sources", "checklist", "stages", "assumptions", "cases"),
    }
)
"""Keys of a pack under which no figure of an estimate stands."""


@dataclass(frozen=True)
class Document:
    """An estimate in JSON: what is read of it, and all of it."""

    estimate: SavedEstimate
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Rules:
    """A pack or a calendar, as it was saved or as it is today.

    `content` is what it holds, as JSON has it, None where that was not saved. `extends` has the
    version and the digest of each pack that it extends, by id.
    """

    id: str
    version: str | None
    digest: str | None
    content: Mapping[str, Any] | None
    extends: Mapping[str | None, Mapping[str, str | None]] = field(default_factory=dict)


class Sides(NamedTuple):
    """Rules as they were saved, and as they are today; None where they are not found."""

    saved: Rules
    today: Rules | None


@dataclass(frozen=True)
class Found:
    """What was found of a saved estimate and of what it was made from.

    `again` is the estimate made again, None where that is refused; `by_today` the same by today's
    rules, where others are in the file. `refused` is whether today's rules refuse the profile.
    """

    file: str
    saved: Document
    again: Document | None
    by_today: Document | None
    profile: ProfileVerified
    pack: Sides
    calendar: Sides | None
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
    found: Found, pack: RulesVerified, calendar: RulesVerified | None, version: str
) -> Differences:
    ignored = set(ORIGIN)
    if pack.state != "same" and not pack.embedded:
        ignored |= {"pack.version", "pack.digest", "pack.title"}
    if calendar is not None and calendar.state != "same" and not calendar.embedded:
        ignored |= {"calendar.digest"}
    if found.saved.estimate.tool.version != version:
        ignored |= SENTENCES
    ignored |= {"origin"} if "origin" in found.saved.content else BY_DAY
    differences = Differences(frozenset(ignored), grown=True)
    if found.again is not None:
        differences.find(found.saved.content, found.again.content)
    return differences


def _lone(paths: Sequence[str]) -> Iterator[Message]:
    if paths:
        yield Message("verify_lone", {"keys": list(paths)})


def _pack(found: Found) -> RulesVerified:
    return _rules(found.pack, lambda saved, today: _seen(found, saved, today))


def _calendar(found: Found) -> RulesVerified | None:
    if found.calendar is None:
        return None
    checked = _rules(found.calendar, lambda saved, today: ())
    unknown = found.calendar.today is None and (found.refused or found.pack.today is None)
    return replace(checked, state="not_compared") if unknown else checked


def _rules(sides: Sides, seen: Callable[[Rules, Rules], Iterable[Changed]]) -> RulesVerified:
    """Return what became of a pack or calendar; `seen` tells it where its content is not saved."""
    saved, today = sides
    known, version = saved.content is not None, today.version if today else None
    state: State = "not_found"
    changes: Iterable[Changed] = ()
    if today is not None:
        state = "same" if today.digest == saved.digest else "changed"
    if today is not None and state == "changed":
        changes = _changes(saved.content, today.content) if known else seen(saved, today)
    return RulesVerified(saved.id, saved.version, version, state, known, tuple(changes))


def _changes(saved: Any, now: Any) -> Sequence[Changed]:
    """Return what has changed in rules: what can move a figure first."""
    differences = Differences()
    differences.find(saved, now)
    return sorted(differences.changed, key=lambda each: not WORDS.isdisjoint(each.path.split(".")))


def _seen(found: Found, saved: Rules, today: Rules) -> Iterator[Changed]:
    """Yield what can be seen of a pack's changes: versions, digests, and figures that are shown."""
    sides: list[dict[str, Any]] = []
    for each in (saved, today):
        told = {"id": each.id, "version": each.version, "digest": each.digest}
        sides.append(told | {f"extends.{name}": each.extends.get(name) for name in saved.extends})
    yield from _changes(*sides)
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
