"""Goal: the smallest set of levers that reaches a target, against all sets tried one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import pack_from, profile_from
from crmtimeline.engine.advise import Adviser
from crmtimeline.engine.goal import Chosen, Goal, Whole, seek
from crmtimeline.engine.levers import steps
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.model.advice import GoalShown
from crmtimeline.model.claim import Claimed
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile

MADE_WITH = Settings("en", "0", 500)


def sets(count: int) -> Iterator[Chosen]:
    """Yield every set of levers, small ones first, each size in order."""
    for size in range(count + 1):
        yield from combinations(range(count), size)


def tried_one_by_one(count: int, target: float, weeks_at: Callable[[Chosen], float]) -> Goal:
    """Return the goal by trying every set."""
    reaching = [each for each in sets(count) if weeks_at(each) <= target]
    if not reaching:
        everything = tuple(range(count))
        return Goal(False, everything, weeks_at(everything))
    best = min(reaching, key=lambda each: (len(each), weeks_at(each), each))
    return Goal(True, best, weeks_at(best))


@dataclass(frozen=True)
class Paths:
    """A whole that ends with the longest of some paths; levers shorten paths, so they overlap."""

    lengths: tuple[int, ...]
    savings: tuple[tuple[int, ...], ...]
    """Per lever, by how much it shortens each path."""

    def weeks(self, chosen: Chosen) -> float:
        """Return the weeks of the longest path."""
        saved = [self.savings[at] for at in chosen]
        return max(
            max(length - sum(each[at] for each in saved), 0)
            for at, length in enumerate(self.lengths)
        )


@st.composite
def paths(draw: st.DrawFn) -> Paths:
    """Return paths in whole weeks, so that sets often tie."""
    count = draw(st.integers(1, 4))
    lengths = draw(st.lists(st.integers(5, 30), min_size=count, max_size=count))
    saving = st.tuples(*[st.sampled_from([0, 0, 1, 2, 3, 8])] * count)
    return Paths(tuple(lengths), tuple(draw(st.lists(saving, max_size=7))))


@given(paths=paths(), target=st.integers(0, 32))
def test_the_set_found_is_the_best_of_all_sets(paths: Paths, target: int) -> None:
    count = len(paths.savings)
    found = seek(count, target, paths.weeks)
    assert vars(found) == vars(tried_one_by_one(count, target, paths.weeks))


def test_of_sets_alike_the_one_that_saves_most_is_taken_then_the_first() -> None:
    weeks = {(): 9.0, (0,): 6.0, (1,): 5.0, (2,): 5.0}
    found = seek(3, 6, lambda chosen: weeks.get(chosen, 1.0))
    assert (found.chosen, found.weeks) == ((1,), 5.0)


def test_what_no_lever_alone_moves_can_take_several() -> None:
    together = {(1, 3): 4.0, (0, 1, 3): 4.0, (1, 2, 3): 4.0, (0, 1, 2, 3): 4.0}
    found = seek(4, 5, lambda chosen: together.get(chosen, 9.0))
    assert (found.reachable, found.chosen, found.weeks) == (True, (1, 3), 4.0)


def test_a_target_that_holds_already_needs_no_lever() -> None:
    found = seek(3, 9, lambda chosen: 9.0 - len(chosen))
    assert (found.reachable, found.chosen, found.weeks) == (True, (), 9.0)


def test_a_target_out_of_reach_is_said_with_how_far_all_levers_get() -> None:
    found = seek(3, 5.9, lambda chosen: 9.0 - len(chosen))
    assert (found.reachable, found.chosen, found.weeks) == (False, (0, 1, 2), 6.0)


def test_all_levers_can_be_the_smallest_set() -> None:
    found = seek(3, 6, lambda chosen: 9.0 - len(chosen))
    assert (found.reachable, found.chosen) == (True, (0, 1, 2))


@pytest.mark.parametrize(("weeks", "reachable"), [(4.0, True), (6.0, False)])
def test_without_levers_the_whole_is_as_it_is(weeks: float, reachable: bool) -> None:
    found = seek(0, 5, lambda chosen: weeks)
    assert (found.reachable, found.chosen, found.weeks) == (reachable, (), weeks)


def test_the_last_bits_of_a_sum_decide_nothing() -> None:
    assert seek(1, 0.3, lambda chosen: 0.1 + 0.2).chosen == ()


# The whole with levers pulled

SCOPE = """
uncertainty: {correlation: {value: 0.3, $cite}, project_spread: {value: 0.2, $cite}}
inputs:
  load: {number: {min: 0}, weights: {0: 0.3, 1: 0.3, 4: 0.4}, lever: {acts: both, step: -1}, $cite}
  depth: {levels: [none, deep], weights: {none: 0.4, deep: 0.6}, lever: {acts: both}, $cite}
  pace: {levels: [high, low], weights: {high: 0.5, low: 0.5}, lever: {acts: vendor}, $cite}
  calm: {levels: [true, false], weights: {true: 0.5, false: 0.5}, lever: {acts: customer}, $cite}
