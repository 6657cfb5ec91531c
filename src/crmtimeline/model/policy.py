"""Policy: the rules that profiles are held to before a quote goes out, as people write them."""

from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field

from crmtimeline.errors import Place
from crmtimeline.model.days import IsoDate
from crmtimeline.model.inputs import Bounds
from crmtimeline.model.strict import StrictModel, Texts, Value
from crmtimeline.model.weeks import MOST_WEEKS

Action = Literal["deny", "warn"]
Kind = Literal[
    "weeks", "finish", "change", "deadline", "unknown", "assumed", "ratio", "require", "packs"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a rule can limit: exactly one of these is given."""

Percentile = Literal[10, 50, 80, 90, 95]

Values = Annotated[list[Value], Field(min_length=1)]

USUAL_PERCENTILE: Percentile = 80
"""The percentile that is quoted."""

OF_PHASES = (10, 50, 80, 90)
"""The percentiles that a phase has; the whole has P95 too."""


class WeeksLimit(StrictModel):
    """How long the whole or a phase may take."""

    phase: str | None = Field(default=None, description="The phase; else the whole project.")
    at: Percentile = Field(default=USUAL_PERCENTILE, description="The percentile that counts.")
    max: float = Field(ge=0, le=MOST_WEEKS, description="The most weeks.")


class FinishLimit(StrictModel):
    """By when the whole or a phase must be done; the profile needs a start."""

    phase: str | None = Field(default=None, description="The phase; else the whole project.")
    at: Percentile = Field(default=USUAL_PERCENTILE, description="The percentile that counts.")
    by: IsoDate = Field(description="The last day.")


class ChangeLimit(StrictModel):
    """How much longer than its baseline the whole or a phase may be."""

    phase: str | None = Field(default=None, description="The phase; else the whole project.")
    at: Percentile = Field(default=USUAL_PERCENTILE, description="The percentile that counts.")
    max: float = Field(
        ge=-MOST_WEEKS, le=MOST_WEEKS, description="The most weeks that are added; 0 for none."
    )


class LeastShare(StrictModel):
    """A share that must be reached."""

    min: float = Field(ge=0, le=1, description="The least share, 0-1.")


class MostShare(StrictModel):
    """A share that may not be exceeded."""

    max: float = Field(ge=0, le=1, description="The largest share, 0-1.")


class MostRatio(StrictModel):
    """A ratio that may not be exceeded."""

    max: float = Field(ge=1, le=MOST_WEEKS, description="The largest ratio, from 1 on.")


class PackLimit(StrictModel):
    """Which versions of a pack are allowed; all where nothing is said."""

    version: str | None = Field(default=None, min_length=1, description="Exactly this version.")
    at_least: str | None = Field(
        default=None,
        min_length=1,
        description="This version or a later one: numbers in it compare as numbers.",
    )


class PolicyRule(StrictModel):
    """One rule: what is limited, for which profiles, and what a failure means."""

    action: Action = Field(description="What a failure does: deny ends with exit code 4.")
    message: str | Texts | None = Field(
        default=None, description="What to tell whoever fails it: why, and whom to ask."
    )
    when: dict[str, Values | Bounds] = Field(
        default={},
        description="Inputs and the values, or the range, at which the rule holds. An input that "
        "is not known spares nobody.",
    )
    weeks: WeeksLimit | None = Field(default=None, description="A length.")
    finish: FinishLimit | None = Field(default=None, description="A day.")
    change: ChangeLimit | None = Field(default=None, description="A growth over the baseline.")
    deadline: LeastShare | None = Field(
        default=None, description="The probability that the profile's own deadline is met."
    )
    unknown: MostShare | None = Field(
        default=None, description="The share of the variance that unknown inputs explain."
    )
    assumed: MostShare | None = Field(
        default=None, description="The share of the figures acting here that nobody reports."
    )
    ratio: MostRatio | None = Field(
        default=None,
        description="P80 over P50 of the whole: how far a quote may be from the middle.",
    )
    require: list[str] | None = Field(
        default=None,
        min_length=1,
        description="Inputs, and fields such as `start`, that the profile must give.",
    )
    packs: dict[str, PackLimit] | None = Field(
        default=None, min_length=1, description="The packs that are allowed, by id."
    )


class Policy(StrictModel):
    """What profiles are held to."""

    rules: dict[str, PolicyRule] = Field(min_length=1, description="The rules by name.")


class NamedRule(NamedTuple):
    """A rule with its name and where it stands."""

    name: str
    rule: PolicyRule
    place: Place

    @property
    def kind(self) -> Kind:
        """What it limits: one of `KINDS`."""
        return next(kind for kind in KINDS if getattr(self.rule, kind) is not None)

    @property
    def phase(self) -> str | None:
        """The phase that it limits; None where it is about the whole."""
        return getattr(getattr(self.rule, self.kind), "phase", None)
