"""Baselines: what `--against` names for a profile, a saved estimate or the profile as it was."""

import os.path
from pathlib import Path

from crmtimeline.cli.asked import Asked
from crmtimeline.cli.loading import STANDARD_INPUT, bytes_of
from crmtimeline.engine.baseline import baseline_of
from crmtimeline.errors import InputError, Message
from crmtimeline.files.saved import check_no_pack, read_saved, saved_baseline
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.verdict import Baseline


def baseline_for(
    profile: str, against: str, asked: Asked
) -> tuple[Baseline | None, Message | None]:
    """Return what a profile is compared with, or None and perhaps a note on why.

    In a folder it is a saved estimate with the profile's path and name, else the file of its path.
    A profile is new where there is neither, and as good as new where that cannot be estimated.
    Raises InputError where a single baseline can be neither read nor estimated.
    """
    if not Path(against).is_dir():
        return _baseline(against, against, asked), None
    found = _within(against, profile)
    if found is None:
        return None, None
    try:
        return _baseline(str(Path(against, found)), found, asked), None
    except InputError:
        return None, Message("gate_baseline_broken", {"file": found})


def _within(folder: str, profile: str) -> str | None:
    """Return the path of a profile's baseline in a folder, if there is one beside itself."""
    if profile == STANDARD_INPUT:
        return None
    path = Path(os.path.relpath(profile))
    if path.parts[0] == os.pardir:
        path = Path(path.name)
    for name in (path.with_suffix(".json"), path):
        found = Path(folder, name)
        if found.is_file() and not found.samefile(profile):
            return str(name)
    return None


def _baseline(file: str, label: str, asked: Asked) -> Baseline:
    data, name = bytes_of(file)
    saved = read_saved(data, name)
    if saved is not None:
        return saved_baseline(saved.estimate, label)
    tree = read_tree(data, name)
    check_no_pack(tree)
    return baseline_of(asked.estimate(asked.load(tree, file)), label)
