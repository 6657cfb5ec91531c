"""Claim: probability, what cannot fit and what it would need, on examples worked by hand."""

from datetime import date

import numpy as np
import pytest

from building import TRIALS, pack_from, profile_from, run_of
from crmtimeline.cli.claiming import read_claim
from crmtimeline.engine.claim import answer
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError
from crmtimeline.model.claim import ClaimAnswer, NeededInput, NeededPhase, PhaseAtBest
from crmtimeline.render.claim import claim_lines, sentences
from crmtimeline.render.layout import plain

DATA = """
inputs:
  data: {title: {en: Data}, weights: {clean: 0.4, poor: 0.6}, $cite}
phases:
  build: {weeks: {low: 3, high: 3}, $cite}
  papers: {weeks: {low: 1, high: 1}, $cite}
  go-live: {after: [build, papers], weeks: {low: 1, high: 1}, $cite}
modifiers:
  by-data: {reads: data, levels: {clean: 1, poor: 3}, applies_to: {build: 1}, $cite}
"""
"""Two in five projects take 3 + 1 weeks, the others 9 + 1; papers are never critical."""

SPREAD = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  records: {title: {en: Records}, range: {low: 100, high: 10000}, $cite}
phases:
  build: {weeks: {low: 3, high: 9}, $cite}
  go-live: {weeks: {low: 1, high: 2}, after: [build], $cite}
modifiers:
  by-records: {reads: records, curve: {100: 0.5, 10000: 2}, applies_to: {build: 1}, $cite}
"""
NARROW = """
inputs:
  data: {title: {en: Data}, weights: {clean: 0.5, poor: 0.5}, $cite}
phases:
  go-live: {weeks: {low: 4, high: 5}, $cite}
modifiers:
  by-data: {reads: data, levels: {clean: 1, poor: 1}, applies_to: {go-live: 1}, $cite}
