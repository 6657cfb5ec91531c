"""Candidates: the files of a comparison, each a profile or a saved estimate, all issues at once."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

from crmtimeline import __version__
from crmtimeline.cli.language import choose_language
from crmtimeline.cli.loading import bytes_of, folder_of, load_tree
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.compare import Basis, Candidate, estimate_compared
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import DEFAULT_SEED, DEFAULT_TRIALS, Settings
from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.input_values import InputReader
from crmtimeline.files.json_text import MOST_JSON_BYTES
from crmtimeline.files.project import LoadedProject, unless_wrong
from crmtimeline.files.saved import (
    SavedFile,
    check_no_pack,
    printed,
    read_saved,
    rules_of_saved,
    saved_project,
)
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import Pack
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.saved import SavedEstimate
from crmtimeline.model.strict import Language, Value


@dataclass(frozen=True)
class Options:
    """What the command line says of all files; what it does not say a saved estimate may."""

    pack: str | None
    language: str | None
    trials: int | None
    seed: int | None


@dataclass(frozen=True)
class _Read:
    """A file as it was read; a saved estimate with the profile in it."""

    file: str
    label: str
    tree: Tree
    saved: SavedFile | None


def candidates(
    files: Sequence[str], options: Options, speech: Speech, stream: TextIO | None
) -> tuple[list[Candidate], Language]:
    """Return what to compare, and the language to do it in: the option's, else the first file's.

    `speech` learns the language. Raises InputError with the issues of all files.
    """
    issues: list[Issue] = []
    found = [
        unless_wrong(partial(_read, file, label), issues)
        for file, label in zip(files, labels(files), strict=True)
    ]
    written = _language_of(found[0])
    language = choose_language(options.language, written, stream)
    speech.language = choose_language(options.language, written, sys.stderr)
    read = [each for each in found if each is not None]
    base = _settings(read, options, language)
    made = [unless_wrong(partial(_candidate, each, options, base), issues) for each in read]
    if issues:
        raise InputError(issues)
    return [each for each in made if each is not None], language


def labels(files: Sequence[str]) -> list[str]:
    """Return what each file is called: its name, or its path where another has the same name.

    >>> labels(["old/a.yaml", "new/a.yaml", "old/b.yaml"])
    ['old/a.yaml', 'new/a.yaml', 'b.yaml']
    """
    counts = Counter(Path(file).name for file in dict.fromkeys(files))
    return [Path(file).name if counts[Path(file).name] == 1 else file for file in files]


def _read(file: str, label: str) -> _Read:
    data, name = bytes_of(file, MOST_JSON_BYTES)
    saved = read_saved(data, name)
    if saved is not None:
        return _Read(file, label, saved.tree, saved)
    tree = read_tree(data, name)
    check_no_pack(tree)
    return _Read(file, label, tree, None)


def _language_of(read: _Read | None) -> object:
    if read is None:
        return None
    return read.saved.estimate.language if read.saved else read.tree.value.get("language")


def _settings(read: Sequence[_Read], options: Options, language: Language) -> Settings:
    """Return the settings of profiles: the options, else as in the first saved estimate."""
    saved = next((each.saved.estimate.simulation for each in read if each.saved), None)
    trials, seed = (saved.trials, saved.seed) if saved else (DEFAULT_TRIALS, DEFAULT_SEED)
    return Settings(
        language,
        __version__,
        trials if options.trials is None else options.trials,
        seed if options.seed is None else options.seed,
    )


def _candidate(read: _Read, options: Options, settings: Settings) -> Candidate:
    if read.saved is None:
        loaded = load_tree(read.tree, read.file, options.pack, None, None, [])
        return _estimated(read, loaded, settings)[0]
    return _again(read, read.saved, options, settings)


def _estimated(
    read: _Read, loaded: LoadedProject, settings: Settings
) -> tuple[Candidate, Estimate]:
    rules, profile, calendar = loaded.pack.rules, loaded.profile, loaded.calendar
    result = estimate(rules, profile, settings, calendar)
    basis = Basis(rules, profile, settings, calendar)
    return Candidate(estimate_compared(result, read.label), profile.inputs, basis), result


def _again(read: _Read, file: SavedFile, options: Options, settings: Settings) -> Candidate:
    """Return a saved estimate made again as it was, or as it is saved with the reason why."""
    saved, folder = file.estimate, folder_of(read.file)
    try:
        pack, calendar = rules_of_saved(file, options.pack, folder)
    except InputError:
        return _as_saved(read, saved, None, "pack_changed")
    rules = pack.rules
    if rules.digest != saved.pack.digest:
        return _as_saved(read, saved, rules.pack, "pack_changed")
    try:
        loaded = saved_project(file, pack, folder, calendar)
        own = replace(
            settings,
            trials=saved.simulation.trials if options.trials is None else options.trials,
            seed=saved.simulation.seed if options.seed is None else options.seed,
        )
        made, result = _estimated(read, loaded, own)
    except InputError:
        return _as_saved(read, saved, rules.pack, "profile_unreadable")
    digest = result.calendar.digest if result.calendar else None
    if digest != (saved.calendar.digest if saved.calendar else None):
        return _as_saved(read, saved, rules.pack, "calendar_changed")
    drawn_alike = own.trials == saved.simulation.trials and own.seed == saved.simulation.seed
    if drawn_alike and vars(result.total.weeks) != dict(saved.total.weeks):
        return replace(made, note=Message("compare_moved", {"file": read.label}))
    return made


def _as_saved(read: _Read, saved: SavedEstimate, pack: Pack | None, reason: str) -> Candidate:
    values = {"file": read.label, "reason": Message(reason, {"pack": saved.pack.id})}
    note = Message("compare_saved", values)
    return Candidate(printed(saved, read.label), _inputs(read.tree, pack), None, note)


def _inputs(tree: Tree, pack: Pack | None) -> dict[str, Value]:
    """Return the inputs of a saved profile, as far as they can be read."""
    given = {key: each for key, each in tree.value.items() if key not in ProfileKeys.model_fields}
    if pack is not None:
        return InputReader(pack, tree, ()).read(given)
    return {
        f"{group}.{key}": value
        for group, fields in given.items()
        for key, value in (fields.items() if isinstance(fields, dict) else ())
        if isinstance(value, bool | int | float | str)
    } | {key: each for key, each in given.items() if isinstance(each, bool | int | float | str)}
