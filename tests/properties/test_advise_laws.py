"""Laws of advice: what it promises is what estimates of the changed profiles say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from packs_at_random import LEVELS, PackAtRandom, packs, usable

from building import pack_from, profile_from
from crmtimeline.engine.advise import Adviser
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.goal import Whole
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.engine.warnings import inputs_read
from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.advice import Advice
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value

SHARES = ("p10", "p50", "p80", "p90", "p95")
FEW = settings(max_examples=20)
CHINA = load_calendar("CN", Path(), Place("test"))
MADE_WITH = Settings("en", "0", 1_000)


@cache
def shipped(name: str) -> RulePack:
    """Return a shipped pack."""
    return load_pack(name, Path(), Place("test")).rules


@dataclass(frozen=True)
class Project:
    """A shipped pack and a profile's text."""

    pack: str
    text: str

    @property
    def tree(self) -> Tree:
        """The profile as it is written."""
        return read_tree(self.text.encode(), "profile.yaml")

    def profile(self, changes: Mapping[str, Value]) -> Profile:
        """Return the profile with `--set` of some changes, as JSON prints them."""
        tree, slips = override(self.tree, [f"{key}={written(changes[key])}" for key in changes])
        profile, issues = check_profile(shipped(self.pack).pack, tree)
        assert profile is not None, [*slips, *issues]
        return profile

    def estimate(self, changes: Mapping[str, Value]) -> Estimate:
        """Return the estimate with some changes."""
        return estimate(shipped(self.pack), self.profile(changes), MADE_WITH, CHINA)

    def adviser(self) -> Adviser:
        """Return the adviser on the profile."""
        return Adviser(shipped(self.pack), self.profile({}), MADE_WITH, CHINA)


def written(value: Value) -> str:
    """Return a value as JSON prints it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


KEYS = {
    "scope": ["whole", "contract-to-go-live", "build-to-go-live"],
    "phases": ["{training: {weeks: {low: 3, high: 3}}}"],
    "start": ["2026-09-07", "2027-01-04\ndeadline: 2027-06-30", "2026-03-02\ndeadline: 2026-05-29"],
    "closures": ["[{from: 12-20, to: 12-31}]"],
    "freezes": ["[{every: month, last_days: 2}, {from: 11-01, to: 11-11, phases: [training]}]"],
    "integrations": [
        "{count: 3}",
        "{systems: [{interface: complex}, {interface: simple}]}",
        "{systems: [{name: ERP}, {name: OA, interface: complex}, {interface: simple}]}",
        "{systems: [{}]}",
        "{load: 0}",
    ],
    "company": [
        "{size: small}",
        "{size: upper-mid, employees: 1200}",
        "{employees: 300, users: 40}",
        "{users: 8}",
        "{size: enterprise, business_units: 3}",
    ],
}
"""What profiles say beside the levels of their inputs."""


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Return a profile that leaves some things out."""
    pack = draw(st.sampled_from(["packaged", "custom-build"]))
    lines = [
        f"{key}: {draw(st.sampled_from(options))}"
        for key, options in KEYS.items()
        if draw(st.booleans())
    ]
    groups: dict[str, list[str]] = {}
    for name, declared in shipped(pack).pack.inputs.items():
        group, _, field = name.rpartition(".")
        if declared.level_values and group != "company" and draw(st.booleans()):
            value = written(draw(st.sampled_from(declared.level_values)))
            groups.setdefault(group, []).append(f"{field}: {value}")
    if draw(st.booleans()):
        groups.setdefault("data", []).append(f"records: {draw(st.sampled_from([0, 5000, 800000]))}")
    lines += groups.pop("", [])
    lines += [f"{group}: {{{', '.join(fields)}}}" for group, fields in groups.items()]
    return Project(pack, "\n".join(lines) + "\n")


def whole(estimated: Estimate) -> list[float]:
    """Return the percentiles of the whole."""
    return [vars(estimated.total.weeks)[share] for share in SHARES]


@FEW
@given(project=projects())
def test_weeks_saved_are_the_difference_of_two_estimates(project: Project) -> None:
    advice, now = project.adviser().advice(), project.estimate({})
    assert vars(advice.weeks) == vars(now.total.weeks)
    for lever in advice.levers:
        then = project.estimate(lever.changes)
        saved = [round(a - b, 2) for a, b in zip(whole(now), whole(then), strict=True)]
        assert vars(lever.weeks_saved) == {"p50": saved[1], "p80": saved[2]}
        assert min(saved) >= 0, "a lever makes nothing longer"
        if now.deadline is None:
            assert lever.probability_gained is None
        else:
            gained = then.deadline.probability - now.deadline.probability
            assert lever.probability_gained == round(gained, 3)
    for both in advice.combinations:
        changes = {}
        for lever in advice.levers:
            if lever.id in both.levers:
                changes |= lever.changes
        then = project.estimate(changes)
        saved = [round(a - b, 2) for a, b in zip(whole(now), whole(then), strict=True)]
        assert vars(both.weeks_saved) == {"p50": saved[1], "p80": saved[2]}
