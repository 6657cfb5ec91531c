"""Weeks: a range of durations that a person or a rule states, low, likely and high."""

from math import sqrt
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from crmtimeline.model.strict import StrictModel

MOST_WEEKS = 5200.0
"""A hundred years: more is a slip of the finger, and keeps arithmetic finite."""

WEEKS_OF = {"w": 1.0, "": 1.0, "m": 52 / 12}
"""Weeks of a week and of a month, by the letter behind a number; without one it is weeks."""

LEAST_WEEKS = 1e-3
"""Less than a minute of work: a range that begins lower begins at nothing, and has no shape."""


class Weeks(StrictModel):
    """A range of weeks: P10, P50 and P90. 0-0 is a gate, low == high a fixed length."""

    low: float = Field(ge=0, le=MOST_WEEKS, description="P10: one in ten is shorter, in weeks.")
    likely: float | None = Field(
        default=None,
        ge=0,
        le=MOST_WEEKS,
        description="P50, in weeks; the geometric mean of low and high where left out.",
    )
    high: float = Field(ge=0, le=MOST_WEEKS, description="P90: one in ten is longer, in weeks.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        low, likely, high = self.triple
        from_nothing = low < LEAST_WEEKS < high or low == 0 < high
        if not low <= likely <= high or from_nothing:
            raise PydanticCustomError("range_order", "range out of order")
        return self

    @property
    def triple(self) -> tuple[float, float, float]:
        """Low, likely and high, with likely as the geometric mean where it is not given."""
        if self.likely is not None:
            return self.low, self.likely, self.high
        fixed = self.low == self.high
        return self.low, self.low if fixed else sqrt(self.low * self.high), self.high
