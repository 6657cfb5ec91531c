"""ProjectChecklist: what to settle in one project, stage by stage, what is urgent there first.

The attribute docstrings are the descriptions in the JSON Schema `crmtimeline/checklist/1`.
"""

from dataclasses import dataclass, field
from typing import Literal

from crmtimeline.model.basis import Basis
from crmtimeline.model.cite import CiteShown
from crmtimeline.model.estimate import MilestoneEstimate, Sentence
from crmtimeline.model.origin import PackShown, ProfileShown, Simulation, Tool
from crmtimeline.model.strict import Language, Result, Value


@dataclass(frozen=True, eq=False, repr=False)
class ItemShown(Result):
    """Something to have done."""

    id: str
    """What the profile's `done` calls it."""
    title: str
    urgent: bool
    """Whether this project makes it urgent, done or not."""
    reason: Sentence | None
    """The input and the value that make it urgent; null where it is not."""
    assumed: bool
    """Whether the value that decides on its urgency is the usual one, not given."""
    done: bool
    """Whether the profile ticks it."""
    phase: str | None
    """The phase it belongs to."""
    rhythm: str | None
    """How often it comes back, where it is upkeep after go-live."""
    cite: CiteShown | None
    """Who asks for it."""

    @property
    def presses(self) -> bool:
        """Whether it is urgent and still open."""
        return self.urgent and not self.done


@dataclass(frozen=True, eq=False, repr=False)
class StageShown(Result):
    """A stage of the project with what to settle in it."""

    id: str | None
    """Null for items that belong to no stage."""
    title: str | None
    items: tuple[ItemShown, ...]
    """Urgent ones that are open first, else in the pack's order."""


@dataclass(frozen=True, eq=False, repr=False)
class Usually(Result):
    """An unknown input whose usual value decides what is urgent."""

    input: str
    title: str
    ask: str
    """The question to put to the customer."""
    assumed: Value
    """Its usual value."""
    shown: Value
    """What a person reads for it."""
    items: tuple[str, ...]
    """The items whose urgency it decides."""


@dataclass(frozen=True, eq=False, repr=False)
class Counts(Result):
    """How many items there are, upkeep included."""

    items: int
    """Items for the phases in scope."""
    done: int
    open: int
    urgent: int
    """Those that are urgent and open."""
    out_of_scope: int
    """Items that are left out because their phase is not in this project."""


@dataclass(frozen=True, eq=False, repr=False)
class ProjectChecklist(Result):
    """What to settle in a project, and what to expect of it."""

    schema: Literal["crmtimeline/checklist/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles and sentences."""
    profile: ProfileShown
    pack: PackShown
    simulation: Simulation
    """How the trials behind the milestones were made."""
    counts: Counts
    urgent: tuple[str, ...]
    """The items that are urgent and open, in the order of the stages, upkeep last."""
    stages: tuple[StageShown, ...]
    """Stages that have items, in the pack's order; each item but upkeep stands in one."""
    upkeep: tuple[ItemShown, ...]
    """What comes back after go-live, with its rhythm."""
    milestones: tuple[MilestoneEstimate, ...]
    """Benefits to expect after go-live."""
    usual: tuple[Usually, ...]
    """What was assumed to judge what is urgent."""
    basis: Basis = field(default_factory=Basis, kw_only=True)