go_live: live
phases:
  plan: {weeks: {low: 2, high: 4}, $cite}
  build:
    weeks_by: {reads: depth, levels: {none: {low: 0, high: 0}, deep: {low: 5, high: 9}}}
    after: [plan]
    $cite
  join: {weeks: {low: 3, high: 7}, after: [plan], when: {reads: load, min: 0.5}, $cite}
  test:
    weeks: {low: 2, high: 3}
    links: [{from: build, kind: SS, lag_share: 0.6}, {from: join}]
    $cite
  fixed: {weeks: {low: 1, high: 1}, after: [test], $cite}
  live: {weeks: {low: 1, high: 2}, after: [fixed], $cite}
modifiers:
  load: {reads: load, curve: {1: 0.6, 4: 1.5}, applies_to: {join: 1, test: 0.5}, $cite}
  pace:
    reads: pace
    levels: {high: 0.9, low: {low: 1, likely: 1.2, high: 1.5}}
    applies_to: {all: 1}
    $cite
  calm:
    reads: calm
    levels: {true: 1, false: {low: 1, likely: 1.1, high: 2}}
    applies_to: {plan: 1, live: 1}
    $cite
"""
PROFILES = {
    "unknown": "",
    "given": "load: 2\ndepth: deep\npace: low\ncalm: false\n",
    "out of scope": "load: 1\npace: low\n",
    "own weeks": "depth: deep\npace: low\nphases: {plan: {weeks: {low: 3, high: 3}}}\n",
    "skipped": "load: 3\nskip: [test]\n",
    "freezes": "pace: low\nstart: 2027-01-04\nfreezes: [{every: month, first_days: 6}]\n",
    "under way": "pace: low\nstart: 2027-01-04\nas_of: 2027-02-05\n"
    "progress: {plan: {started: 2027-01-04, finished: 2027-01-22}, build: {started: 2027-01-25}}\n",
}


@cache
def scope_pack() -> RulePack:
    """Return a pack in which levers reach into scope, lengths and both."""
    return pack_from(SCOPE)


def whole_and_variants(rules: RulePack, text: str, share: int) -> tuple[int, Whole, Variants]:
    """Return how many levers there are, and the whole by both ways."""
    profile = profile_from(text or "{}\n", rules)
    variants = Variants(rules, profile, MADE_WITH)
    inputs = variants.project({}).plan(variants.dated).inputs
    levers = steps(rules.pack, profile, inputs)
    return len(levers), Whole(variants, levers, share), variants


@pytest.mark.parametrize("share", [50, 80])
@pytest.mark.parametrize("text", PROFILES.values(), ids=PROFILES)
def test_the_whole_is_what_estimates_of_every_set_say(text: str, share: int) -> None:
    count, whole, variants = whole_and_variants(scope_pack(), text, share)
    assert count >= 2
    for chosen in sets(count):
        expected = variants.weeks(whole.changes(chosen), share)
        assert whole.weeks(chosen) == pytest.approx(expected, rel=1e-12)


def test_a_set_is_computed_once() -> None:
    _, whole, variants = whole_and_variants(scope_pack(), "", 80)
    before = whole.weeks((0, 1))
    variants.lengths = variants.weeks = None  # type: ignore[assignment,method-assign]
    assert whole.weeks((0, 1)) == before


PRESETS = """
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
  company.users: {number: {min: 1}, else: company.employees, lever: {acts: both, step: -50}, $cite}
  how: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, lever: {acts: vendor}, $cite}
presets:
  small:
    employees: {low: 5, high: 50}
    users: {high: 60}
    inputs: {how: {weights: {easy: 0.9, hard: 0.1}}}
    $cite
  large:
    employees: {low: 50, high: 500}
    inputs: {how: {weights: {easy: 0.1, hard: 0.9}}}
    $cite
phases:
  build: {weeks: {low: 8, high: 12}, $cite}
modifiers:
  how: {reads: how, levels: {easy: 0.5, hard: 1}, applies_to: {build: 1}, $cite}
  users: {reads: company.users, curve: {50: 0.9, 100: 1}, applies_to: {build: 1}, $cite}