"""


def asked(
    pack: str, claim: str, profile: str = "", *, trials: int = TRIALS, seed: int = 1
) -> ClaimAnswer:
    """Return the answer to a claim on a profile by a pack, both as text."""
    rules = pack_from(pack)
    settings = Settings("en", "0", trials, seed)
    return answer(rules, profile_from(profile, rules), settings, read_claim(claim))


def refused(pack: str, claim: str, profile: str = "") -> list[str]:
    """Return the codes with which a claim is refused."""
    with pytest.raises(InputError) as raised:
        asked(pack, claim, profile)
    assert all(issue.place.file == "--claim" for issue in raised.value.issues)
    return [issue.code for issue in raised.value.issues]


def test_a_claim_that_only_the_short_projects_keep() -> None:
    claim = asked(DATA, "5w").claim
    assert (claim.probability, claim.trials_within, claim.shortest_weeks) == (0.4, 800, 4.0)
    assert (claim.cannot_fit, claim.chain) == ((), None)
    assert claim.would_need == (
        NeededInput("input", "data", "Data", "clean", "clean", before=0.4, after=1.0),
        NeededPhase("phase", "build", "build", 9.0, 3.0, share=0.333),
    )


def test_a_claim_in_which_one_phase_and_the_chain_cannot_fit() -> None:
    build, go_live = PhaseAtBest("build", "build", 3.0), PhaseAtBest("go-live", "go-live", 1.0)
    claim = asked(DATA, "2w").claim
    assert (claim.probability, claim.trials_within) == (0.0, 0)
    assert claim.cannot_fit == (build,)
    assert claim.chain is not None
    assert (claim.chain.p10_weeks, claim.chain.phases) == (4.0, (build, go_live))
    assert claim.would_need == ()
    longer = asked(DATA, "3.5w").claim
    assert longer.cannot_fit == ()
    assert longer.chain == claim.chain


def test_a_claim_that_all_projects_keep_needs_nothing() -> None:
    found = asked(DATA, "10")
    assert (found.claim.probability, found.claim.trials_within) == (1.0, TRIALS)
    assert found.claim.would_need == ()
    assert [text.split(" (")[0] for text in sentences(found)] == [
        "It is done in 10 weeks with a probability of 100 %",
        "Half of such projects are done in 10 weeks, four of five in 10",
        "Nothing out of the ordinary has to be true for that.",
    ]


def test_the_probability_is_the_share_of_trials_at_or_under_the_claim_rounded_down() -> None:
    end = run_of(SPREAD, trials=3_000).end
    for weeks in (4.0, 6.5, 12.0):
        claim = asked(SPREAD, f"{weeks}w", trials=3_000).claim
        within = int(np.count_nonzero(end <= weeks))
        assert claim.trials_within == within
        assert claim.probability == within * 1000 // 3_000 / 1000
        assert claim.shortest_weeks == round(float(end.min()), 2)


def test_what_it_would_need_is_what_the_trials_within_have() -> None:
    run = run_of(SPREAD)
    within = run.end <= 6
    records, build, go_live = asked(SPREAD, "6w").claim.would_need
    assert isinstance(records, NeededInput)
    assert records.value is None
    assert records.before == pytest.approx(1000, rel=0.01)
    assert records.after < 0.7 * records.before
    assert isinstance(build, NeededPhase)
    assert isinstance(go_live, NeededPhase)
    for phase in (build, go_live):
        weeks = np.sort(run.weeks(phase.id))
        some = np.sort(run.weeks(phase.id)[within])
        assert phase.typical_weeks == round(float(weeks[len(weeks) // 2 - 1]), 2)
        assert phase.needed_weeks == round(float(some[-(-len(some) // 2) - 1]), 2)
        assert phase.share == pytest.approx(phase.needed_weeks / phase.typical_weeks, abs=0.01)


def test_an_input_that_changes_nothing_is_not_named() -> None:
    for claim in ("4w", "4.5w"):
        needed = asked(NARROW, claim).claim.would_need
        assert [each for each in needed if isinstance(each, NeededInput)] == []


@pytest.mark.parametrize("seed", range(1, 6))
def test_too_few_trials_say_nothing_of_inputs(seed: int) -> None:
    found = asked(NARROW, "3.6w", trials=300, seed=seed).claim
    assert found.trials_within < 20
    assert [each for each in found.would_need if isinstance(each, NeededInput)] == []


def test_a_day_counts_through_its_end_as_deadlines_do() -> None:
    # From Monday 4 January 2027 the fourth week of work ends on Friday 29 January.
    profile = "start: 2027-01-04"
    assert asked(DATA, "2027-01-28", profile).claim.trials_within == 0
    found = asked(DATA, "2027-01-29", profile)
    assert (found.claim.weeks, found.claim.probability) == (4.0, 0.4)
    assert found.claim.date == date(2027, 1, 29)
    assert asked(DATA, "2027-01-31", profile).claim.probability == 0.4
    assert "by 2027-01-29 (4 weeks) with a probability of 40 %" in sentences(found)[0]
    assert "four of five by 2027-03-12 (10 weeks, P80): quote 2027-03-12." in sentences(found)[1]


def test_a_day_before_the_first_one_worked_is_kept_by_nothing() -> None:
    gate = "phases: {go-live: {weeks: {low: 0, high: 0}, $cite}}"
    found = asked(gate, "2027-01-03", "start: 2027-01-02").claim
    assert (found.weeks, found.probability, found.trials_within) == (0.0, 0.0, 0)
    assert asked(gate, "2027-01-04", "start: 2027-01-02").claim.probability == 1.0


def test_a_day_needs_a_start_and_lies_after_it() -> None:
    assert refused(DATA, "2027-06-30") == ["P118"]
    assert refused(DATA, "2026-12-31", "start: 2027-01-04") == ["P124"]


def test_freezes_hold_in_a_claim() -> None:
    profile = "start: 2027-01-04\nfreezes: [{from: 2027-01-20, to: 2027-02-14}]"
    assert asked(DATA, "5w", profile).claim.probability == 0.0
    assert asked(DATA, "7w", profile).claim.probability == 0.4


def test_with_progress_the_forecast_answers() -> None:
    profile = "start: 2027-01-04\nas_of: 2027-02-19\nprogress: {build: {started: 2027-01-04}}"
    rules = pack_from(SPREAD)
    weeks = estimate(rules, profile_from(profile, rules), Settings("en", "0", TRIALS)).total.weeks
    assert asked(SPREAD, f"{weeks.p50 + 0.01:.2f}w", profile).claim.probability == pytest.approx(
        0.5, abs=0.01
    )
    claim = asked(SPREAD, "8.5w", profile).claim
    assert claim.shortest_weeks > 7, "seven weeks are spent"
    build = claim.would_need[0]
    assert isinstance(build, NeededPhase)
    planned = next(each for each in asked(SPREAD, "6w").claim.would_need if each.kind == "phase")
    assert build.id == planned.id == "build"
    assert build.typical_weeks > planned.typical_weeks


def test_inputs_are_set_against_what_has_happened() -> None:
    seen = "start: 2027-01-04\nas_of: 2027-02-05\nprogress: {build: {started: 2027-01-04}}"
    after, before = (asked(SPREAD, "9w", text).claim.would_need for text in (seen, ""))
    assert isinstance(after[0], NeededInput)
    assert isinstance(before[0], NeededInput)
    assert after[0].before > 1.2 * before[0].before, "five weeks make many records likelier"
    assert after[0].after < after[0].before


def test_what_is_finished_is_not_among_what_could_be_shorter() -> None:
    done = "start: 2027-01-04\nas_of: 2027-03-05\n"
    done += "progress: {build: {started: 2027-01-04, finished: 2027-03-05}}"
    claim = asked(SPREAD, "9.2w", done).claim
    assert claim.chain is not None
    assert [phase.id for phase in claim.chain.phases] == ["go-live"]
    assert [phase.id for phase in claim.cannot_fit] == []
    needed = asked(SPREAD, "9.9w", done).claim.would_need
    assert [each.id for each in needed if isinstance(each, NeededPhase)] == ["go-live"]


@pytest.mark.parametrize(
    ("text", "weeks"), [("12w", 12), ("12", 12), ("12.5w", 12.5), ("3m", 13), ("1.5m", 6.5)]
)
def test_lengths_are_weeks_or_months(text: str, weeks: float) -> None:
    assert read_claim(text).limit == pytest.approx(weeks)


@pytest.mark.parametrize(
    "text",
    [
        *("", "w", "0w", "-3w", "12 w", "12W", "12周", "1e2", "1_2", "٣w", "nan", "5201w"),
        *("2027-02-30", "2027-6-30", "20270630", "2027-W01-1", "12w\n", "[red]\x1b[31m"),
        "9" * 400,
    ],
)
def test_what_is_no_length_is_refused(text: str) -> None:
    assert refused(DATA, text) == ["P129"]


def test_a_phase_that_often_does_not_happen_can_fit() -> None:
    pack = """
inputs:
  count: {number: {min: 0}, weights: {0: 0.2, 1: 0.8}, $cite}
phases:
  extra: {when: {reads: count, min: 1}, weeks: {low: 6, high: 6}, $cite}
  go-live: {after: [extra], weeks: {low: 1, high: 1}, $cite}
"""
    claim = asked(pack, "2w").claim
    assert (claim.probability, claim.cannot_fit, claim.chain) == (0.2, (), None)
    assert [type(each) for each in claim.would_need] == [NeededInput]


@pytest.mark.parametrize("width", [60, 80, 160])
def test_lines_keep_to_their_width(width: int) -> None:
    for claim in ("2w", "5w", "10w"):
        for line in plain(claim_lines(asked(DATA, claim), width)).splitlines():
            assert len(line) <= width
