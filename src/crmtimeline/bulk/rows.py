"""Rows: one profile after the other, from the row that it is written in to its estimate.

What profiles share is read and made once: packs, calendars, and in the engine draws and factors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crmtimeline.bulk.columns import reads_of, values_at
from crmtimeline.bulk.request import Request
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.whole import whole, whole_of
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import LoadedPack
from crmtimeline.files.project import (
    LoadedProject,
    Written,
    load_project,
    pack_named,
    unless_wrong,
)
from crmtimeline.files.written_rows import Row, WrittenRow
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.batch import RowError, Whole
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.pack import Pack
from crmtimeline.model.strict import Language
from crmtimeline.render.words import aside, say

MOST_TOLD = 20
"""Errors of one row that are told: who sends a million has seen enough."""

MOST_HELD = 32
"""Packs, and calendars, that are held at once: profiles may name as many as there are files."""


@dataclass(frozen=True)
class Outcome:
    """What became of one profile: the whole by a pack with the values of columns, or an error.

    `kept` holds the fields that are no part of the profile.
    """

    place: str
    name: str | None
    kept: Mapping[str, Any]
    pack: Pack | None = None
    whole: Whole | None = None
    values: Sequence[Any] = ()
    error: RowError | None = None


class Rows:
    """Estimates profiles as a request asks; equal rows have equal outcomes, in any order."""

    def __init__(self, request: Request, usual: LoadedPack) -> None:
        """Take the pack of profiles that name none."""
        self._request, self._usual = request, usual
        self._reads = reads_of(request.columns)
        self._packs: dict[tuple[str, Path], LoadedPack] = {}
        self._calendars: dict[tuple[str, Path], Calendar] = {}

    def outcome(self, row: WrittenRow) -> Outcome:
        """Return what becomes of a profile."""
        found = Row(Written(Tree(row.place, {}, {})), {})
        try:
            found = row.read(self._request.keep)
            return self._estimated(row, found)
        except InputError as error:
            given = found.written.tree.value
            language = self._request.spoken(given.get("language"))
            return Outcome(
                row.place, _text(given.get("name")), found.kept, error=_told(error, language)
            )

    def _estimated(self, row: WrittenRow, found: Row) -> Outcome:
        request = self._request
        project = self._project(found.written)
        keys, rules = project.profile.keys, project.pack.rules
        language = request.spoken(keys.language)
        made_from = rules, project.profile, request.settings_in(language), project.calendar
        if request.wants_phases:
            estimated = estimate(*made_from)
            told, values = whole_of(estimated), values_at(self._reads, estimated)
        else:
            told = whole(*made_from)
            values = values_at(self._reads, told)
        values = [say(each, language) if isinstance(each, Message) else each for each in values]
        return Outcome(row.place, keys.name, found.kept, rules.pack, told, values)

    def _project(self, written: Written) -> LoadedProject:
        if self._request.settings:
            tree, _ = override(written.tree, self._request.settings)
            written = replace(written, tree=tree, settings=self._request.settings)
        issues: list[Issue] = []
        pack = unless_wrong(lambda: self._pack(written), issues)
        held = None if pack is None else _calendar_named(written, pack)
        calendar = None if held is None else self._calendars.get(held)
        project = load_project(written, pack, issues, calendar=calendar)
        if held is not None and project.calendar is not None:
            _hold(self._calendars, held, project.calendar)
        return project

    def _pack(self, written: Written) -> LoadedPack:
        named = written.tree.value.get("pack")
        if self._request.pack is not None or not isinstance(named, str):
            return self._usual
        key = (named, written.folder)
        if key not in self._packs:
            _hold(self._packs, key, pack_named(None, written))
        return self._packs[key]


def usual_pack(request: Request) -> LoadedPack:
    """Return the pack of profiles that name none. Raises InputError with all that is wrong."""
    tree, slips = override(Tree("--set", {}, {}), request.settings)
    found = unless_wrong(lambda: pack_named(request.pack, Written(tree)), slips)
    if found is None or slips:
        raise InputError(slips)
    return found


def _calendar_named(written: Written, pack: LoadedPack) -> tuple[str, Path] | None:
    """Return what tells the calendar of a profile from others; None where it has none."""
    given = written.tree.value
    named = _text(given.get("calendar"))
    if named is not None:
        return named, written.folder
    return ("", pack.files[-1].path) if given.get("start") is not None else None


def _hold(held: dict[Any, Any], key: Any, value: Any) -> None:
    if len(held) >= MOST_HELD:
        held.clear()
    held[key] = value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _told(error: InputError, language: Language) -> RowError:
    first, *others = error.issues[:MOST_TOLD]
    return RowError(
        first.code,
        str(first.place),
        _sentence(first, language),
        tuple(f"{each.place}: {each.code}: {_sentence(each, language)}" for each in others),
    )


def _sentence(issue: Issue, language: Language) -> str:
    text = say(issue.message, language)
    return text if issue.hint is None else aside(text, say(issue.hint, language), language)
