"""Builders: packs and profiles from YAML text, through the real loaders, and their estimates."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.estimate import common_causes, estimate
from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.lengths import lengths, usual_shared
from crmtimeline.engine.risks import delayed
from crmtimeline.engine.scope import Scoped, scope
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.simulate import Scenarios, Trials, scenarios, simulate
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Activity
from crmtimeline.model.profile import Profile

HEAD = "format: 1\nid: trial\nversion: '1'\ntitle: {en: Trial}\n"
CITE = "cite: {basis: assumed, note: for this test}"
TRIALS = 2_000


class Run(NamedTuple):
    """What the engine makes of a pack and a profile before anything is rounded."""

    size: int
    inputs: Inputs
    scoped: Scoped
    trials: Trials
    scenarios: Scenarios

    @property
    def end(self) -> Floats:
        """The end of the whole in every trial."""
        return self.everywhere(self.trials.schedule.end)

    def everywhere(self, weeks: Floats | float) -> Floats:
        """Return a number per trial, also where the engine holds one for all."""
        return np.array(np.broadcast_to(weeks, self.size))

    def activity(self, name: str) -> Activity:
        """Return the activity of a phase."""
        return self.scoped.activities[self.trials.positions[name]]

    def weeks(self, name: str) -> Floats:
        """Return the length of a phase in every trial."""
        return self.everywhere(self.trials.weeks[self.trials.positions[name]])


def pack_from(text: str) -> RulePack:
    """Return the pack of a text that leaves out its head and says `$cite` for a cite."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "pack.yaml")
        file.write_text(HEAD + text.replace("$cite", CITE), encoding="utf-8")
        return load_pack("pack.yaml", file.parent, Place("test")).rules


def profile_from(text: str, rules: RulePack) -> Profile:
    """Return the profile of a text, checked against a pack. Raises InputError."""
    tree = read_tree(text.encode(), "profile.yaml")
    profile, issues = check_profile(rules.pack, tree)
    if profile is None:
        raise InputError(issues)
    return profile


def run_of(pack: str, profile: str = "", *, trials: int = TRIALS, seed: int = 1) -> Run:
    """Return what the engine makes of a pack and a profile, both as text."""
    rules = pack_from(pack)
    known = profile_from(profile, rules)
    inputs = Inputs(rules.pack, known.inputs, seed, trials)
    scoped = scope(rules, known, inputs, "en")
    shared = usual_shared(seed, trials)
    usual = lengths(scoped.activities, common_causes(rules.pack), shared, seed)
    simulated = simulate(scoped.activities, delayed(usual, scoped.activities, seed, trials))
    return Run(trials, inputs, scoped, simulated, scenarios(scoped.activities))


def estimate_of(pack: str, profile: str = "", *, trials: int = TRIALS, seed: int = 1) -> Estimate:
    """Return the estimate of a profile by a pack, both as text."""
    rules = pack_from(pack)
    return estimate(rules, profile_from(profile, rules), Settings("en", "0", trials, seed))


def phase_of(estimated: Estimate, name: str) -> PhaseEstimate:
    """Return one phase of an estimate."""
    return next(phase for phase in estimated.phases if phase.id == name)


def risk(title: str, phase: str, probability: float, low: float, high: float | None = None) -> str:
    """Return a risk on one line; without `high` its weeks are fixed."""
    weeks = f"{{low: {low}, high: {low if high is None else high}}}"
    text = json.dumps(title)
    return f"{{title: {text}, phase: {phase}, probability: {probability}, weeks: {weeks}}}"


def risks(*some: str) -> str:
    """Return the risks of a profile or pack."""
    return f"risks: [{', '.join(some)}]\n"
