"""Saved estimate: what is read again of an estimate in JSON; keys added since may be missing."""

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from crmtimeline.model.strict import Language

ESTIMATE_FORM = "crmtimeline/estimate/1"


class _Saved(BaseModel):
    """A part of the document; keys that are not needed are passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class SavedProfile(_Saved):
    """The profile that was estimated."""

    name: str | None
    given: dict[str, Any]


class SavedPack(_Saved):
    """The pack that was used."""

    id: str
    version: str
    digest: str
    title: str


class SavedSimulation(_Saved):
    """How the trials were made."""

    trials: int = Field(ge=100, le=1_000_000)
    seed: int = Field(ge=0)
    correlation: float
    project_spread: float


class SavedSpread(_Saved):
    """Percentiles of a phase in weeks."""

    p10: float
    p50: float
    p80: float
    p90: float


class SavedTotalSpread(SavedSpread):
    """Percentiles of the whole in weeks."""

    p95: float


class SavedDates(_Saved):
    """Percentiles of the whole as dates."""

    p10: datetime.date
    p50: datetime.date
    p80: datetime.date
    p90: datetime.date
    p95: datetime.date


class SavedTotal(_Saved):
    """The length of the whole."""

    weeks: SavedTotalSpread
    finish_date: SavedDates | None


class SavedRange(_Saved):
    """A range of weeks, or of factors on them."""

    low: float
    likely: float
    high: float


class SavedStep(_Saved):
    """One step to the range of a phase."""

    step: str
    weeks: SavedRange | None
    factor: float | SavedRange | None
    value: Any


class SavedPhase(_Saved):
    """One phase in scope."""

    id: str
    title: str
    duration: SavedSpread
    in_scope: float
    trace: tuple[SavedStep, ...]


class SavedExcluded(_Saved):
    """One phase out of scope."""

    id: str
    title: str


class SavedCalendar(_Saved):
    """The calendar behind the dates."""

    id: str | None
    version: str | None
    digest: str | None


class SavedDeadline(_Saved):
    """A deadline and how likely it was met."""

    date: datetime.date
    probability: float
    today: datetime.date | None


class SavedPackFile(_Saved):
    """A pack that the one used extends."""

    id: str | None
    version: str | None
    digest: str


class SavedOrigin(_Saved):
    """What it takes to make it again."""

    file: str | None = None
    settings: tuple[str, ...] = ()
    places: dict[str, str] = {}
    today: datetime.date | None = None
    extends: tuple[SavedPackFile, ...] = ()
    pack: dict[str, Any] | None = None
    calendar: dict[str, Any] | None = None


class SavedTool(_Saved):
    """The program that made it."""

    version: str


class SavedEstimate(_Saved):
    """An estimate as `crmtimeline estimate -f json` prints it."""

    language: Language
    tool: SavedTool
    profile: SavedProfile
    pack: SavedPack
    simulation: SavedSimulation
    total: SavedTotal
    phases: tuple[SavedPhase, ...]
    excluded: tuple[SavedExcluded, ...]
    calendar: SavedCalendar | None
    deadline: SavedDeadline | None
    origin: SavedOrigin = SavedOrigin()
