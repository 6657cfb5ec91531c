"""Baselines: what `--against` names for a profile, a saved estimate or the profile as it was."""

import os.path
from pathlib import Path
from typing import NamedTuple

from crmtimeline.cli.loading import STANDARD_INPUT, Loaded, bytes_of, estimate_of, load_tree
from crmtimeline.engine.baseline import baseline_of
from crmtimeline.errors import InputError, Message
from crmtimeline.files.saved import check_no_pack, read_saved, saved_baseline
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.verdict import Baseline


class Asked(NamedTuple):
    """What the command line says of all profiles, and so of their baselines."""

    pack: str | None
    language: str | None
    trials: int
    seed: int
    today: str | None
    against: str | None

    def load(self, tree: Tree, file: str) -> Loaded:
        """Return the profile of a tree with its pack. Raises InputError."""
        return load_tree(tree, file, self.pack, self.language, None, [])

    def estimate(self, loaded: Loaded) -> Estimate:
        """Return the estimate of what was loaded. Raises InputError."""
        return estimate_of(loaded, self.trials, self.seed, self.today)


def baseline_for(profile: str, asked: Asked) -> tuple[Baseline | None, Message | None]:
    """Return what a profile is compared with, or None and perhaps a note on why.

    In a folder it is a saved estimate with the profile's path and name, else the file of its path.
    A profile is new where there is neither, and as good as new where that cannot be estimated.
    Raises InputError where a single baseline can be neither read nor estimated.
    """
    if asked.against is None:
        return None, None
    if not Path(asked.against).is_dir():
        return _baseline(asked.against, asked.against, asked), None
    found = _within(asked.against, profile)
    if found is None:
        return None, None
    try:
        return _baseline(str(Path(asked.against, found)), found, asked), None
    except InputError:
        return None, Message("gate_baseline_broken", {"file": found})


def _within(folder: str, profile: str) -> str | None:
    """Return the path of a profile's baseline in a folder, if there is one."""
    if profile == STANDARD_INPUT:
        return None
    path = Path(os.path.relpath(profile))
    if path.parts[0] == os.pardir:
        path = Path(path.name)
    names = (path.with_suffix(".json"), path)
    return next((str(name) for name in names if Path(folder, name).is_file()), None)


def _baseline(file: str, label: str, asked: Asked) -> Baseline:
    data, name = bytes_of(file)
    saved = read_saved(data, name)
    if saved is not None:
        return saved_baseline(saved.estimate, label)
    tree = read_tree(data, name)
    check_no_pack(tree)
    return baseline_of(asked.estimate(asked.load(tree, file)), label)
