"""Citations: the rows of the sources that an estimate and its checklist rest on."""

from collections.abc import Iterator

from crmtimeline.model.cite import CiteShown
from crmtimeline.model.handover import Handover
from crmtimeline.render.checklist import sections


def cited(handover: Handover) -> list[str]:
    """Return what is cited of the sources that are known, in their order."""
    found = {cite.source for cite in _cites(handover) if cite is not None}
    return [source for source in handover.publications if source in found]


def _cites(handover: Handover) -> Iterator[CiteShown | None]:
    estimate = handover.estimate
    for phase in estimate.phases:
        yield from (step.cite for step in phase.trace)
    yield from (milestone.cite for milestone in estimate.milestones)
    yield from (assumption.cite for assumption in estimate.assumptions)
    for _, items in sections(handover.checklist):
        yield from (item.cite for item in items)
