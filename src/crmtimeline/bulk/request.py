"""Request: what is asked of a batch besides its profiles; it can be handed to another process."""

from dataclasses import dataclass
from datetime import date

from crmtimeline import __version__
from crmtimeline.bulk.columns import WHOLE, Column
from crmtimeline.engine.settings import DEFAULT_SEED, DEFAULT_TRIALS, Settings
from crmtimeline.model.strict import LANGUAGES, Language


@dataclass(frozen=True)
class Request:
    """How to estimate every profile, and which columns to add to its row.

    `pack` and `language` replace those of the profiles, `settings` are put over each; `keep` names
    the fields that are no part of a profile and are repeated in its row.
    """

    pack: str | None = None
    settings: tuple[str, ...] = ()
    language: Language | None = None
    trials: int = DEFAULT_TRIALS
    seed: int = DEFAULT_SEED
    today: date | None = None
    columns: tuple[Column, ...] = ()
    keep: tuple[str, ...] = ()

    @property
    def wants_phases(self) -> bool:
        """Whether a column needs more than the whole."""
        return any(column.part != WHOLE for column in self.columns)

    def spoken(self, profile: object) -> Language:
        """Return the language of a row: the one asked for, else the profile's, else English."""
        if self.language is not None:
            return self.language
        return next((each for each in LANGUAGES if each == profile), "en")

    def settings_in(self, language: Language) -> Settings:
        """Return how to estimate a profile."""
        return Settings(language, __version__, self.trials, self.seed, self.today, traced=False)
