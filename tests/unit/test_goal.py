"""Goal: the smallest set of levers that reaches a target, against all sets tried one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import pack_from, profile_from
from crmtimeline.engine import goal as engine
from crmtimeline.engine.advise import Adviser, Target
from crmtimeline.engine.goal import WITHIN, Goal, seek
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.pulled import Chosen
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.model.advice import GoalShown
from crmtimeline.model.claim import Claimed
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value
from crmtimeline.render.advice import advice_lines
from crmtimeline.render.advice_markdown import advice_markdown
from crmtimeline.render.layout import plain

MADE_WITH = Settings("en", "0", 500)
Levers = tuple[Variants, list[Step]]


def sets(count: int) -> Iterator[Chosen]:
    """Yield every set of levers, small ones first, each size in order."""
    for size in range(count + 1):
        yield from combinations(range(count), size)


@dataclass(frozen=True)
class Paths:
    """A whole that ends with the longest of some paths; levers multiply paths, so they overlap."""

    lengths: tuple[int, ...]
    factors: tuple[tuple[float, ...], ...]
    """Per lever, by what it multiplies each path."""

    def weeks(self, chosen: Chosen) -> float:
        """Return the weeks of the longest path."""
        return max(
            length * prod(self.factors[at][path] for at in chosen)
            for path, length in enumerate(self.lengths)
        )

    def best(self, target: float) -> Goal:
        """Return the goal by trying every set."""
        every = list(sets(len(self.factors)))
        reaching = [each for each in every if self.weeks(each) <= target]
        if reaching:
            best = min(reaching, key=lambda each: (len(each), self.weeks(each), each))
            return Goal(True, best, self.weeks(best))
        return Goal(False, (), min(map(self.weeks, every)))

    @property
    def pack(self) -> str:
        """The same as a pack of phases beside one another, of fixed lengths."""
        lines = ["inputs:"]
        for at in range(len(self.factors)):
            weights = "levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}"
            lines.append(f"  l{at}: {{{weights}, lever: {{acts: both}}, $cite}}")
        lines.append("phases:")
        for path, length in enumerate(self.lengths):
            lines.append(f"  p{path}: {{weeks: {{low: {length}, high: {length}}}, $cite}}")
        lines.append("modifiers:")
        for at, factors in enumerate(self.factors):
            for path, factor in enumerate(factors):
                table = f"levels: {{easy: {factor}, hard: 1}}, applies_to: {{p{path}: 1}}"
                lines.append(f"  m{at}-{path}: {{reads: l{at}, {table}, $cite}}")
        return "\n".join(lines) + "\n"

    @property
    def profile(self) -> str:
        """A profile with all levers still to be pulled."""
        return "".join(f"l{at}: hard\n" for at in range(len(self.factors)))

    @property
    def levers(self) -> Levers:
        """The levers of the pack, and its variants."""
        return levers_of(pack_from(self.pack), self.profile)


def levers_of(rules: RulePack, text: str) -> Levers:
    """Return the levers of a profile, and its variants."""
    profile = profile_from(text or "{}\n", rules)
    variants = Variants(rules, profile, MADE_WITH)
    inputs = variants.project({}).plan(variants.dated).inputs
    return variants, list(steps(rules.pack, profile, inputs, variants.draw))


def sought(some: Levers, target: float, share: int = 80) -> Goal:
    """Return the goal of levers."""
    return seek(*some, share, target)


def changes_of(levers: Sequence[Step], chosen: Chosen) -> dict[str, Value]:
    """Return the changes that levers make."""
    return {name: value for at in chosen for name, value in levers[at].changes.items()}


@st.composite
def paths(draw: st.DrawFn) -> Paths:
    """Return paths in whole weeks, halved or doubled by levers, so that sets often tie."""
    count = draw(st.integers(1, 4))
    lengths = draw(st.lists(st.integers(5, 30), min_size=count, max_size=count))
    factors = st.tuples(*[st.sampled_from([1.0, 1.0, 0.5, 0.25, 2.0])] * count)
    return Paths(tuple(lengths), tuple(draw(st.lists(factors, min_size=1, max_size=6))))


@given(paths=paths(), target=st.integers(0, 32))
def test_the_set_found_is_the_best_of_all_sets(paths: Paths, target: int) -> None:
    found, best = sought(paths.levers, target), paths.best(target)
    assert (found.reachable, found.exact) == (best.reachable, True)
    assert found.weeks == pytest.approx(best.weeks)
    if best.reachable:
        assert found.chosen == best.chosen
        return
    assert paths.weeks(found.chosen) == pytest.approx(best.weeks)
    for at in found.chosen:  # none of them is there for nothing
        fewer = tuple(each for each in found.chosen if each != at)
        assert paths.weeks(fewer) > best.weeks + WITHIN


def test_of_sets_alike_the_one_that_saves_most_is_taken_then_the_first() -> None:
    found = sought(Paths((8,), ((0.75,), (0.5,), (0.5,))).levers, 6)
    assert found.chosen == (1,)
    assert found.weeks == pytest.approx(4)


def test_what_no_lever_alone_moves_can_take_several() -> None:
    beside = Paths((8, 8), ((1.0, 1.0), (0.5, 1.0), (1.0, 1.0), (1.0, 0.5)))
    found = sought(beside.levers, 5)
    assert (found.reachable, found.chosen) == (True, (1, 3))
    assert found.weeks == pytest.approx(4)


HALVES = Paths((8,), ((0.5,), (0.5,), (0.5,)))


def test_a_target_that_holds_already_needs_no_lever() -> None:
    found = sought(HALVES.levers, 8)
    assert (found.reachable, found.chosen) == (True, ())
    assert found.weeks == pytest.approx(8)


def test_a_target_out_of_reach_is_said_with_how_far_levers_get() -> None:
    found = sought(HALVES.levers, 0.9)
    assert (found.reachable, found.chosen) == (False, (0, 1, 2))
    assert found.weeks == pytest.approx(1)


def test_what_adds_nothing_is_not_among_what_gets_furthest() -> None:
    idle = Paths((8, 2), ((0.5, 1.0), (1.0, 0.5), (0.25, 1.0)))
    found = sought(idle.levers, 0.9)
    assert (found.reachable, found.chosen) == (False, (0, 1, 2))
    assert found.weeks == pytest.approx(1)
    idle = Paths((8, 2), ((0.5, 1.0), (1.0, 0.5), (0.5, 1.0)))
    found = sought(idle.levers, 0.9)
    assert (found.reachable, found.chosen) == (False, (0, 2))
    assert found.weeks == pytest.approx(2)


def test_all_levers_can_be_the_smallest_set() -> None:
    found = sought(HALVES.levers, 1)
    assert (found.reachable, found.chosen) == (True, (0, 1, 2))


@pytest.mark.parametrize(("target", "reachable"), [(9, True), (7, False)])
def test_without_levers_the_whole_is_as_it_is(target: float, reachable: bool) -> None:
    variants, _ = HALVES.levers
    found = sought((variants, []), target)
    assert (found.reachable, found.chosen) == (reachable, ())
    assert found.weeks == pytest.approx(8)


def test_the_last_bits_of_a_sum_decide_nothing() -> None:
    variants, _ = HALVES.levers
    assert sought((variants, []), variants.weeks({}, 80) - 1e-12).reachable


# More sets than are tried


@pytest.mark.parametrize("target", [8.0, 2.0, 1.0, 0.9])
def test_where_not_all_sets_are_tried_it_says_so(
    target: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it names then still does what is said of it, and nothing in it is there for nothing."""
    found = sought(HALVES.levers, target)
    monkeypatch.setattr(engine, "MOST_TRIED", 46)
    rough = sought(HALVES.levers, target)
    assert (rough.reachable, rough.exact) == (target >= 1, target == 8)
    assert len(rough.chosen) == len(found.chosen)
    assert rough.weeks == pytest.approx(found.weeks)


