"""Questions: the narrowing that an answer promises is what estimates with the answer show."""

from functools import cache
from math import exp, log
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from building import pack_from, profile_from
from crmtimeline.engine.advise import Adviser
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.questions import FINER, HARDLY, answers, narrowing
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Changes, Variants
from crmtimeline.errors import Place
from crmtimeline.files.packs import load_pack
from crmtimeline.model.advice import Advice
from crmtimeline.model.pack import RulePack
from crmtimeline.model.plan import Draw
from crmtimeline.model.strict import Value

MADE_WITH = Settings("en", "0", 2_000)

PACK = """
inputs:
  depth:
    levels: [none, light, deep]
    weights: {none: 0.25, light: 0.25, deep: 0.5}
    title: {en: Depth, zh-CN: 深度}
    ask: {en: "How deep?", zh-CN: "多深？"}
    $cite
  load: {number: {min: 0}, weights: {0: 0.2, 2: 0.5, 6: 0.3}, $cite}
  records: {number: {min: 0}, range: {low: 100, high: 10000}, $cite}
  sources: {number: {min: 0}, else: records, $cite}
  never: {levels: [false, true], weights: {false: 1}, $cite}
  unread: {levels: [false, true], weights: {false: 0.5, true: 0.5}, $cite}
phases:
  build: {weeks: {low: 4, high: 8}, $cite}
  join: {weeks: {low: 2, high: 5}, after: [build], when: {reads: load, min: 1}, $cite}
modifiers:
  depth: {reads: depth, levels: {none: 0.5, light: 1, deep: 2}, applies_to: {build: 1}, $cite}
  load: {reads: load, curve: {2: 1, 6: 2}, applies_to: {join: 1}, $cite}
  records: {reads: records, curve: {100: 0.8, 10000: 1.3}, applies_to: {build: 1}, $cite}
  sources: {reads: sources, curve: {100: 0.9, 10000: 1.1}, applies_to: {join: 1}, $cite}
  never: {reads: never, levels: {false: 1, true: 3}, applies_to: {all: 1}, $cite}
"""
WEIGHTS: dict[str, dict[Value, float]] = {
    "depth": {"none": 0.25, "light": 0.25, "deep": 0.5},
    "load": {0: 0.2, 2: 0.5, 6: 0.3},
}


@cache
def trial_pack() -> RulePack:
    """Return the pack above."""
    return pack_from(PACK)


@cache
def shipped(name: str) -> RulePack:
    """Return a shipped pack."""
    return load_pack(name, Path(), Place("test")).rules


def advice(rules: RulePack, text: str = "", made_with: Settings = MADE_WITH) -> Advice:
    """Return the advice on a profile."""
    return Adviser(rules, profile_from(text or "{}\n", rules), made_with).advice()


def width(rules: RulePack, text: str, made_with: Settings = MADE_WITH) -> float:
    """Return P10-P90 of the whole as an estimate prints it."""
    weeks = estimate(rules, profile_from(text or "{}\n", rules), made_with).total.weeks
    return weeks.p90 - weeks.p10


