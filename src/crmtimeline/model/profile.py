"""Profile: what is known of one customer's project."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from crmtimeline.errors import Path, Place
from crmtimeline.model.days import MOST_WINDOWS, Freeze, IsoDate, Window
from crmtimeline.model.risk import Risk
from crmtimeline.model.strict import Language, StrictModel, Value
from crmtimeline.model.weeks import Weeks


class OwnRange(StrictModel):
    """A phase's range as the user knows it: replaces the rules."""

    weeks: Weeks = Field(description="The phase's range.")
    note: str | None = Field(default=None, description="Who says so.")


class PhaseProgress(StrictModel):
    """What has happened in one phase."""

    started: IsoDate | None = Field(default=None, description="First day worked.")
    finished: IsoDate | None = Field(default=None, description="Last day worked, once finished.")
    remaining_weeks: Weeks | None = Field(
        default=None, description="What is left of it, if you know better than the rules."
    )


class ProfileKeys(StrictModel):
    """The keys every profile may have, beside the inputs that its pack declares."""

    name: str | None = Field(default=None, description="The customer or project.")
    pack: str | None = Field(default=None, description="Rule pack: an id, or a path to a file.")
    language: Language | None = Field(default=None, description="The language of the output.")
    scope: str | None = Field(default=None, description="A named window of the pack.")
    skip: list[str] = Field(default=[], description="Phases that are not part of the project.")
    phases: dict[str, OwnRange] = Field(default={}, description="Ranges that replace the rules.")
    start: IsoDate | None = Field(default=None, description="First day of the project.")
    deadline: IsoDate | None = Field(default=None, description="The day it must be done by.")
    calendar: str | None = Field(
        default=None, description="The working calendar: an id, or a path to a file."
    )
    closures: list[Window] = Field(
        default=[], max_length=MOST_WINDOWS, description="When nothing is worked."
    )
    freezes: list[Freeze] = Field(
        default=[], max_length=MOST_WINDOWS, description="When a phase may not start."
    )
    progress: dict[str, PhaseProgress] = Field(default={}, description="What has happened.")
    as_of: IsoDate | None = Field(default=None, description="The day the progress was taken.")
    risks: list[Risk] = Field(default=[], description="What may go wrong.")
    done: list[str] = Field(default=[], description="Checklist items that are done.")


@dataclass(frozen=True)
class Profile:
    """A checked profile: its fixed keys, its inputs by dotted name, and where they stand.

    `given` is the profile as it was written, with `settings` from the command line applied; `file`
    is the name of its file. `places` are the lines of what traces and warnings name, `spots` the
    exact places of the fixed keys.
    """

    keys: ProfileKeys
    inputs: Mapping[str, Value]
    given: Mapping[str, Any]
    digest: str
    places: Mapping[str, Place]
    spots: Mapping[Path, Place]
    file: str | None = None
    settings: tuple[str, ...] = ()

    def spot(self, *path: Any) -> Place:
        """Return where the value of a fixed key stands, or of the nearest one around it."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path) or min(self.places.values(), default=Place("profile"))
