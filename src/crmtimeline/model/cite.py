"""Cite: where a figure comes from, and how sure its writer was."""

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from crmtimeline.model.strict import Language, Result, StrictModel, Texts, text_in

Basis = Literal["reported", "derived", "assumed", "fitted"]


@dataclass(frozen=True, eq=False, repr=False)
class CiteShown(Result):
    """Where a figure comes from, as one reader sees it."""

    basis: Basis
    """reported, derived, assumed or fitted."""
    source: str | None
    """The row of the source."""
    note: str | None
    """How, why, or from which data."""


class Cite(StrictModel):
    """The basis of a figure with its source row and a note."""

    basis: Basis = Field(
        description="reported: the source says it; derived: computed from a source, the note says "
        "how; assumed: nobody says it, the note says why; fitted: from data, the note says which."
    )
    source: str | None = Field(
        default=None, description="A source's row (S1.5), or its id where it has no rows."
    )
    note: str | Texts | None = Field(
        default=None, description="How, why, or from which data; in one language or in several."
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.source is None and self.basis in ("reported", "derived"):
            raise PydanticCustomError("cite_source", "source missing")
        if self.note is None and self.basis != "reported":
            raise PydanticCustomError("cite_note", "note missing")
        return self

    def shown(self, language: Language) -> CiteShown:
        """Return the cite as a reader of that language sees it."""
        note = self.note
        if note is not None and not isinstance(note, str):
            note = text_in(note, language, "")
        return CiteShown(self.basis, self.source, note)


def cite_shown(cite: Cite | None, language: Language) -> CiteShown | None:
    """Return a cite as a reader sees it, where there is one."""
    return None if cite is None else cite.shown(language)