def written(name: str, value: Value) -> str:
    """Return an answer as a line of a profile."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    group, _, field = name.rpartition(".")
    return f"{group}: {{{field}: {text}}}\n" if group else f"{field}: {text}\n"


def narrowed(
    rules: RulePack, name: str, weights: dict[Value, float], made_with: Settings = MADE_WITH
) -> float:
    """Return by how much the range narrows on average, by an estimate at each answer."""
    then = sum(
        share * width(rules, written(name, value), made_with) for value, share in weights.items()
    )
    return width(rules, "", made_with) - then


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_promise_is_the_average_over_the_answers_by_their_weights(name: str) -> None:
    (question,) = [each for each in advice(trial_pack()).questions if each.input == name]
    expected = narrowed(trial_pack(), name, WEIGHTS[name])
    assert question.narrows_weeks == pytest.approx(expected, abs=0.016)  # each estimate is rounded
    assert question.narrows_weeks > 0.1


def test_a_range_is_answered_at_its_quantiles_and_moves_what_it_stands_in_for() -> None:
    (question,) = [each for each in advice(trial_pack()).questions if each.input == "records"]
    expected = narrowed(trial_pack(), "records", lognormal(100, 10_000, 50))
    assert question.narrows_weeks == pytest.approx(expected, rel=0.1, abs=0.02)
    assert question.narrows_weeks > 0.1


def lognormal(low: float, high: float, count: int) -> dict[Value, float]:
    """Return so many equally likely values about the middle of P10 and P90."""
    middle, spread = log(low * high) / 2, log(high / low) / 2 / NormalDist().inv_cdf(0.9)
    normal = [NormalDist().inv_cdf((at + 0.5) / count) for at in range(count)]
    return {exp(middle + spread * each): 1 / count for each in normal}


@cache
def all_unknown(name: str) -> Advice:
    """Return the advice of a shipped pack on a project of which nothing is known."""
    return advice(shipped(name))


def test_with_everything_unknown_the_most_informative_questions_come_first() -> None:
    named = [each.input for each in all_unknown("packaged").questions]
    assert named[:3] == ["company.employees", "customization", "data.records"]
    weeks = [each.narrows_weeks for each in all_unknown("packaged").questions]
    assert weeks == sorted(weeks, reverse=True)
    assert weeks[2] > 1
    assert all_unknown("custom-build").questions[0].input == "customization"


def drawn(rules: RulePack, name: str) -> dict[Value, float]:
    """Return how likely each answer is where every trial draws from its own employees' preset."""
    headcount = rules.pack.inputs["company.employees"].range
    assert headcount is not None
    middle = log(headcount.low * headcount.high) / 2
    spread = log(headcount.high / headcount.low) / 2 / NormalDist().inv_cdf(0.9)
    presets = list(rules.pack.presets.values())
    ends = [NormalDist(middle, spread).cdf(log(each.employees.high)) for each in presets[:-1]]
    shares: dict[Value, float] = {}
    for preset, low, high in zip(presets, [0.0, *ends], [*ends, 1.0], strict=True):
        for value, weight in (preset.inputs[name].weights or {}).items():
            shares[value] = shares.get(value, 0) + (high - low) * weight
    return shares


@pytest.mark.parametrize("pack", ["packaged", "custom-build"])
@pytest.mark.parametrize("name", ["customization", "integrations.load"])
def test_answering_narrows_as_promised(pack: str, name: str) -> None:
    found = {each.input: each.narrows_weeks for each in all_unknown(pack).questions}
    expected = narrowed(shipped(pack), name, drawn(shipped(pack), name))
    assert found[name] == pytest.approx(expected, rel=0.1)


@pytest.mark.parametrize("pack", ["packaged", "custom-build"])
def test_answering_the_headcount_narrows_as_promised(pack: str) -> None:
    found = {each.input: each.narrows_weeks for each in all_unknown(pack).questions}
    expected = narrowed(shipped(pack), "company.employees", lognormal(40, 2500, 40))
    assert found["company.employees"] == pytest.approx(expected, rel=0.1)


# What is asked


def test_questions_are_asked_in_the_words_of_the_pack() -> None:
    asked = {each.input: (each.title, each.ask) for each in advice(trial_pack()).questions}
    assert asked["depth"] == ("Depth", "How deep?")
    assert asked["load"] == ("load", "load"), "the name where nothing is said"
    chinese = advice(trial_pack(), "", Settings("zh-CN", "0", 200)).questions
    assert ("深度", "多深？") in [(each.title, each.ask) for each in chinese]


def test_what_is_given_certain_unread_or_stands_in_is_not_asked() -> None:
    names = {each.input for each in advice(trial_pack(), "load: 2\n").questions}
    assert names == {"depth", "records"}


def test_with_everything_known_nothing_is_asked() -> None:
    known = "depth: deep\nload: 2\nrecords: 500\n"
    assert advice(trial_pack(), known).questions == ()


def test_only_what_the_estimate_calls_unknown_is_asked() -> None:
    rules = shipped("packaged")
    text = "skip: [planning, selection, customization, integration, go-live, rollout, acceptance]\n"
    unknown = estimate(rules, profile_from(text, rules), MADE_WITH).unknowns
    assert {each.input for each in advice(rules, text).questions} <= {
        each.input for each in unknown
    }


