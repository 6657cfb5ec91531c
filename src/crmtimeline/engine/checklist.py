"""Checklist: what to settle in this project, with what it makes urgent at the front.

Items go with their phases. What is not known is judged at its usual value, and said to be assumed.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.engine.scope import meets
from crmtimeline.errors import Message
from crmtimeline.model.checklist import (
    Counts,
    ItemShown,
    ProjectChecklist,
    StageShown,
    Usually,
)
from crmtimeline.model.cite import cite_shown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import Pack, When
from crmtimeline.model.profile import Profile
from crmtimeline.model.source import Checklist, ChecklistItem
from crmtimeline.model.strict import Language, text_in


def checklist_of(
    pack: Pack, profile: Profile, estimated: Estimate, checklist: Checklist
) -> ProjectChecklist:
    """Return the checklist of a profile that a pack estimates so.

    Every condition must be one that inputs of the pack can meet.
    """
    language = estimated.language
    phases = {phase.id for phase in estimated.phases}
    kept = {
        name: item
        for name, item in checklist.checklist.items()
        if item.phase is None or item.phase in phases
    }
    inputs = Inputs(pack, profile.inputs, estimated.simulation.seed, 1)
    done = frozenset(profile.keys.done)
    items = {name: _item(name, item, inputs, done, language) for name, item in kept.items()}
    stages = tuple(_stages(pack, kept, items, language))
    upkeep = _urgent_first([item for item in items.values() if item.rhythm is not None])
    urgent = [item.id for item in _in_order(stages, upkeep) if item.presses]
    return ProjectChecklist(
        schema="crmtimeline/checklist/1",
        tool=estimated.tool,
        language=language,
        profile=estimated.profile,
        pack=estimated.pack,
        simulation=estimated.simulation,
        counts=_counts(items, done, len(urgent), len(checklist.checklist)),
        urgent=tuple(urgent),
        stages=stages,
        upkeep=upkeep,
        milestones=estimated.milestones,
        usual=tuple(_usual(pack, kept, inputs, language)),
        basis=estimated.basis,
    )


def _counts(
    items: Mapping[str, ItemShown], done: AbstractSet[str], urgent: int, known: int
) -> Counts:
    return Counts(
        items=len(items),
        done=len(done & items.keys()),
        open=len(items.keys() - done),
        urgent=urgent,
        out_of_scope=known - len(items),
    )


def _in_order(stages: Sequence[StageShown], upkeep: Sequence[ItemShown]) -> Iterator[ItemShown]:
    for stage in stages:
        yield from stage.items
    yield from upkeep


def _item(
    name: str, item: ChecklistItem, inputs: Inputs, done: AbstractSet[str], language: Language
) -> ItemShown:
    when, reason, assumed = item.urgent_when, None, False
    if when is not None:
        read = inputs[when.reads]
        assumed = not read.given
        reason = _reason(when, read, language) if meets(when, read.value) else None
    return ItemShown(
        id=name,
        title=text_in(item.title, language, name),
        urgent=reason is not None,
        reason=reason,
        assumed=assumed,
        done=name in done,
        phase=item.phase,
        rhythm=text_in(item.rhythm, language, "") if item.rhythm else None,
        cite=cite_shown(item.cite, language),
    )


def _reason(when: When, read: Settled, language: Language) -> Message:
    """Return the sentence that says which value makes an item urgent, and from where on."""
    value = read.shown(language)
    yes_or_no = Message("yes") if value else Message("no")
    shown = yes_or_no if isinstance(value, bool) else value
    values = {"input": read.title(language), "value": shown}
    if when.values is None and when.min is not None and when.max is None:
        return Message("urgent_from", {**values, "bound": when.min})
    if when.values is None and when.max is not None and when.min is None:
        return Message("urgent_up_to", {**values, "bound": when.max})
    return Message("urgent_at", values)


def _stages(
    pack: Pack,
    kept: dict[str, ChecklistItem],
    items: dict[str, ItemShown],
    language: Language,
) -> Iterator[StageShown]:
    """Yield each stage that has items: the pack's, then others as written, then none at all."""
    written = [item.stage for item in kept.values() if item.stage is not None]
    for stage in (*dict.fromkeys([*pack.stages, *written]), None):
        inside = [
            items[name]
            for name, item in kept.items()
            if item.stage == stage and item.rhythm is None
        ]
        if inside:
            title = pack.stages[stage].title if stage in pack.stages else None
            shown = None if stage is None else text_in(title, language, stage)
            yield StageShown(stage, shown, _urgent_first(inside))


def _urgent_first(items: Sequence[ItemShown]) -> tuple[ItemShown, ...]:
    return tuple(sorted(items, key=lambda item: not item.presses))


def _usual(
    pack: Pack, kept: dict[str, ChecklistItem], inputs: Inputs, language: Language
) -> Iterator[Usually]:
    """Yield each unknown input that decides on an item's urgency, in the pack's order."""
    read = {name: item.urgent_when.reads for name, item in kept.items() if item.urgent_when}
    for name, declared in pack.inputs.items():
        decides = tuple(item for item, reads in read.items() if reads == name)
        if decides and not (settled := inputs[name]).given:
            yield Usually(
                input=name,
                title=settled.title(language),
                ask=text_in(declared.ask, language, settled.title(language)),
                assumed=settled.value,
                shown=settled.shown(language),
                items=decides,
            )
