"""Saved estimates: JSON that `estimate` printed, read again and made a project again.

Issues: F107 and F116.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.embedded import embedded_calendar, embedded_pack
from crmtimeline.files.json_text import read_json
from crmtimeline.files.packs import LoadedPack, load_pack
from crmtimeline.files.plain_tree import place_in, plain_tree
from crmtimeline.files.project import LoadedProject, Written, load_project, pack_named
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.compare import (
    Chance,
    EstimateCompared,
    PhaseCompared,
    TotalCompared,
)
from crmtimeline.model.figures import AtShares, Spread, TotalDates, TotalSpread
from crmtimeline.model.origin import PackShown, Simulation
from crmtimeline.model.saved import ESTIMATE_FORM, SavedEstimate
from crmtimeline.model.verdict import Baseline, BaselineShown

_FORMS = "crmtimeline/"
_LINE = re.compile(r"(.+):([0-9]{1,9})", re.DOTALL)
_PACK_KEYS = {"format", "id", "version"}


@dataclass(frozen=True)
class SavedFile:
    """A saved estimate: what is needed of it, all of it, and the profile in it as a tree."""

    name: str
    estimate: SavedEstimate
    document: Mapping[str, Any]
    tree: Tree


def read_saved(data: bytes, name: str) -> SavedFile | None:
    """Return the saved estimate of a file's bytes, or None where it is no document of this program.

    Raises InputError F107 for a document of another form, or one that is not whole.
    """
    document = _document(data, name)
    form = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(form, str) or not form.startswith(_FORMS):
        return None
    if form != ESTIMATE_FORM:
        raise InputError([Issue(Message("F107", {"got": form}), Place(name))])
    return _saved(document, name, "F107")


def read_estimate(data: bytes, name: str) -> SavedFile:
    """Return the saved estimate of a file's bytes, which is nothing else.

    Raises InputError F104, F105 or F115 for what is no JSON, F116 for other JSON.
    """
    document = read_json(data, name)
    form = document.get("schema") if isinstance(document, dict) else None
    if form != ESTIMATE_FORM:
        got = form if isinstance(form, str) else Message("no_schema", {"form": ESTIMATE_FORM})
        raise InputError([Issue(Message("F116", {"got": got}), Place(name))])
    return _saved(document, name, "F116")


def _saved(document: Mapping[str, Any], name: str, code: str) -> SavedFile:
    try:
        estimate = SavedEstimate.model_validate(document)
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        got = Message("estimate_without", {"key": key})
        raise InputError([Issue(Message(code, {"got": got}), Place(name))]) from None
    tree = plain_tree(estimate.profile.given, name, "profile.given")
    return SavedFile(name, estimate, document, tree)


def pack_of_saved(saved: SavedFile, option: str | None, folder: Path) -> LoadedPack:
    """Return the pack of the option, else of the profile, else (where that is another) of the id.

    Raises InputError where it is not found or broken.
    """
    wanted = saved.estimate.pack.id
    if option is not None or saved.tree.value.get("pack") is not None:
        found = pack_named(option, Written(saved.tree, folder))
        if option is not None or found.rules.pack.id == wanted:
            return found
    return load_pack(wanted, folder, place_in(saved.name, "pack.id"))


def rules_of_saved(
    saved: SavedFile, option: str | None, folder: Path
) -> tuple[LoadedPack, Calendar | None]:
    """Return the pack of an estimate, and its calendar if it carries one, those in it first.

    Raises InputError.
    """
    pack, days = saved.estimate.origin.pack, saved.estimate.origin.calendar
    return (
        embedded_pack(pack, saved.name)
        if pack is not None
        else pack_of_saved(saved, option, folder),
        embedded_calendar(days, saved.name) if days is not None else None,
    )


def saved_project(
    saved: SavedFile, pack: LoadedPack, folder: Path, calendar: Calendar | None = None
) -> LoadedProject:
    """Return the very project that an estimate was made of, by a pack.

    Paths lead from `folder`; `calendar` takes the place of the one named. Raises InputError for
    what the pack does not take.
    """
    written = saved.estimate.origin
    project = load_project(
        Written(saved.tree, folder, written.file, written.settings),
        pack,
        calendar=calendar,
        saved=True,
    )
    places = _places(saved, project.profile.places)
    return replace(project, profile=replace(project.profile, places=places))


def _places(saved: SavedFile, places: Mapping[str, Place]) -> dict[str, Place]:
    """Return where the keys of a profile stood in its file; else where they stand in the estimate.

    The order is that of the file in both cases.
    """
    written = saved.estimate.origin.places
    order = {mark.file: at for at, mark in enumerate(saved.tree.marks.values(), 1)}
    return {
        key: _place(written[key]) if key in written else Place(saved.name, order[place.file])
        for key, place in places.items()
    }


def _place(text: str) -> Place:
    """Return the place of a text such as `profile.yaml:12` or `--set:1`."""
    found = _LINE.fullmatch(text)
    return Place(found[1], int(found[2])) if found else Place(text)


def printed(saved: SavedEstimate, file: str) -> EstimateCompared:
    """Return what a comparison shows of an estimate that is not made again."""
    phases = [
        PhaseCompared(
            each.id, each.title, AtShares(each.duration.p50, each.duration.p80), each.in_scope
        )
        for each in saved.phases
    ]
    phases += [PhaseCompared(each.id, each.title, None, 0.0) for each in saved.excluded]
    weeks, dates, deadline = saved.total.weeks, saved.total.finish_date, saved.deadline
    return EstimateCompared(
        name=saved.profile.name,
        file=file,
        pack=PackShown(saved.pack.id, saved.pack.version, saved.pack.digest, saved.pack.title),
        simulation=Simulation(**dict(saved.simulation)),
        saved=True,
        total=TotalCompared(
            TotalSpread(**dict(weeks)), TotalDates(**dict(dates)) if dates else None
        ),
        deadline=Chance(deadline.date, deadline.probability) if deadline else None,
        phases=tuple(phases),
        basis=None,
    )


def saved_baseline(saved: SavedEstimate, file: str) -> Baseline:
    """Return a saved estimate as a baseline: its figures as they were."""
    shown = BaselineShown(
        file=file,
        pack=PackShown(**dict(saved.pack)),
        simulation=Simulation(**dict(saved.simulation)),
        weeks=TotalSpread(**dict(saved.total.weeks)),
    )
    phases = {each.id: (each.title, Spread(**dict(each.duration))) for each in saved.phases}
    return Baseline(shown, phases)


def check_no_pack(tree: Tree) -> None:
    """Raise InputError F107 where a tree is a rule pack or a calendar, not a profile."""
    if tree.value.keys() >= _PACK_KEYS:
        message = Message("F107", {"got": Message("rules_file")})
        raise InputError([Issue(message, Place(tree.name))])


def _document(data: bytes, name: str) -> Any:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        return read_json(data, name)
    except InputError:  # read as YAML it is refused with a place
        return None
