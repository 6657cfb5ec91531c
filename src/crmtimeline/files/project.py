"""Project: a profile with the pack and the calendar that it is estimated by, checked together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path as FilePath
from typing import TypeVar

from crmtimeline.errors import InputError, Issue, Place
from crmtimeline.files.packs import DEFAULT_PACK, LoadedPack, load_pack
from crmtimeline.files.profiles import check_holidays, check_keys, check_profile
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar
from crmtimeline.model.profile import Profile

Made = TypeVar("Made")


@dataclass(frozen=True)
class Written:
    """A profile before it is checked.

    Paths in it lead from `folder`. `label` is what results call its file, None where it has none.
    `settings` are what the command line put over it.
    """

    tree: Tree
    folder: FilePath = FilePath()
    label: str | None = None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class LoadedProject:
    """A checked profile, its pack, and the calendar that its dates follow; None without one."""

    written: Written
    pack: LoadedPack
    profile: Profile
    calendar: Calendar | None

    def __repr__(self) -> str:
        return f"LoadedProject({self.profile.keys.name}, {self.pack})"


def pack_named(option: str | None, written: Written | None) -> LoadedPack:
    """Return the pack of the option, else of the profile beside its file, else the default."""
    if option is not None:
        return load_pack(option, FilePath(), Place("--pack"))
    reference = written.tree.value.get("pack") if written else None
    if written is None or not isinstance(reference, str):
        return load_pack(DEFAULT_PACK, FilePath(), Place(DEFAULT_PACK))
    return load_pack(reference, written.folder, written.tree.at("pack"))


def load_project(
    written: Written | None,
    pack: LoadedPack | None,
    issues: Sequence[Issue] = (),
    *,
    calendar: Calendar | None = None,
    saved: bool = False,
) -> LoadedProject:
    """Return the project of a profile and a pack; `calendar` takes the place of the one named.

    What is `saved` has been checked once: its ticked items are not looked for again. Raises
    InputError with `issues`, which are those so far, and all others.
    """
    if written is None or pack is None:
        raise InputError([*issues, *(check_keys(written.tree)[1] if written else [])])
    tree = written.tree
    found, problems = check_profile(pack.rules.pack, tree, label=written.label)
    told = [*issues, *problems]
    if found is not None and found.keys.done and not saved:
        from crmtimeline.files.sources import check_done

        told += check_done(found.keys.done, pack, tree)
    if found is not None and calendar is None:
        calendar = unless_wrong(partial(_calendar, found, pack, written), told)
    if found is not None and (calendar is not None or found.keys.start is not None):
        told += check_holidays(found.keys, calendar or WEEKDAYS_ONLY, tree)
    if found is None or told:
        raise InputError(told)
    profile = replace(found, file=written.label, settings=written.settings)
    return LoadedProject(written, pack, profile, calendar)


def unless_wrong(make: Callable[[], Made], issues: list[Issue]) -> Made | None:
    """Return what can be made; else keep its issues, and go on with what does not need it."""
    try:
        return make()
    except InputError as error:
        issues += error.issues
        return None


def _calendar(profile: Profile, pack: LoadedPack, written: Written) -> Calendar | None:
    """Return the profile's calendar, else its pack's if there are dates; None if neither names one.

    A path is relative to the folder of the file that it stands in.
    """
    from crmtimeline.files.calendars import load_calendar

    named = profile.keys.calendar
    if named is not None:
        return load_calendar(named, written.folder, written.tree.at("calendar"))
    named = pack.rules.pack.calendar
    if named is None or profile.keys.start is None:
        return None
    place = pack.tree.at("calendar")
    folders = [each.path.parent for each in pack.files if each.tree.name == place.file]
    return load_calendar(named, folders[0] if folders else written.folder, place)
