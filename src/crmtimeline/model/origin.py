"""Origin: what a result was made from, and how, so that it can be made again."""

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
class Simulation(Result):
    """How the trials were made."""

    trials: int
    seed: int
    correlation: float
    """Correlation between the phases, 0-1."""
    project_spread: float
    """Standard deviation of log weeks of whole projects."""
