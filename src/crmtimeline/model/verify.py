"""Verification: a saved estimate made again, and all that is no longer as it was saved.

Weeks are rounded to 0.01. The attribute docstrings are the descriptions in the published JSON
Schema `crmtimeline/verify/1`.
"""

from dataclasses import dataclass
from typing import Any, Literal

from crmtimeline.model.estimate import Sentence
from crmtimeline.model.figures import AtShares
from crmtimeline.model.origin import Tool
from crmtimeline.model.strict import Language, Result

State = Literal["same", "changed", "not_found", "not_compared"]
"""How something is today, against what was saved of it."""


@dataclass(frozen=True, eq=False, repr=False)
class Changed(Result):
    """A value that is not as it was saved."""

    path: str
    """Where it stands: keys joined by dots, an entry of a list by its id or its position from 0."""
    saved: Any
    """The value that was saved; null where there was none."""
    now: Any
    """The value now; null where there is none."""


@dataclass(frozen=True, eq=False, repr=False)
class RulesVerified(Result):
    """The pack, or the calendar, that the estimate was made with, and what it is today."""

    id: str
    saved_version: str | None
    version: str | None
    """The version today; null where it is not found."""
    state: State
    """Whether its content is the same today; a calendar is not compared where the pack that names
    it is not found, or refuses the profile."""
    embedded: bool
    """Whether its content was saved with the estimate, and so taken to make it again."""
    changes: tuple[Changed, ...]
    """What has changed in it; where its content was not saved, as far as the estimate shows it."""


@dataclass(frozen=True, eq=False, repr=False)
class ProfileVerified(Result):
    """The profile that the estimate was made of, against its file."""

    file: str | None
    """The file that it was compared with; null where it was compared with none."""
    state: State
    """Whether the file still says what was saved."""
    changes: tuple[Changed, ...]
    """What is changed in the file."""


@dataclass(frozen=True, eq=False, repr=False)
class WeeksMoved(Result):
    """The length of the whole, or of a phase, as it was saved and now."""

    id: str | None
    """The phase; null for the whole."""
    title: str | None
    """The phase's title; null for the whole."""
    saved: AtShares | None
    """Null where the phase was out of scope."""
    now: AtShares | None
    """Null where the phase is out of scope."""


@dataclass(frozen=True, eq=False, repr=False)
class Verification(Result):
    """A saved estimate made again."""

    schema: Literal["crmtimeline/verify/1"]
    """The name of this form."""
    tool: Tool
    language: Language
    """The language of all titles and sentences."""
    file: str
    """The file of the saved estimate."""
    name: str | None
    """The name in its profile."""
    identical: bool
    """Whether every value is as it was saved, and so is what it was made from."""
    contradicts: bool
    """Whether values differ though nothing that they were made from does: somebody changed them."""
    saved_tool: Tool
    """The program that made it."""
    profile: ProfileVerified
    pack: RulesVerified
    calendar: RulesVerified | None
    """Null where there are no dates, or no calendar."""
    compared: int
    """How many values were compared; 0 where it could not be made again."""
    differing: tuple[Changed, ...]
    """The values that are not as saved."""
    moved: tuple[WeeksMoved, ...]
    """The whole and each phase, where any of them is not as saved."""
    by_todays_rules: tuple[WeeksMoved, ...]
    """The same by the rules of today, where those in the file are others."""
    notes: tuple[Sentence, ...]