# Answers


def test_answers_of_levels_are_as_likely_as_trials_draw_them() -> None:
    index = np.array([0, 2, 2, 2, 0, 2, 2, 2, 2, 2])
    found = answers(Draw("x", ((), 10), ("a", "never", True), index))
    assert found == [("a", 0.2), (True, 0.8)]


def test_answers_of_a_range_are_equally_likely_and_cover_it() -> None:
    values = np.arange(1.0, 101.0)
    found = answers(Draw("x", ((), 100), values, np.arange(100)[::-1]))
    assert sum(each.share for each in found) == pytest.approx(1)
    assert len({each.share for each in found}) == 1
    given = [float(each.value) for each in found]
    assert given == sorted(given)
    assert np.mean(given) == pytest.approx(50.5, abs=1)
    assert given[0] <= 11
    assert given[-1] >= 90
    assert all(type(each.value) is float for each in found), "as a profile would hold it"


# What a profile and what has happened allow


@pytest.mark.parametrize(
    ("company", "employees"),
    [
        ("size: small", {3: False, 5: True, 30: True, 50: True, 51: False}),
        ("users: 40", {30: False, 40: True, 3000: True}),
        ("size: small, users: 20", {10: False, 30: True, 60: False}),
    ],
)
def test_an_answer_agrees_with_what_is_given(company: str, employees: dict[float, bool]) -> None:
    rules = shipped("packaged")
    variants = Variants(rules, profile_from(f"company: {{{company}}}\n", rules), MADE_WITH)
    for number, possible in employees.items():
        assert variants.possible({"company.employees": number}) == possible


def test_a_headcount_is_asked_only_within_the_size() -> None:
    """Most of what trials draw for a small company lies in it; what does not is no answer."""
    rules, text = shipped("packaged"), "company: {size: small}\n"
    variants = Variants(rules, profile_from(text, rules), MADE_WITH)
    settled = variants.project({}).plan(None).inputs["company.employees"]
    draw = variants.draw(settled)
    assert draw is not None
    given = [float(each.value) for each in answers(draw, FINER)]
    assert min(given) < 5
    assert max(given) > 50
    within = [each for each in given if 5 <= each <= 50]
    then = [width(rules, f"company: {{size: small, employees: {each}}}\n") for each in within]
    expected = width(rules, text) - sum(then) / len(then)
    assert narrowing(variants, settled) == pytest.approx(expected, abs=0.016)


BUILT = """
uncertainty: {correlation: {value: 0.3, $cite}}
inputs:
  data: {levels: [clean, poor, lost], weights: {clean: 0.5, poor: 0.45, lost: 0.05}, $cite}
phases:
  first: {weeks: {low: 2, high: 3}, $cite}
  second: {weeks: {low: 2, high: 3}, after: [first], $cite}
modifiers:
  data: {reads: data, levels: {clean: 1, poor: 3, lost: 50}, applies_to: {all: 1}, $cite}
"""
SEEN = "start: 2027-01-04\nas_of: 2027-02-19\nprogress: {first: {started: 2027-01-04, %s}}\n"


@pytest.mark.parametrize(
    ("finished", "left"), [("finished: 2027-01-18", {"clean"}), ("finished: 2027-02-12", {"poor"})]
)
def test_answers_are_those_that_what_has_happened_leaves(finished: str, left: set[str]) -> None:
    rules = pack_from(BUILT)
    variants = Variants(rules, profile_from(SEEN % finished, rules), MADE_WITH)
    settled = variants.project({}).plan(variants.dated).inputs["data"]
    draw = variants.draw(settled)
    assert draw is not None
    assert {each.value for each in answers(draw) if each.share >= HARDLY} == left
    asked: list[Value] = []
    possible = variants.possible

    def spied(changes: Changes) -> bool:
        asked.extend(value for value in changes.values() if value is not None)
        return possible(changes)

    variants.possible = spied  # type: ignore[method-assign]
    assert abs(narrowing(variants, settled)) < 0.5
    assert set(asked) == left
