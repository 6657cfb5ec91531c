"""Source: a publication that figures come from, with its facts in rows."""

from pydantic import Field

from crmtimeline.model.cite import Cite
from crmtimeline.model.pack import When
from crmtimeline.model.strict import StrictModel, Texts


class Source(StrictModel):
    """One publication."""

    title: str | Texts = Field(description="Its title, in its own language or in several.")
    publisher: str | None = Field(default=None, description="Who published it, and when.")
    url: str | None = Field(default=None, description="Where to read it.")
    language: str | None = Field(default=None, description="The language it is written in.")
    rows: dict[str, Texts] = Field(
        default={}, description="Its facts in our words; cited as <source>.<row>."
    )


class ChecklistItem(StrictModel):
    """Something to have done, by whom the project will otherwise be held up."""

    title: Texts = Field(description="What to do, as an imperative.")
    stage: str | None = Field(default=None, description="The stage it belongs to.")
    phase: str | None = Field(
        default=None, description="The phase it belongs to: out of scope with it."
    )
    rhythm: Texts | None = Field(
        default=None, description="How often it comes back, where it is upkeep after go-live."
    )
    urgent_when: When | None = Field(default=None, description="When it comes first.")
    cite: Cite | None = Field(default=None, description="Who asks for it.")


class SourceBook(StrictModel):
    """All sources of a pack, by id."""

    sources: dict[str, Source]

    @property
    def in_order(self) -> tuple[str, ...]:
        """What can be cited: each row, and each source that has none."""
        return tuple(
            f"{name}.{row}" if row else name
            for name, source in self.sources.items()
            for row in (source.rows or [""])
        )


class Checklist(StrictModel):
    """All checklist items of a pack, by id."""

    checklist: dict[str, ChecklistItem]
