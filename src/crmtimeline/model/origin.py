"""Origin: what a result was made from, and how, so that it can be made again."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crmtimeline.model.strict import Result


@dataclass(frozen=True, eq=False, repr=False)
class Tool(Result):
    """The program."""

    version: str


@dataclass(frozen=True, eq=False, repr=False)
class ProfileShown(Result):
    """The profile that was estimated."""

    name: str | None
    digest: str
    """SHA-256 of its content."""
    given: Mapping[str, Any]
    """The profile as written, settings of the command line included."""
    scope: str | None
    scope_title: str | None


@dataclass(frozen=True, eq=False, repr=False)
class PackShown(Result):
    """The rule pack that was used."""

    id: str
    version: str
    digest: str
    """SHA-256 of its resolved content."""
    title: str


@dataclass(frozen=True, eq=False, repr=False)
class PackFile(Result):
    """A pack that another one extends."""

    id: str | None
    version: str | None
    digest: str
    """SHA-256 of what its own file holds."""


@dataclass(frozen=True, eq=False, repr=False)
class Simulation(Result):
    """How the trials were made."""

    trials: int
    seed: int
    correlation: float
    """Correlation between the phases, 0-1."""
    project_spread: float
    """Standard deviation of log weeks of whole projects."""


@dataclass(frozen=True, eq=False, repr=False)
class Origin(Result):
    """What it takes to make an estimate again, besides the profile as given, trials and seed."""

    file: str | None
    """The name of the profile's file; null where it has none."""
    settings: tuple[str, ...]
    """What the command line set over the profile, as it was written there."""
    places: Mapping[str, str]
    """`file:line` of the keys of the profile that traces and warnings name."""
    today: datetime.date | None
    """The day that a deadline or progress was judged by; null where no day mattered."""
    extends: tuple[PackFile, ...]
    """The packs that the one used extends, the nearest first."""
    pack: Mapping[str, Any] | None = None
    """The resolved content of the pack, where that was asked for; keys as YAML spells them."""
    calendar: Mapping[str, Any] | None = None
    """The content of the calendar, where that was asked for and there are dates."""
