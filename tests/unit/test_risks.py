"""Risks: how often they happen, what they add, what is learned of them, and what avoiding saves."""

import json
from pathlib import Path

import numpy as np
import pytest

from building import (
    HEAD,
    TRIALS,
    estimate_of,
    pack_from,
    phase_of,
    profile_from,
    risk,
    risks,
    run_of,
)
from crmtimeline.engine.advise import Adviser
from crmtimeline.engine.draws import Floats
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.goal import seek
from crmtimeline.engine.levers import steps
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.model.advice import Advice
from crmtimeline.model.estimate import Estimate
from crmtimeline.render.advice import advice_lines
from crmtimeline.render.advice_markdown import advice_markdown
from crmtimeline.render.glyphs import ASCII
from crmtimeline.render.json_document import estimate_json
from crmtimeline.render.layout import plain
from crmtimeline.render.terminal import View, terminal

FIXED = """
phases:
  build: {weeks: {low: 5, high: 5}, $cite}
  train: {weeks: {low: 2, high: 2}, after: [build], $cite}
"""
RANGES = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  mood: {levels: [good, bad], weights: {good: 0.5, bad: 0.5}, $cite}
phases:
  build: {weeks: {low: 2, high: 4}, $cite}
  train: {weeks: {low: 3, high: 9}, after: [build], $cite}
  extra: {weeks: {low: 1, high: 3}, when: {reads: mood, is: [bad]}, after: [build], $cite}
"""
LEVERS = """
uncertainty: {project_spread: {value: 0.2, $cite}}
inputs:
  data: {levels: [clean, poor], assume: poor, lever: {acts: customer, title: {en: A}, $cite}, $cite}
  team: {levels: [many, few], assume: few, lever: {acts: vendor, title: {en: B}, $cite}, $cite}
phases:
  build: {weeks: {low: 2, high: 4}, $cite}
  train: {weeks: {low: 1, high: 2}, after: [build], $cite}
modifiers:
  by-data: {reads: data, levels: {clean: 1, poor: 2}, applies_to: {all: 1}, $cite}
  by-team: {reads: team, levels: {many: 1, few: 1.5}, applies_to: {build: 1}, $cite}
