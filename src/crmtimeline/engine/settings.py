"""Settings: the arguments of an estimate that are not about the customer."""

from dataclasses import dataclass
from datetime import date

from crmtimeline.model.strict import Language

DEFAULT_TRIALS = 10_000
DEFAULT_SEED = 1


@dataclass(frozen=True)
class Settings:
    """How to estimate: the arguments that are not about the customer.

    `today` is the day by which a start is past, None where that is not asked. `traced` says whether
    phases tell how their ranges came about, which takes a fifth of the time.
    """

    language: Language
    version: str
    trials: int = DEFAULT_TRIALS
    seed: int = DEFAULT_SEED
    today: date | None = None
    traced: bool = True
