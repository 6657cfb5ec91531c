"""Verifying: a saved estimate made again, and what there is today of all that it was made from."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from crmtimeline import __version__
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.loading import bytes_of, folder_of
from crmtimeline.cli.profile_verified import verified_profile
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.verify import Document, Found, Rules, Sides, verification
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.embedded import spelled
from crmtimeline.files.json_text import MOST_JSON_BYTES
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.project import LoadedProject, unless_wrong
from crmtimeline.files.saved import (
    SavedFile,
    pack_of_saved,
    read_estimate,
    rules_of_saved,
    saved_project,
)
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.origin import PackFile
from crmtimeline.model.saved import SavedEstimate, SavedPackFile
from crmtimeline.model.verify import ProfileVerified, Verification
from crmtimeline.render.json_document import document


@dataclass(frozen=True)
class _Made:
    """A project that a saved estimate was made of, by some rules, and the estimate made again.

    Both are None where the rules refuse the profile: `refusal` tells why.
    """

    pack: LoadedPack
    project: LoadedProject | None = None
    document: Document | None = None
    refusal: tuple[Issue, ...] = ()

    @property
    def calendar(self) -> Calendar | None:
        """The calendar, where there is one."""
        return self.project.calendar if self.project else None


def verified(
    file: str,
    profile: str | None,
    pack: str | None,
    language: str | None,
    speech: Speech,
    stream: TextIO | None,
) -> Verification:
    """Return what is not as it was saved in a file, with the options of the command line.

    `stream` is where it will be shown, None a file or a program. `speech` learns the language of
    the estimate. Raises InputError for what is no estimate, for what the file carries and no rules
    can take, and for rules that are not found and that it does not carry.
    """
    saved = read_estimate(*bytes_of(file, MOST_JSON_BYTES))
    written = saved.estimate.language
    speech.language = choose_language(language, written, sys.stderr)
    spoken = choose_language(language, written, stream)
    return verification(_found(saved, file, profile, pack), spoken, __version__)


def _found(saved: SavedFile, file: str, profile: str | None, pack: str | None) -> Found:
    """Return what is found of a saved estimate and of what it was made from."""
    folder = folder_of(file)
    own_pack, own_calendar = rules_of_saved(saved, pack, folder)
    again = _make(saved, own_pack, folder, own_calendar)
    if again.refusal and own_pack.rules.digest == saved.estimate.pack.digest:
        raise InputError(again.refusal)
    today: _Made | None = again
    if saved.estimate.origin.pack is not None or own_calendar is not None:
        found = unless_wrong(partial(pack_of_saved, saved, pack, folder), [])
        today = _make(saved, found, folder) if found is not None else None
    checked = verified_profile(saved, folder, profile)
    return Found(
        file=Path(file).name,
        saved=Document(saved.estimate, saved.document),
        again=again.document,
        by_today=today.document if today and _moved_on(again, today) else None,
        profile=checked,
        pack=_packs(saved.estimate, again, today),
        calendar=_calendars(saved.estimate, again, today),
        refused=bool(today and today.refusal),
        notes=tuple(_notes(saved, today, checked)),
    )


def _make(
    saved: SavedFile, pack: LoadedPack, folder: Path, calendar: Calendar | None = None
) -> _Made:
    """Return a saved estimate made again by a pack, or why it cannot be."""
    old = saved.estimate
    day = old.origin.today or (old.deadline.today if old.deadline else None)
    simulation = old.simulation
    settings = Settings(old.language, __version__, simulation.trials, simulation.seed, day)
    try:
        project = saved_project(saved, pack, folder, calendar)
        result = estimate(pack.rules, project.profile, settings, project.calendar)
    except InputError as error:
        return _Made(pack, refusal=error.issues)
    content = document(result, old.language)
    return _Made(pack, project, Document(SavedEstimate.model_validate(content), content))


def _moved_on(again: _Made, today: _Made) -> bool:
    """Whether the rules of today are others than those that an estimate was made again by."""
    digests = [
        (each.pack.rules.digest, each.calendar.digest if each.calendar else None)
        for each in (again, today)
    ]
    return digests[0] != digests[1]


def _packs(saved: SavedEstimate, again: _Made, today: _Made | None) -> Sides:
    """Return the pack as it was saved, by its own content where that was saved, and today's."""
    origin, told = saved.origin, saved.pack
    digest = told.digest if origin.pack is None else again.pack.rules.digest
    before = Rules(told.id, told.version, digest, origin.pack, _parents(origin.extends))
    if today is None:
        return Sides(before, None)
    rules, content = today.pack.rules, spelled(today.pack.tree.value)
    now = Rules(rules.pack.id, rules.pack.version, rules.digest, content, _parents(rules.parents))
    return Sides(before, now)


def _parents(files: Sequence[SavedPackFile | PackFile]) -> dict[str | None, dict[str, str | None]]:
    return {each.id: {"version": each.version, "digest": each.digest} for each in files}


def _calendars(saved: SavedEstimate, again: _Made, today: _Made | None) -> Sides | None:
    """Return the same of the calendar; None where the estimate has none."""
    told, content = saved.calendar, saved.origin.calendar
    if told is None or told.id is None:
        return None
    own = again.calendar if content is not None else None
    before = Rules(told.id, told.version, own.digest if own else told.digest, content)
    days = today.calendar if today else None
    if days is None:
        return Sides(before, None)
    return Sides(before, Rules(str(days.id), days.version, days.digest, spelled(days.content)))


def _notes(saved: SavedFile, today: _Made | None, profile: ProfileVerified) -> Iterator[Message]:
    made_by = saved.estimate.tool.version
    if made_by != __version__:
        yield Message("verify_version", {"saved": made_by, "now": __version__})
    if today is not None and today.refusal:
        first = today.refusal[0]
        place = str(first.place).removeprefix(f"{saved.name}:")
        yield Message("verify_refused", {"place": place, "problem": first.message})
    if profile.state == "changed":
        yield Message("verify_profile", {"file": profile.file})