"""


def test_the_whole_is_right_where_a_lever_changes_the_preset() -> None:
    count, whole, variants = whole_and_variants(pack_from(PRESETS), "company: {users: 100}\n", 80)
    assert count == 2
    for chosen in sets(count):
        expected = variants.weeks(whole.changes(chosen), 80)
        assert whole.weeks(chosen) == pytest.approx(expected, rel=1e-12)


AGAINST = """
inputs:
  x: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, lever: {acts: both}, $cite}
  y: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, lever: {acts: both}, $cite}
phases:
  long: {weeks: {low: 10, high: 10}, $cite}
  beside: {weeks: {low: 4, high: 4}, $cite}
modifiers:
  x: {reads: x, levels: {easy: 0.5, hard: 1}, applies_to: {long: 1}, $cite}
  x-beside: {reads: x, levels: {easy: 1.2, hard: 1}, applies_to: {beside: 1}, $cite}
  y: {reads: y, levels: {easy: 0.3, hard: 1}, applies_to: {long: 1}, $cite}
"""


ANCHORED = """
inputs:
  x: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, lever: {acts: both}, $cite}
  y: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, lever: {acts: both}, $cite}
phases:
  anchor: {weeks: {low: 10, high: 10}, $cite}
  late: {weeks: {low: 6, high: 6}, links: [{from: anchor, kind: FF}], $cite}
  after: {weeks: {low: 5, high: 5}, links: [{from: late, kind: SS}], $cite}
  long: {weeks: {low: 20, high: 20}, $cite}
modifiers:
  x: {reads: x, levels: {easy: 0.5, hard: 1}, applies_to: {late: 1}, $cite}
  x-long: {reads: x, levels: {easy: 0.9, hard: 1}, applies_to: {long: 1}, $cite}
  y: {reads: y, levels: {easy: 0.5, hard: 1}, applies_to: {long: 1}, $cite}
"""


def goal(rules: RulePack, profile: Profile, weeks: float, confidence: int = 80) -> GoalShown:
    """Return what is advised to reach a target in weeks."""
    adviser = Adviser(rules, profile, MADE_WITH)
    found = adviser.advice(adviser.target(Claimed("so soon", weeks), confidence)).goal
    assert found is not None
    return found


def test_a_lever_that_spoils_another_is_left_alone() -> None:
    """One lever alone ends at 4 weeks; the other lengthens what then ends the project."""
    rules = pack_from(AGAINST)
    found = goal(rules, profile_from("x: hard\ny: hard\n", rules), 4.5)
    assert (found.reachable, found.changes) == (True, {"y": "easy"})


def test_a_shorter_phase_that_starts_later_is_left_alone() -> None:
    """What waits for its start then ends the project."""
    rules = pack_from(ANCHORED)
    found = goal(rules, profile_from("x: hard\ny: hard\n", rules), 11)
    assert (found.reachable, found.changes) == (True, {"y": "easy"})


@pytest.mark.parametrize("confidence", [10, 50, 80, 99])
def test_what_is_shown_of_a_goal_is_what_estimates_say(confidence: int) -> None:
    rules = scope_pack()
    profile = profile_from("pace: low\n", rules)
    variants = Variants(rules, profile, MADE_WITH)
    now = variants.weeks({}, confidence)
    for target in (0.5, now * 0.5, now * 0.8, now):
        found = goal(rules, profile, target, confidence)
        assert (found.target, found.target_weeks) == ("so soon", round(target, 2))
        assert found.weeks_now == round(now, 2)
        assert found.weeks == round(variants.weeks(found.changes, confidence), 2)
        assert found.reachable == (found.weeks <= target + 0.005)
        assert found.levers == tuple(found.changes)
        longer = [each.weeks > target for each in found.too_long]
        assert all(longer)
        assert bool(longer) <= (not found.reachable)


@pytest.mark.parametrize(
    ("easier", "shorter"),
    [
        ("0.9", True),
        ("{low: 0.5, likely: 0.7, high: 1.1}", False),  # a chance of much longer
        ("{low: 1.05, likely: 1.05, high: 1.06}", False),
        ("1", False),  # nothing gained
    ],
)
def test_a_lever_that_makes_any_percentile_longer_is_not_one(easier: str, shorter: bool) -> None:
    rules = pack_from(
        "inputs: {pace: {levels: [high, low], weights: {high: 0.5, low: 0.5},"
        " lever: {acts: both}, $cite}}\n"
        "phases: {build: {weeks: {low: 8, high: 12}, $cite}}\n"
        f"modifiers: {{pace: {{reads: pace, levels: {{high: {easier}, low: 1}},"
        " applies_to: {all: 1}, $cite}}\n"
    )
    profile = profile_from("pace: low\n", rules)
    advice = Adviser(rules, profile, MADE_WITH).advice()
    assert [each.id for each in advice.levers] == ["pace"] * shorter
    assert goal(rules, profile, 1).levers == ("pace",) * (shorter or easier == "1")
