"""Loading: from a command's arguments to a checked pack and profile, all issues at once."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

from crmtimeline import __version__
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import DEFAULT_PACK, LoadedPack, load_pack
from crmtimeline.files.profiles import check_holidays, check_keys, check_profile
from crmtimeline.files.yaml_tree import MOST_BYTES, Tree, read_tree
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language

if TYPE_CHECKING:
    from crmtimeline.model.brand import BrandShown
    from crmtimeline.model.claim import ClaimAnswer, Claimed

STANDARD_INPUT = "-"

Made = TypeVar("Made")


@dataclass(frozen=True)
class Loaded:
    """What an estimate is made from, and the language to make it in."""

    pack: LoadedPack
    profile: Profile
    calendar: Calendar | None
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
    return load_tree(tree, profile, pack, language, stream, issues)


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
) -> Loaded:
    """Return the pack and profile of a tree that was read from the file `profile`.

    Raises InputError with `issues`, which are those so far, and all others.
    """
    loaded = unless_wrong(lambda: pack_of(pack, profile, tree), issues)
    if tree is None or loaded is None:
        raise InputError([*issues, *(check_keys(tree)[1] if tree else [])])
    found, problems = _profile(profile, loaded, tree)
    issues += problems
    calendar = None
    if found is not None:
        calendar = unless_wrong(partial(_calendar, found, loaded, tree, _folder(profile)), issues)
        if calendar is not None or found.keys.start is not None:
            issues += check_holidays(found.keys, calendar or WEEKDAYS_ONLY, tree)
    if found is None or issues:
        raise InputError(issues)
    return Loaded(loaded, found, calendar, choose_language(language, found.keys.language, stream))


def unless_wrong(make: Callable[[], Made], issues: list[Issue]) -> Made | None:
    """Return what can be made; else keep its issues, and go on with what does not need it."""
    try:
        return make()
    except InputError as error:
        issues += error.issues
        return None


def _profile(file: str | None, pack: LoadedPack, tree: Tree) -> tuple[Profile | None, list[Issue]]:
    """Return the profile of a tree, with its ticked items checked, and all that is wrong in it."""
    label = None if file in (None, STANDARD_INPUT) else Path(str(file)).name
    found, problems = check_profile(pack.rules.pack, tree, label=label)
    if found is not None and found.keys.done:
        from crmtimeline.files.sources import check_done

        problems += check_done(found.keys.done, pack, tree)
    return found, problems


def _calendar(profile: Profile, pack: LoadedPack, tree: Tree, folder: Path) -> Calendar | None:
    """Return the profile's calendar, else its pack's if there are dates; None if neither names one.

    A path is relative to the folder of the file that it stands in.
    """
    from crmtimeline.files.calendars import load_calendar

    named = profile.keys.calendar
    if named is not None:
        return load_calendar(named, folder, tree.at("calendar"))
    named = pack.rules.pack.calendar
    if named is None or profile.keys.start is None:
        return None
    place = pack.tree.at("calendar")
    file = next(each for each in pack.files if each.tree.name == place.file)
    return load_calendar(named, file.path.parent, place)


def _folder(profile: str | None) -> Path:
    """Return the folder that a profile's paths are relative to."""
    return Path() if profile in (None, STANDARD_INPUT) else Path(str(profile)).parent


def _tree(profile: str | None) -> Tree:
    if profile is None:
        return Tree("--set", {}, {})
    return read_tree(*bytes_of(profile))


def bytes_of(file: str) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input, and what its places are called."""
    if file != STANDARD_INPUT:
        return read_bytes(Path(file), file), file
    if sys.stdin is None:
        raise InputError([Issue(Message("F103"), Place("<stdin>"))])
    return sys.stdin.buffer.read(MOST_BYTES + 1), "<stdin>"


def pack_of(option: str | None, profile: str | None, tree: Tree | None) -> LoadedPack:
    """Return the pack of the option, else of the profile beside its file, else the default."""
    if option is not None:
        return load_pack(option, Path(), Place("--pack"))
    written = tree.value.get("pack") if tree else None
    if tree is None or not isinstance(written, str):
        return load_pack(DEFAULT_PACK, Path(), Place(DEFAULT_PACK))
    return load_pack(written, _folder(profile), tree.at("pack"))


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