"""
BUILT = """
start: 2027-01-04
as_of: %s
progress: {build: {started: 2027-01-04, finished: %s}}
"""
BUILDING = """
start: 2027-01-04
as_of: %s
progress: {build: {started: 2027-01-04}}
"""


def late(pack: str, profile: str, phase: str) -> Floats:
    """Return by how much a profile makes a phase longer, in every trial."""
    return run_of(pack, profile).weeks(phase) - run_of(pack).weeks(phase)


def happened(estimated: Estimate) -> list[float]:
    return [each.happened for each in estimated.risks]


def advice_of(pack: str, profile: str) -> Advice:
    rules = pack_from(pack)
    return Adviser(rules, profile_from(profile, rules), Settings("en", "0", TRIALS)).advice()


def screen(estimated: Estimate) -> str:
    return plain(terminal(estimated, View(200, ASCII)))


# what they add


def test_a_risk_happens_in_its_share_of_the_trials_and_adds_its_weeks() -> None:
    run = run_of(FIXED, risks(risk("fire", "build", 0.2, 3)))
    assert sorted(set(run.weeks("build"))) == [5, 8]
    assert np.count_nonzero(run.weeks("build") == 8) == 0.2 * TRIALS
    assert sorted(set(run.end)) == [7, 10]
    (shown,) = estimate_of(FIXED, risks(risk("fire", "build", 0.2, 3, 6))).risks
    assert (shown.title, shown.phase, shown.probability) == ("fire", "build", 0.2)
    assert (shown.weeks.low, shown.weeks.likely, shown.weeks.high) == (3, 4.24, 6)
    assert shown.happened == 0.2


def test_its_weeks_follow_its_range() -> None:
    added = late(FIXED, risks(risk("fire", "build", 1, 2, 8)), "build")
    shares = [np.count_nonzero(added < each) / TRIALS for each in (2, 4, 8)]
    assert shares == pytest.approx([0.1, 0.5, 0.9])


def test_what_happens_every_time_only_makes_the_phase_longer() -> None:
    longer = FIXED.replace("{low: 5, high: 5}", "{low: 8, high: 8}")
    assert (run_of(FIXED, risks(risk("fire", "build", 1, 3))).end == run_of(longer).end).all()


def test_neither_common_causes_nor_inputs_act_on_a_risk() -> None:
    fire = risks(risk("fire", "build", 0.3, 2, 6))
    assert late(RANGES, fire, "build") == pytest.approx(late(FIXED, fire, "build"))


def test_nothing_but_the_phase_and_what_follows_changes() -> None:
    calm, tense = run_of(RANGES), run_of(RANGES, risks(risk("fire", "build", 0.3, 2, 6)))
    for name in ("train", "extra"):
        assert (calm.weeks(name) == tense.weeks(name)).all()
    spared = calm.weeks("build") == tense.weeks("build")
    assert np.count_nonzero(spared) == 0.7 * TRIALS
    assert (calm.end[spared] == tense.end[spared]).all()


def test_risks_are_drawn_apart_and_add_up() -> None:
    fire, flood = risk("fire", "build", 0.5, 1), risk("flood", "build", 0.5, 2)
    both, one, other = (
        late(FIXED, risks(*some), "build") for some in ((fire, flood), (fire,), (flood,))
    )
    assert (both == one + other).all()
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.08
    louder = late(FIXED, risks(risk("fire", "build", 0.6, 1)), "build")
    assert (louder >= one).all()


def test_a_phase_out_of_scope_has_no_risk() -> None:
    fire = risks(risk("fire", "extra", 1, 2))
    calm, tense = run_of(RANGES).weeks("extra"), run_of(RANGES, fire).weeks("extra")
    assert np.count_nonzero(calm == 0) == TRIALS / 2
    assert (tense[calm == 0] == 0).all()
    assert tense[calm > 0] == pytest.approx(calm[calm > 0] + 2)
    assert happened(estimate_of(RANGES, fire)) == [0.5]
    assert happened(estimate_of(RANGES, fire + "skip: [extra]")) == []


def test_the_range_by_the_rules_and_the_scenario_know_no_risk() -> None:
    calm, tense = estimate_of(RANGES), estimate_of(RANGES, risks(risk("fire", "build", 0.5, 9)))
    assert phase_of(calm, "build").weeks == phase_of(tense, "build").weeks
    assert calm.total.scenario == tense.total.scenario


def test_a_gate_that_may_slip_stays_a_gate() -> None:
    pack = FIXED.replace("low: 5, high: 5", "low: 0, high: 0")
    estimated = estimate_of(pack, risks(risk("fire", "build", 0.25, 3)))
    assert phase_of(estimated, "build").gate
    assert (estimated.total.weeks.p50, estimated.total.weeks.p80) == (2, 5)
    done = BUILT % ("2027-01-29", "2027-01-29")
    assert estimate_of(pack, done + risks(risk("fire", "build", 0.25, 3))).total.weeks.p90 == 6


def test_a_freeze_holds_back_what_a_risk_pushes_into_it() -> None:
    profile = "start: 2027-01-04\nfreezes: [{from: 2027-02-22, to: 2027-03-05, phases: [train]}]\n"
    fire = risks(risk("fire", "build", 0.3, 2.5))
    held = phase_of(estimate_of(FIXED, profile + fire), "train").start
    assert (held.p50, held.p80) == (5, 9)
    assert phase_of(estimate_of(FIXED, fire), "train").start.p80 == 7.5


def test_those_of_the_pack_count_too_and_a_child_replaces_them_all(tmp_path: Path) -> None:
    own = risks(risk("flood", "build", 0.5, 1))
    both = estimate_of(FIXED + risks(risk("fire", "train", 0.1, 1)), own)
    assert [each.title for each in both.risks] == ["flood", "fire"]
    parent = (HEAD + FIXED).replace("$cite", "cite: {basis: assumed, note: x}")
    (tmp_path / "parent.yaml").write_text(parent + risks(risk("fire", "build", 0.1, 1)))
    (tmp_path / "child.yaml").write_text(HEAD + "extends: parent.yaml\n" + own)
    child = load_pack("child.yaml", tmp_path, Place("test")).rules.pack
    assert [each.title for each in child.risks] == ["flood"]


def test_a_title_of_the_pack_is_taken() -> None:
    with pytest.raises(InputError) as raised:
        estimate_of(
            FIXED + risks(risk("fire", "train", 0.1, 1)), risks(risk("fire", "build", 1, 1))
        )
    assert [issue.code for issue in raised.value.issues] == ["P130"]


# why the whole varies


def test_a_risk_explains_what_it_makes_vary() -> None:
    estimated = estimate_of(FIXED, risks(risk("fire", "build", 0.2, 3)))
    (driver,) = estimated.drivers
    assert (driver.name, driver.kind, driver.title) == ("risks.fire", "risk", "fire")
    assert driver.variance_share == estimated.variance_shares.risks == pytest.approx(1, abs=0.02)
    assert estimated.variance_shares.together == pytest.approx(0, abs=0.02)


def test_its_share_is_that_of_its_variance() -> None:
    estimated = estimate_of(
        FIXED, risks(risk("fire", "build", 0.5, 3), risk("flood", "train", 0.2, 1)), trials=20_000
    )
    shares = {driver.title: driver.variance_share for driver in estimated.drivers}
    fire, flood = 0.5 * 0.5 * 9, 0.2 * 0.8 * 1
    assert shares["fire"] == pytest.approx(fire / (fire + flood), abs=0.01)
    assert shares["flood"] == pytest.approx(flood / (fire + flood), abs=0.01)


def test_without_risks_there_is_nothing_of_them() -> None:
    estimated = estimate_of(RANGES)
    assert estimated.risks == ()
    assert estimated.variance_shares.risks == 0
    assert "isk" not in screen(estimated)
    shown = json.loads(estimate_json(estimated))
    assert (shown["risks"], shown["variance_shares"]["risks"]) == ([], 0)


# what avoiding saves


def test_avoiding_a_risk_saves_the_difference_of_two_estimates() -> None:
    fire, flood = risk("fire", "build", 0.4, 2, 6), risk("flood", "train", 0.7, 1, 9)
    now = estimate_of(LEVERS, risks(fire, flood)).total.weeks
    advice = advice_of(LEVERS, risks(fire, flood))
    assert [each.title for each in advice.risks] == ["flood", "fire"]
    for each, left in zip(advice.risks, (fire, flood), strict=True):
        then = estimate_of(LEVERS, risks(left)).total.weeks
        assert each.weeks_saved.p50 == round(now.p50 - then.p50, 2)
        assert each.weeks_saved.p80 == round(now.p80 - then.p80, 2)
    assert advice_of(LEVERS + risks(flood), risks(fire)).risks == advice.risks


def test_only_what_has_not_begun_can_be_avoided() -> None:
    both = risks(risk("fire", "build", 0.4, 2), risk("flood", "train", 0.7, 1, 9))
    told = BUILDING % "2027-01-08"
    now, then = (
        estimate_of(LEVERS, told + some).total.weeks
        for some in (both, risks(risk("fire", "build", 0.4, 2)))
    )
    (left,) = advice_of(LEVERS, told + both).risks
    assert (left.title, left.weeks_saved.p80) == ("flood", round(now.p80 - then.p80, 2))


def test_levers_do_not_act_on_what_risks_add() -> None:
    rules, made_with = pack_from(LEVERS), Settings("en", "0", TRIALS)
    fire = risks(risk("fire", "build", 0.4, 2, 6))
    profile = profile_from(f"{fire}data: poor\nteam: few", rules)
    variants = Variants(rules, profile, made_with)
    inputs = variants.project({}).plan(None).inputs
    levers = list(steps(rules.pack, profile, inputs, variants.draw))
    for count, data, team in ((1, "clean", "few"), (2, "clean", "many")):
        again = profile_from(f"{fire}data: {data}\nteam: {team}", rules)
        changed = estimate(rules, again, made_with).total.weeks.p80
        found = seek(variants, levers[:count], 80, 0.1)
        assert len(found.chosen) == count
        assert round(found.weeks, 2) == changed < variants.weeks({}, 80)


# what is read


def test_the_screen_names_the_risks_that_are_left() -> None:
    some = risks(risk("fire", "build", 0.2, 2, 6), risk("flood", "train", 0.35, 1.5))
    line = "Risks: fire (20 %, 2-6 weeks on build); flood (35 %, 1.5 weeks on train)"
    assert line in screen(estimate_of(RANGES, some))
    left = screen(estimate_of(RANGES, BUILT % ("2027-01-29", "2027-01-29") + some))
    assert "Risks: flood (35 %, 1.5 weeks on train)" in left
    assert 'if "fire" is avoided (20 %)' in plain(advice_lines(advice_of(RANGES, some), 99))


@pytest.mark.parametrize(
    "title",
    [
        "{0} {risk!r} %s",
        "a.weeks",
        "[bold]x[/bold]",
        "| a | `b` |",
        "\x1b[31mred",
        "接口\n延期",
        "phases.build",
        "x" * 400,
    ],
)
def test_a_title_is_only_a_title(title: str) -> None:
    hostile, plainly = (risks(risk(each, "build", 0.5, 2)) for each in (title, "fire"))
    estimated = estimate_of(LEVERS, hostile)
    assert estimated.risks[0].title == title
    assert {driver.name for driver in estimated.drivers} >= {f"risks.{title}"}
    assert estimated.total.weeks.p95 == pytest.approx(
        estimate_of(LEVERS, plainly).total.weeks.p95, rel=0.05
    )
    advice = advice_of(LEVERS, hostile)
    for text in (
        screen(estimated),
        plain(advice_lines(advice, 80)),
        advice_markdown(advice),
    ):
        assert "\x1b" not in text
    (row,) = (line for line in advice_markdown(advice).splitlines() if line.startswith("| if "))
    assert row.replace("\\|", "").count("|") == 4
    assert json.loads(estimate_json(estimated))["risks"][0]["title"] == title
