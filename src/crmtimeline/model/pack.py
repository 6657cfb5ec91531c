"""Pack: a rule pack, the inputs, phases, modifiers and promises that an estimate is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from crmtimeline.errors import Mark, Path
from crmtimeline.model.cite import Cite
from crmtimeline.model.days import MOST_WINDOWS, Freeze, Window
from crmtimeline.model.inputs import Input, Interval, Usual
from crmtimeline.model.origin import PackFile
from crmtimeline.model.risk import Risk
from crmtimeline.model.strict import LinkKind, StrictModel, Texts, Value
from crmtimeline.model.weeks import Weeks

ALL_PHASES = "all"
"""In `applies_to`: every phase of the pack."""

SIZE, EMPLOYEES, USERS = "company.size", "company.employees", "company.users"
"""The fields that choose a preset. `company.size` names it, so packs do not declare that one."""

LOAD = "integrations.load"
"""What listed or counted systems add up to."""

UNCERTAINTY = "uncertainty"
SECTIONS = (
    UNCERTAINTY,
    *("inputs", "presets", "scopes", "phases", "modifiers", "milestones", "stages", "assumptions"),
)
"""The parts of a pack that merge entry by entry with those of the pack it extends."""

MOST_FACTOR = 1000.0


def _number_or_triple(value: Any) -> str:
    return "triple" if isinstance(value, dict | FactorTriple) else "number"


class FactorTriple(StrictModel):
    """A factor that is itself uncertain: what it does to low, likely and high."""

    low: float = Field(gt=0, le=MOST_FACTOR, description="Factor on low.")
    likely: float = Field(gt=0, le=MOST_FACTOR, description="Factor on likely.")
    high: float = Field(gt=0, le=MOST_FACTOR, description="Factor on high.")


Factor = Annotated[
    Annotated[float, Field(gt=0, le=MOST_FACTOR), Tag("number")]
    | Annotated[FactorTriple, Tag("triple")],
    Discriminator(_number_or_triple),
]


class CitedWeeks(Weeks):
    """A range of weeks with its own source."""

    cite: Cite | None = Field(default=None, description="Where the range comes from.")


class WeeksBy(StrictModel):
    """A range of weeks for each level of an input."""

    reads: str = Field(description="The input that is read.")
    levels: dict[bool | str, CitedWeeks] = Field(description="The range at each of its levels.")
    cite: Cite | None = Field(default=None, description="Where the ranges come from.")


class When(StrictModel):
    """The condition under which a phase is in scope, on one input."""

    reads: str = Field(description="The input that is read.")
    min: float | None = Field(default=None, description="In scope from this number on.")
    max: float | None = Field(default=None, description="In scope up to this number.")
    values: list[Value] | None = Field(
        default=None, alias="is", description="In scope at these values."
    )


class Link(StrictModel):
    """A dependency on another phase, other than plain finish-to-start."""

    source: str = Field(alias="from", description="The predecessor.")
    kind: LinkKind = Field(default="FS", description="Which ends are tied.")
    lag_weeks: float = Field(default=0, ge=-520, le=520, description="Delay in weeks; may be < 0.")
    lag_share: float = Field(
        default=0, ge=-10, le=10, description="Delay as a share of the predecessor's weeks."
    )

    @property
    def lag(self) -> tuple[float, float]:
        """The delay in weeks and in shares of the predecessor."""
        return self.lag_weeks, self.lag_share


class Phase(StrictModel):
    """A stretch of work."""

    title: Texts | None = Field(default=None, description="What a person calls it.")
    weeks: CitedWeeks | None = Field(
        default=None, description="Its range before modifiers; 0-0: gate."
    )
    weeks_by: WeeksBy | None = Field(default=None, description="Its range by an input's level.")
    when: When | None = Field(default=None, description="When it is in scope at all.")
    after: list[str] = Field(default=[], description="Phases that finish before it starts.")
    links: list[Link] = Field(default=[], description="Ties of other kinds, or with a lag.")
    cite: Cite | None = Field(default=None, description="Where its range comes from.")

    @property
    def predecessors(self) -> tuple[str, ...]:
        """The phases it depends on in any way."""
        return (*self.after, *(link.source for link in self.links))


class Modifier(StrictModel):
    """A factor on the weeks of some phases, chosen by one input."""

    title: Texts | None = Field(default=None, description="What a person calls it.")
    reads: str = Field(description="The input that is read.")
    levels: dict[bool | str, Factor] | None = Field(
        default=None, description="Factor at each level of the input."
    )
    curve: dict[float, Annotated[float, Field(gt=0, le=MOST_FACTOR)]] | None = Field(
        default=None,
        min_length=2,
        description="Factor at some numbers; linear in the logarithms between, flat beyond them.",
    )
    applies_to: dict[str, Annotated[float, Field(gt=0, le=10)]] = Field(
        min_length=1, description="Strength per phase (factor ** strength); `all` is every phase."
    )
    cite: Cite | None = Field(default=None, description="Where the factors come from.")


class UsersEnd(StrictModel):
    """Where a preset ends, in users."""

    high: float = Field(gt=0, description="The most users.")


class Preset(StrictModel):
    """Usual values of a company of one size."""

    title: Texts | None = Field(default=None, description="What a person calls the size.")
    employees: Interval = Field(description="From how many to how many employees.")
    users: UsersEnd | None = Field(default=None, description="Up to how many users.")
    inputs: dict[str, Usual] = Field(default={}, description="Usual values at this size.")
    cite: Cite | None = Field(default=None, description="Where they come from.")


class Scope(StrictModel):
    """A named window on the project."""

    title: Texts | None = Field(default=None, description="What a person calls it.")
    skip: list[str] = Field(default=[], description="Phases that are left out.")


class Milestone(StrictModel):
    """Something to expect after a phase."""

    title: Texts | None = Field(default=None, description="What a person calls it.")
    after: str = Field(description="The phase whose end it counts from.")
    weeks: CitedWeeks = Field(description="How long after that.")
    cite: Cite | None = Field(default=None, description="Where the range comes from.")


class Titled(StrictModel):
    """A stage of the checklist, or an assumption: what the ranges rely on, or leave out."""

    title: Texts = Field(description="What a person reads.")
    cite: Cite | None = Field(default=None, description="Who says so.")


class Figure(StrictModel):
    """One of the common causes."""

    value: float = Field(ge=0, le=1, description="Its size.")
    cite: Cite | None = Field(default=None, description="Where it comes from.")


class Uncertainty(StrictModel):
    """The common causes; 0 where left out."""

    correlation: Figure | None = Field(
        default=None, description="How strongly phases slip together: their normals' correlation."
    )
    project_spread: Figure | None = Field(
        default=None, description="How much projects differ: standard deviation of log weeks."
    )
    cite: Cite | None = Field(default=None, description="Where both come from.")


class Expect(StrictModel):
    """What a case promises of the simulated P10-P90 of the whole, or of one phase."""

    phase: str | None = Field(default=None, description="The phase; else the whole.")
    weeks: Interval | None = Field(default=None, description="The claimed range, in weeks.")
    median_within: bool | None = Field(
        default=None,
        description="P50 lies in the claimed range; promised too where no overlap is.",
    )
    overlap: float | None = Field(
        default=None, ge=0, le=1, description="Least intersection over union of the two ranges."
    )
    p90_over: float | None = Field(default=None, gt=0, description="P90 is at least this.")


class Case(StrictModel):
    """A promise of the pack: for this profile, that result."""

    profile: dict[str, Any] = Field(description="A profile, as in a file of its own.")
    expect: Expect = Field(description="What must come out.")
    cite: Cite | None = Field(default=None, description="Who claims it.")


class Pack(StrictModel):
    """A rule pack, after `extends` is resolved."""

    format: Literal[1] = Field(description="The version of this file format.")
    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="The pack's own name.")
    version: str = Field(min_length=1, description="The version of its figures.")
    title: Texts = Field(description="What a person calls it.")
    extends: str | None = Field(default=None, description="One parent, by id or relative path.")
    sources: str | dict[str, Any] | None = Field(
        default=None, description="Sources, here or in a file beside."
    )
    checklist: str | dict[str, Any] | None = Field(
        default=None, description="Checklist items, here or in a file beside."
    )
    calendar: str | None = Field(
        default=None, description="The working calendar: an id, or a path to a file."
    )
    closures: list[Window] = Field(
        default=[], max_length=MOST_WINDOWS, description="When nothing is worked."
    )
    freezes: list[Freeze] = Field(
        default=[], max_length=MOST_WINDOWS, description="When a phase may not start."
    )
    go_live: str = Field(default="go-live", description="The phase that freezes hold back.")
    uncertainty: Uncertainty = Field(default=Uncertainty(), description="The common causes.")
    inputs: dict[str, Input] = Field(default={}, description="Profile fields, by dotted name.")
    presets: dict[str, Preset] = Field(
        default={}, description="Usual values by company size, smallest first."
    )
    scopes: dict[str, Scope] = Field(default={}, description="Named windows on the project.")
    phases: dict[str, Phase] = Field(min_length=1, description="The stretches of work.")
    modifiers: dict[str, Modifier] = Field(default={}, description="Factors, in this order.")
    milestones: dict[str, Milestone] = Field(default={}, description="What comes after go-live.")
    stages: dict[str, Titled] = Field(default={}, description="Titles of checklist stages.")
    assumptions: dict[str, Titled] = Field(
        default={}, description="What the ranges rely on, or leave out."
    )
    risks: list[Risk] = Field(default=[], description="What may go wrong.")
    cases: dict[str, Case] = Field(default={}, description="What the pack promises.")


@dataclass(frozen=True)
class RulePack:
    """A checked pack with a digest of its content and the places of its entries.

    `labels` name the marks' files relative to the pack's folder, the same on any machine. `parents`
    are what it extends, the nearest first.
    """

    pack: Pack
    digest: str
    marks: Mapping[Path, Mark]
    labels: Mapping[str, str]
    parents: tuple[PackFile, ...] = ()

    def place(self, *path: Any) -> str:
        """Return `file:line` of the entry at `path`, or of the nearest one around it."""
        while path not in self.marks:
            path = path[:-1]
        mark = self.marks[path]
        return f"{self.labels[mark.file]}:{mark.key_line + 1}"
