"""Loading: from a command's arguments to a checked pack and profile, all issues at once."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from crmtimeline import __version__
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import DEFAULT_PACK, LoadedPack, load_pack
from crmtimeline.files.profiles import check_keys, check_profile
from crmtimeline.files.yaml_tree import MOST_BYTES, Tree, read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Loaded:
    """What an estimate is made from, and the language to make it in."""

    pack: LoadedPack
    profile: Profile
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
    tree: Tree | None = None
    loaded: LoadedPack | None = None
    try:
        tree, slips = override(_tree(profile), settings)
        issues += slips
        wanted = tree.value.get("language")
        speech.language = choose_language(language, wanted, sys.stderr)
    except InputError as error:
        issues += error.issues
    try:
        loaded = _pack(pack, profile, tree)
    except InputError as error:
        issues += error.issues
    if tree is None or loaded is None:
        raise InputError([*issues, *(check_keys(tree)[1] if tree else [])])
    label = None if profile in (None, STANDARD_INPUT) else Path(str(profile)).name
    found, problems = check_profile(loaded.rules.pack, tree, label=label)
    if found is not None and found.keys.done:
        from crmtimeline.files.sources import check_done

        problems += check_done(found.keys.done, loaded, tree)
    if found is None or problems or issues:
        raise InputError([*issues, *problems])
    return Loaded(loaded, found, choose_language(language, found.keys.language, stream))


def _tree(profile: str | None) -> Tree:
    if profile is None:
        return Tree("--set", {}, {})
    if profile == STANDARD_INPUT:
        if sys.stdin is None:
            raise InputError([Issue(Message("F103"), Place("<stdin>"))])
        return read_tree(sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>")
    return read_tree(read_bytes(Path(profile), profile), profile)


def _pack(option: str | None, profile: str | None, tree: Tree | None) -> LoadedPack:
    """Return the pack of the option, else of the profile beside its file, else the default."""
    if option is not None:
        return load_pack(option, Path(), Place("--pack"))
    written = tree.value.get("pack") if tree else None
    if tree is None or not isinstance(written, str):
        return load_pack(DEFAULT_PACK, Path(), Place(DEFAULT_PACK))
    beside = Path() if profile in (None, STANDARD_INPUT) else Path(str(profile)).parent
    return load_pack(written, beside, tree.at("pack"))


def estimate_of(loaded: Loaded, trials: int, seed: int) -> Estimate:
    """Return the estimate of what was loaded."""
    settings = Settings(loaded.language, __version__, trials, seed)
    return estimate(loaded.pack.rules, loaded.profile, settings)