@pytest.mark.parametrize(
    ("target", "said"), [(3.3, "so fewer may do:"), (0.5, "No set of changes that was tried")]
)
def test_a_person_is_told_that_not_all_sets_were_tried(
    target: float, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Paths((8,), ((0.9,),) * 9)
    rules = pack_from(slow.pack)
    profile = profile_from(slow.profile, rules)
    monkeypatch.setattr(engine, "MOST_TRIED", 50)
    adviser = Adviser(rules, profile, MADE_WITH)
    advice = adviser.advice(Target("so soon", target, 80))
    assert advice.goal is not None
    assert (advice.goal.exact, advice.goal.reachable) == (False, target > 1)
    for text in (plain(advice_lines(advice, 160)), advice_markdown(advice)):
        assert said in text


def test_many_levers_that_each_change_the_scope_are_not_all_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "MOST_TRIED", 2_000)
    rules = pack_from(
        "inputs:\n"
        + "".join(
            f"  l{at}: {{number: {{min: 0}}, weights: {{0: 0.5, 1: 0.5}},"
            " lever: {acts: both, step: -1}, $cite}\n"
            for at in range(20)
        )
        + "phases:\n  last: {weeks: {low: 1, high: 2}, $cite}\n"
        + "".join(
            f"  p{at}: {{weeks: {{low: 1, high: 2}}, when: {{reads: l{at}, min: 1}},"
            f" {f'after: [p{at - 1}], ' if at else ''}$cite}}\n"
            for at in range(20)
        )
    )
    some = levers_of(rules, "".join(f"l{at}: 1\n" for at in range(20)))
    found = sought(some, 20.0)
    assert (found.reachable, found.exact) == (True, False)
    assert found.weeks <= 20
    assert found.weeks == pytest.approx(some[0].weeks(changes_of(some[1], found.chosen), 80))
    assert len(found.chosen) <= 9
    assert not sought(some, 0.1).reachable


# Against all sets, each estimated by itself


def assert_best(some: Levers, share: int) -> None:
    """Compare goals with all sets, each estimated by itself."""
    variants, levers = some
    weeks = {}
    for chosen in sets(len(levers)):
        changes = changes_of(levers, chosen)
        if variants.possible(changes):
            weeks[chosen] = variants.weeks(changes, share)
    for target in (min(weeks.values()) - 0.001, *sorted(weeks.values())):
        found = sought(some, target, share)
        reaching = [each for each in weeks if weeks[each] <= target + WITHIN]
        best = min(reaching, key=lambda each: (len(each), weeks[each], each), default=None)
        least = min(weeks.values()) if best is None else weeks[best]
        assert found.reachable == bool(reaching)
        assert found.weeks == pytest.approx(least, abs=WITHIN)
        assert best is None or len(found.chosen) == len(best)


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


@pytest.mark.parametrize("users", [100, 40, 300])
def test_the_goal_is_the_best_where_a_lever_changes_the_preset(users: int) -> None:
    some = levers_of(pack_from(PRESETS), f"company: {{users: {users}}}\n")
    assert_best(some, 80)


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
    assert goal(rules, profile, 1).levers == ("pace",) * shorter
