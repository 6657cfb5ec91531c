"""API: estimates from Python, by the readers and the engine of the command line.

Nothing here reads the clock, the environment or the locale: equal arguments give equal estimates.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from operator import index
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from crmtimeline import __version__, errors
from crmtimeline.engine.estimate import estimate as make
from crmtimeline.engine.settings import DEFAULT_SEED, DEFAULT_TRIALS, Settings
from crmtimeline.errors import Issue, Place
from crmtimeline.files import packs
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.packs import DEFAULT_PACK, LoadedPack
from crmtimeline.files.plain_tree import plain_tree
from crmtimeline.files.project import (
    LoadedProject,
    Written,
    load_project,
    pack_named,
    unless_wrong,
)
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import LANGUAGES, Language

ProfileSource = str | PathLike[str] | Mapping[str, Any]
"""A profile: the path of its file, or its fields as a mapping."""

PackSource = str | PathLike[str]
"""A pack: the id of a shipped one, or the path of a file."""

NAME = "profile"
"""What places call a profile that has no file: `profile:company.employees`."""


class InputError(errors.InputError):
    """A profile, pack or calendar that cannot be used; its text has a line for each issue.

    `issues` holds them with their places and codes, which `rules/README.md` explains.
    """

    def __init__(self, issues: tuple[Issue, ...], language: Language) -> None:
        super().__init__(issues)
        self.language: Language = language

    def __str__(self) -> str:
        from crmtimeline.render.issue_lines import issue_lines
        from crmtimeline.render.layout import plain

        return plain(issue_lines(self.issues, self.language)).rstrip("\n")

    def __reduce__(self) -> tuple[type["InputError"], tuple[Any, ...]]:
        return type(self), (self.issues, self.language)


def load_pack(pack: PackSource = DEFAULT_PACK) -> LoadedPack:
    """Return a rule pack, with what it extends, checked.

    `pack` is the id of a shipped pack or the path of a file. `.rules.pack` of what is returned
    holds the phases, inputs and modifiers. Raises InputError.
    """
    with _readable("en"):
        return packs.load_pack(fspath(pack), Path(), Place("pack"))


def load_profile(
    profile: ProfileSource, pack: LoadedPack | PackSource | None = None
) -> LoadedProject:
    """Return a profile, checked against its pack, with that pack and its calendar.

    `profile` is the path of a YAML file, or a mapping of the fields that such a file has; numbers
    of numpy and dates count as numbers and dates do there. The pack is `pack`, else the one that
    the profile names, else the default. Raises InputError with all that is wrong.
    """
    with _readable("en"):
        written = _written(profile)
    return _loaded(written, pack)


def estimate(
    profile: LoadedProject | ProfileSource,
    pack: LoadedPack | PackSource | None = None,
    *,
    trials: int = DEFAULT_TRIALS,
    seed: int = DEFAULT_SEED,
    today: date | None = None,
    language: Language | None = None,
) -> Estimate:
    """Return how long a project takes, phase by phase and as a whole, in weeks and as dates.

    `profile` is what `load_profile` returns or takes, and `pack` replaces its pack. `trials` and
    `seed` are those of the simulation. `today` is the day that deadlines and progress are judged
    by; without one they are not. Titles and sentences are in `language`, else the profile's, else
    English. Raises InputError with all that is wrong in profile, pack and calendar, and ValueError
    or TypeError for a simulation that cannot be.

    >>> weeks = estimate({"company": {"employees": 300}}, trials=1_000).total.weeks
    >>> weeks.p50 < weeks.p80
    True
    """
    if isinstance(profile, LoadedProject):
        project = profile if pack is None else _loaded(profile.written, pack, language)
    else:
        with _readable(_known(language)):
            written = _written(profile)
        project = _loaded(written, pack, language)
    spoken = language or project.profile.keys.language or "en"
    settings = settings_of(spoken, trials, seed, today)
    with _readable(spoken):
        return make(project.pack.rules, project.profile, settings, project.calendar)


def settings_of(language: Language, trials: int, seed: int, today: date | None) -> Settings:
    """Return how to estimate. Raises ValueError or TypeError for what cannot be simulated."""
    trials, seed = index(trials), index(seed)
    if not 100 <= trials <= 1_000_000:
        raise ValueError(f"trials: expected 100 to 1,000,000, got {trials}")
    if seed < 0:
        raise ValueError(f"seed: expected 0 or more, got {seed}")
    if language not in LANGUAGES:
        raise ValueError(f"language: expected one of {', '.join(LANGUAGES)}, got {language!r}")
    day = today.date() if isinstance(today, datetime) else today
    return Settings(language, __version__, trials, seed, day)


def _written(profile: ProfileSource) -> Written:
    if isinstance(profile, Mapping):
        return Written(plain_tree(profile, NAME))
    path = Path(profile)
    return Written(read_tree(read_bytes(path, str(path)), str(path)), path.parent, path.name)


def _loaded(
    written: Written, pack: LoadedPack | PackSource | None, language: Language | None = None
) -> LoadedProject:
    """Return the project of a profile. Raises InputError in `language`, else the profile's own."""
    wanted = language or written.tree.value.get("language")
    with _readable(_known(wanted)):
        issues: list[Issue] = []
        if isinstance(pack, LoadedPack):
            return load_project(written, pack)
        option = None if pack is None else fspath(pack)
        found = unless_wrong(lambda: pack_named(option, written), issues)
        return load_project(written, found, issues)


def _known(language: object) -> Language:
    """Return a language that errors can be told in."""
    return next((each for each in LANGUAGES if each == language), "en")


@contextmanager
def _readable(language: Language) -> Iterator[None]:
    """Let an InputError out as one that says in sentences what is wrong."""
    try:
        yield
    except errors.InputError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(error.issues, language) from None
