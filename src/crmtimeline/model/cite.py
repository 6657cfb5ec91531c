"""Cite: where a figure comes from, and how sure its writer was."""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from crmtimeline.model.strict import StrictModel

Basis = Literal["reported", "derived", "assumed", "fitted"]


class Cite(StrictModel):
    """The basis of a figure with its source row and a note."""

    basis: Basis = Field(
        description="reported: the source says it; derived: computed from a source (the note says "
        "how); assumed: nobody says it (the note says why); fitted: from data (the note says which)."
    )
    source: str | None = Field(
        default=None, description="A source's row (S1.5), or its id where it has no rows."
    )
    note: str | None = Field(default=None, description="How, why, or from which data.")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.source is None and self.basis in ("reported", "derived"):
            raise PydanticCustomError("cite_source", "source missing")
        if self.note is None and self.basis != "reported":
            raise PydanticCustomError("cite_note", "note missing")
        return self
