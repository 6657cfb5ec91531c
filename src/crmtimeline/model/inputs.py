"""Input: a profile field that rules read, with its usual value and how it varies."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from crmtimeline.model.cite import Cite
from crmtimeline.model.strict import StrictModel, Texts, Value

WEIGHT_TOLERANCE = 1e-6
"""How far a sum of weights may be from 1: they are written with a few decimals."""

MOST = 1e15
"""The largest number an input may hold: every whole number up to it is exact."""


class Interval(StrictModel):
    """Two ends; of a distribution its P10 and P90, about their geometric mean."""

    low: float = Field(gt=0, le=MOST, description="The lower end.")
    high: float = Field(gt=0, le=MOST, description="The upper end.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise PydanticCustomError("range_order", "range out of order")
        return self


class Bounds(StrictModel):
    """That an input is a number, and what it may be."""

    min: float | None = Field(default=None, ge=-MOST, description="The least it may be.")
    max: float | None = Field(default=None, le=MOST, description="The most it may be.")


class Usual(StrictModel):
    """The usual value of an input and the distribution it is drawn from while unknown."""

    assume: Value | None = Field(
        default=None,
        description="The usual value; else the weighted median, or the middle of the range.",
    )
    weights: dict[Value, float] | None = Field(
        default=None, description="Share of projects per value; they sum to 1."
    )
    range: Interval | None = Field(default=None, description="P10 and P90 of a number.")
    cite: Cite | None = Field(default=None, description="Where the usual value comes from.")

    @model_validator(mode="after")
    def _distribution(self) -> Self:
        if self.weights is not None and self.range is not None:
            raise PydanticCustomError("two_distributions", "weights and range")
        if self.weights is not None and (
            min(self.weights.values(), default=-1) < 0
            or abs(sum(self.weights.values()) - 1) > WEIGHT_TOLERANCE
        ):
            raise PydanticCustomError(
                "weights_sum", "weights", {"sum": round(sum(self.weights.values()), 6)}
            )
        return self

    @property
    def is_given(self) -> bool:
        """Whether anything at all is said about the value."""
        return not (self.assume is None and self.weights is None and self.range is None)


class Lever(StrictModel):
    """A change of an input that shortens the project: one level easier, or a step of a number."""

    acts: Literal["customer", "vendor", "both"] = Field(description="Who has to act.")
    step: float | None = Field(default=None, description="For a number: what one step adds.")
    title: Texts | None = Field(default=None, description="What to do, as an imperative.")
    cite: Cite | None = Field(default=None, description="Who says that it helps.")


class Input(Usual):
    """A field of the profile that rules may read."""

    title: Texts | None = Field(default=None, description="What a person calls it.")
    ask: Texts | None = Field(default=None, description="The question to put to the customer.")
    levels: list[bool | str] | None = Field(
        default=None, min_length=1, description="The values it can have, easiest first."
    )
    labels: dict[bool | str, Texts] | None = Field(
        default=None, description="What a person reads for a level."
    )
    number: Bounds | None = Field(default=None, description="That it is a number, with bounds.")
    interfaces: dict[str, Annotated[float, Field(ge=0, le=1000)]] | None = Field(
        default=None, description="What one listed system of each kind of interface counts."
    )
    otherwise: str | None = Field(
        default=None, alias="else", description="The input that stands in where this is not given."
    )
    lever: Lever | None = Field(default=None, description="How it can be made easier.")

    @property
    def level_values(self) -> tuple[bool | str, ...] | None:
        """The levels, easiest first, or None for a number."""
        if self.levels is not None:
            return tuple(self.levels)
        if self.number is not None or self.range is not None or self.interfaces is not None:
            return None
        written = tuple(self.weights or (() if self.assume is None else (self.assume,)))
        levels = tuple(value for value in written if isinstance(value, bool | str))
        return levels if levels and len(levels) == len(written) else None
