"""Laws of advice: what it promises is what estimates of the changed profiles say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from packs_at_random import LEVELS, PackAtRandom, factors, inputs, phases_of

from building import pack_from
from crmtimeline.engine.advise import Adviser, Target
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.goal import WITHIN, seek
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.results import TOTAL_SHARES, rounded_weeks
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.advice import CombinationShown, LeverShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value

CHINA = load_calendar("CN", Path(), Place("test"))
TWENTY = settings(max_examples=20)
Changes = Mapping[str, Value]


@cache
def loaded(pack: str) -> RulePack:
    """Return a shipped pack by its name, or one by its text."""
    return pack_from(pack) if "\n" in pack else load_pack(pack, Path(), Place("test")).rules


@dataclass(frozen=True)
class Project:
    """A pack, shipped or as it is written, and a profile as it is written."""

    pack: str
    text: str
    trials: int = 1_000

    @property
    def rules(self) -> RulePack:
        """The pack, loaded."""
        return loaded(self.pack)

    @property
    def made_with(self) -> Settings:
        """The settings of its estimates."""
        return Settings("en", "0", self.trials)

    def profile(self, changes: Changes) -> Profile:
        """Return the profile with `--set` of some changes."""
        tree = read_tree(self.text.encode(), "profile.yaml")
        changed, slips = override(tree, [f"{key}={written(each)}" for key, each in changes.items()])
        profile, issues = check_profile(self.rules.pack, changed)
        assert profile is not None, [*slips, *issues]
        return profile

    def estimate(self, changes: Changes) -> Estimate:
        """Return the estimate with some changes."""
        return estimate(self.rules, self.profile(changes), self.made_with, CHINA)

    def whole(self, changes: Changes) -> list[float]:
        """Return the percentiles of the whole that the estimate prints."""
        return list(vars(self.estimate(changes).total.weeks).values())

    def adviser(self) -> Adviser:
        """Return the adviser on the profile."""
        return Adviser(self.rules, self.profile({}), self.made_with, CHINA)

    def steps(self) -> list[Step]:
        """Return the steps that levers can take, whether they help or not."""
        pack, profile = self.rules.pack, self.profile({})
        variants = Variants(self.rules, profile, self.made_with, CHINA)
        settled = variants.project({}).plan(variants.dated).inputs
        return list(steps(pack, profile, settled, variants.draw))


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
def projects(draw: st.DrawFn, *, trials: int = 1_000) -> Project:
    """Return a project by a shipped pack, with a profile that leaves some things out."""
    pack = draw(st.sampled_from(["packaged", "custom-build"]))
    lines = [
        f"{key}: {draw(st.sampled_from(options))}"
        for key, options in KEYS.items()
        if draw(st.booleans())
    ]
    groups: dict[str, list[str]] = {}
    for name, declared in loaded(pack).pack.inputs.items():
        group, _, field = name.rpartition(".")
        if declared.level_values and group != "company" and draw(st.booleans()):
            value = written(draw(st.sampled_from(declared.level_values)))
            groups.setdefault(group, []).append(f"{field}: {value}")
    if draw(st.booleans()):
        groups.setdefault("data", []).append(f"records: {draw(st.sampled_from([0, 5000, 800000]))}")
    lines += groups.pop("", [])
    lines += [f"{group}: {{{', '.join(fields)}}}" for group, fields in groups.items()]
    return Project(pack, "\n".join(lines) + "\n", trials)


def difference(now: Sequence[float], then: Sequence[float]) -> list[float]:
    """Return the weeks between printed percentiles, to the printed digit."""
    return [round(one - two, 2) for one, two in zip(now, then, strict=True)]


@TWENTY
@given(project=projects())
def test_weeks_saved_are_the_difference_of_two_estimates(project: Project) -> None:
    advice, now = project.adviser().advice(), project.whole({})
    assert list(vars(advice.weeks).values()) == now
    changes = {step.name: step.changes for step in project.steps()}
    shown: list[tuple[LeverShown | CombinationShown, Changes]] = [
        *((lever, lever.changes) for lever in advice.levers),
        *((each, joined(changes[name] for name in each.levers)) for each in advice.combinations),
    ]
    for each, changed in shown:
        saved = difference(now, project.whole(changed))
        assert vars(each.weeks_saved) == {"p50": saved[1], "p80": saved[2]}


def joined(changes: Iterator[Changes]) -> Changes:
    """Return several changes as one."""
    return {name: value for each in changes for name, value in each.items()}


@TWENTY
@given(project=projects())
def test_levers_are_the_steps_that_shorten_and_make_nothing_longer(project: Project) -> None:
    now = project.whole({})
    expected = set()
    for step in project.steps():
        saved = difference(now, project.whole(step.changes))
        if min(saved) >= 0 and max(saved[1:3]) > 0:
            expected.add((step.name, *step.changes.values()))
    levers = project.adviser().advice().levers
    assert {(each.id, *each.changes.values()) for each in levers} == expected
    orders = [(each.weeks_saved.p80, each.weeks_saved.p50) for each in levers]
    assert orders == sorted(orders, reverse=True)


@TWENTY
@given(project=projects())
def test_probability_gained_is_the_difference_of_two_estimates(project: Project) -> None:
    now = project.estimate({}).deadline
    for lever in project.adviser().advice().levers:
        if now is None:
            assert lever.probability_gained is None
            continue
        then = project.estimate(lever.changes).deadline
        assert then is not None
        assert lever.probability_gained == round(then.probability - now.probability, 3)


# Goals


def assert_goals_are_best(project: Project, confidence: int) -> None:
    """Compare goals with the best of all sets tried one by one: for what sets reach, and less."""
    variants = Variants(project.rules, project.profile({}), project.made_with, CHINA)
    levers = [step for step in project.steps() if shortens(variants, step.changes)]
    weeks: dict[tuple[int, ...], float] = {}
    for size in range(len(levers) + 1):
        for chosen in combinations(range(len(levers)), size):
            changes = joined(levers[at].changes for at in chosen)
            if variants.possible(changes):
                weeks[chosen] = variants.weeks(changes, confidence)
    reached = sorted(set(weeks.values()))
    for target in [reached[0] - 0.001, *reached[:: len(reached) // 8 + 1], reached[-1]]:
        found = seek(variants, levers, confidence, target)
        reaching = [each for each in weeks if weeks[each] <= target + WITHIN]
        assert (found.reachable, found.exact) == (bool(reaching), True)
        fewest = min(map(len, reaching), default=0)
        assert not reaching or len(found.chosen) == fewest
        most = min((weeks[each] for each in reaching if len(each) == fewest), default=reached[0])
        assert found.weeks == pytest.approx(most, abs=WITHIN)
        assert weeks[found.chosen] == pytest.approx(most, abs=WITHIN)
    shown = project.adviser().advice(Target("", target, confidence)).goal
    assert shown is not None
    assert shown.levers == tuple(levers[at].name for at in found.chosen)
    assert (shown.reachable, shown.exact) == (found.reachable, found.exact)
    assert shown.weeks == pytest.approx(found.weeks, abs=0.006)
    assert shown.weeks_now == pytest.approx(weeks[()], abs=0.006)


def shortens(variants: Variants, changes: Changes) -> bool:
    """Whether changes make no percentile of the whole longer."""
    if not variants.possible(changes):
        return False
    now, then = (
        [rounded_weeks(each) for each in percentiles(variants.ends(some), TOTAL_SHARES)]
        for some in ({}, changes)
    )
    return min(difference(now, then)) >= 0


@settings(max_examples=10)
@given(project=projects(trials=100), confidence=st.sampled_from([50, 80]))
def test_the_goal_is_the_best_of_all_sets(project: Project, confidence: int) -> None:
    assert_goals_are_best(project, confidence)


LEVERS = ("l1", "l2", "l3", "l4", "n1")


@st.composite
def factors_by_level(draw: st.DrawFn, levels: Sequence[str]) -> str:
    """Return a factor for each level, shortest first but for a few; some are of three.

    Such a lever shortens a phase as a rule, and lengthens it in some trials.
    """
    ordered = sorted(draw(st.lists(factors, min_size=len(levels), max_size=len(levels))))
    if draw(st.integers(0, 5)) == 0:
        ordered.reverse()
    blurs = [draw(st.sampled_from([1, 1, 1.4, 3])) if levels == LEVELS else 1 for _ in levels]
    table = [
        str(each) if blur == 1 else f"{{low: {each / blur}, likely: {each}, high: {each * blur}}}"
        for each, blur in zip(ordered, blurs, strict=True)
    ]
    return ", ".join(f"{level}: {each}" for level, each in zip(levels, table, strict=True))


@st.composite
def levers_at_random(draw: st.DrawFn, *, reach_scope: bool) -> Project:
    """Return a pack at random of five levers with ties of any kind, and a profile.

    Levers may reach into the scope too; risks and freezes hold phases back.
    """
    names = [f"p{at}" for at in range(draw(st.integers(2, 5)))]
    declared = {name: f"{draw(inputs(name))}, lever: {{acts: both}}" for name in LEVERS[:4]}
    usual = "number: {min: 0}, weights: {0: 0.3, 2: 0.3, 40: 0.4}"
    declared["n1"] = f"{usual}, lever: {{acts: both, step: -1}}"
    modifiers = {}
    for at in range(draw(st.integers(5, 8))):
        read = LEVERS[at] if at < len(LEVERS) else draw(st.sampled_from(LEVERS))
        table = draw(factors_by_level(LEVELS if read != "n1" else ("1", "3", "40")))
        acts = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        modifiers[f"m{at}"] = (
            f"reads: {read}, applies_to: {{{', '.join(f'{name}: 1' for name in acts)}}}, "
            f"{'levels' if read != 'n1' else 'curve'}: {{{table}}}"
        )
    phases = draw(phases_of(names, list(LEVERS) if reach_scope else []))
    answers = {
        name: draw(st.sampled_from(LEVELS[1:] if name != "n1" else ("1.5", "3", "7")))
        for name in LEVERS
        if draw(st.integers(0, 3))
    }
    if draw(st.booleans()):
        answers["risks"] = "[{title: x, phase: p1, probability: 0.3, weeks: {low: 1, high: 9}}]"
    if draw(st.integers(0, 3)) == 0:
        answers["start"] = "2027-01-04"
        answers["freezes"] = "[{every: month, last_days: 9, phases: [p0, p1]}]"
    pack = PackAtRandom(0.35, 0.25, declared, phases, modifiers, answers)
    return Project(pack.text, pack.profile if answers else "{}\n", 100)


@settings(max_examples=60, phases=[Phase.generate])
@given(project=st.booleans().flatmap(lambda some: levers_at_random(reach_scope=some)))
def test_the_goal_of_a_pack_at_random_is_the_best(project: Project) -> None:
    """Where one lever lengthens a phase, or takes one out, less can be more."""
    try:
        project.profile({})
        project.whole({})
    except InputError:  # nothing is left of the project
        assume(False)
    assert_goals_are_best(project, 80)
