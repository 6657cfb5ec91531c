"""Loading: from a command's arguments to a checked pack and profile, all issues at once."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from crmtimeline import __version__
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.overrides import override
from crmtimeline.files.project import (
    LoadedProject,
    Written,
    load_project,
    pack_named,
    unless_wrong,
)
from crmtimeline.files.yaml_tree import MOST_BYTES, Tree, read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language

if TYPE_CHECKING:
    from crmtimeline.model.brand import BrandShown
    from crmtimeline.model.claim import ClaimAnswer, Claimed

STANDARD_INPUT = "-"


@dataclass(frozen=True, repr=False)
class Loaded(LoadedProject):
    """What an estimate is made from, and the language to make it in."""

    language: Language


def load(
    profile: str | None,
    settings: Sequence[str],
    pack: str | None,
    language: str | None,
    speech: Speech,
    stream: TextIO | None = None,
) -> Loaded:
    """Return the pack and profile that the arguments name.

    `stream` is where the estimate will be shown, None a file or a program. `speech` learns the
    profile's language. Raises InputError with the issues of all files.
    """
    issues: list[Issue] = []
    tree = unless_wrong(lambda: _tree(profile), issues)
    if tree is not None:
        tree, slips = override(tree, settings)
        issues += slips
        speech.language = choose_language(language, tree.value.get("language"), sys.stderr)
    return load_tree(tree, profile, pack, language, stream, issues, settings)


def load_with_brand(load: Callable[[], Loaded], brand: str) -> tuple[Loaded, "BrandShown"]:
    """Return what is loaded, and the brand of a file. Raises InputError with the issues of both."""
    from crmtimeline.files.brands import load_brand

    issues: list[Issue] = []
    loaded, look = unless_wrong(load, issues), unless_wrong(lambda: load_brand(brand), issues)
    if loaded is None or look is None:
        raise InputError(issues)
    return loaded, look


def load_tree(
    tree: Tree | None,
    profile: str | None,
    pack: str | None,
    language: str | None,
    stream: TextIO | None,
    issues: list[Issue],
    settings: Sequence[str] = (),
) -> Loaded:
    """Return the pack and profile of a tree that was read from the file `profile`.

    `settings` are those that are in the tree already. Raises InputError with `issues`, which are
    those so far, and all others.
    """
    written = _written(profile, tree, settings)
    found = unless_wrong(lambda: pack_named(pack, written), issues)
    project = load_project(written, found, issues)
    spoken = choose_language(language, project.profile.keys.language, stream)
    return Loaded(**vars(project), language=spoken)


def _written(
    profile: str | None, tree: Tree | None, settings: Sequence[str] = ()
) -> Written | None:
    if tree is None:
        return None
    label = None if profile in (None, STANDARD_INPUT) else Path(str(profile)).name
    return Written(tree, folder_of(profile), label, tuple(settings))


def folder_of(file: str | None) -> Path:
    """Return the folder that the paths in a file lead from."""
    return Path() if file in (None, STANDARD_INPUT) else Path(str(file)).parent


def _tree(profile: str | None) -> Tree:
    if profile is None:
        return Tree("--set", {}, {})
    return read_tree(*bytes_of(profile))


def bytes_of(file: str, most: int = MOST_BYTES) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input, and what its places are called.

    One byte more than `most` at most.
    """
    if file != STANDARD_INPUT:
        return read_bytes(Path(file), file, most), file
    if sys.stdin is None:
        raise InputError([Issue(Message("F103"), Place("<stdin>"))])
    return sys.stdin.buffer.read(most + 1), "<stdin>"


def settings_of(loaded: Loaded, trials: int, seed: int, today: date | None = None) -> Settings:
    """Return how to estimate what was loaded."""
    return Settings(loaded.language, __version__, trials, seed, today)


def estimate_of(loaded: Loaded, trials: int, seed: int, today: str | None = None) -> Estimate:
    """Return the estimate of what was loaded; a deadline is judged by `today`, else the clock."""
    day = None
    keys = loaded.profile.keys
    if keys.deadline is not None or keys.progress:
        day = date.fromisoformat(today) if today else date.today()  # noqa: TID251
    settings = settings_of(loaded, trials, seed, day)
    return estimate(loaded.pack.rules, loaded.profile, settings, loaded.calendar)


def answer_of(loaded: Loaded, claimed: "Claimed", trials: int, seed: int) -> "ClaimAnswer":
    """Return the answer to a claim on what was loaded."""
    from crmtimeline.engine.claim import answer

    settings = Settings(loaded.language, __version__, trials, seed)
    return answer(loaded.pack.rules, loaded.profile, settings, claimed, loaded.calendar)
