"""Origin: what a result was made from, and how, so that it can be made again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class ProfileUsed(ProfileShown):
    """The profile that was estimated, with all that it takes to read it again."""

    file: str | None = None
    """The name of its file; null where it has none."""
    settings: tuple[str, ...] = ()
    """What the command line set over it, as it was written there."""
    places: Mapping[str, str] = field(default_factory=dict)
    """`file:line` of the keys that traces and warnings name."""


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
class PackUsed(PackShown):
    """The rule pack that was used, with what it extends."""

    extends: tuple[PackFile, ...] = ()
    """What it extends, the nearest first."""
    embedded: Mapping[str, Any] | None = None
    """Its resolved content, where that is saved too: keys as YAML spells them."""


@dataclass(frozen=True, eq=False, repr=False)
class Simulation(Result):
    """How the trials were made."""

    trials: int
    seed: int
    correlation: float
    """Correlation between the phases, 0-1."""
    project_spread: float
    """Standard deviation of log weeks of whole projects."""
