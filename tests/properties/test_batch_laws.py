"""Laws of batches: the short way gives the figures of the long one, and profiles share nothing."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from packs_at_random import PackAtRandom, packs, usable

from building import pack_from, profile_from
from crmtimeline.cli.loading import load, settings_of
from crmtimeline.cli.screen import Speech
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.whole import whole, whole_of
from crmtimeline.errors import InputError

SETTINGS = Settings("en", "0", 200, traced=False)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
usable_packs = packs().filter(usable)


@given(usable_packs)
def test_the_whole_is_that_of_the_estimate(some: PackAtRandom) -> None:
    rules = pack_from(some.text)
    profile = profile_from(some.profile, rules)
    assert vars(whole(rules, profile, SETTINGS)) == vars(
        whole_of(estimate(rules, profile, SETTINGS))
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_the_whole_of_an_example_is_that_of_its_estimate(example: Path) -> None:
    loaded = load(str(example), [], None, "en", Speech("en"))
    project = loaded.pack.rules, loaded.profile, settings_of(loaded, 200, 1), loaded.calendar
    assert vars(whole(*project)) == vars(whole_of(estimate(*project)))


@given(usable_packs)
def test_without_traces_nothing_else_changes(some: PackAtRandom) -> None:
    rules = pack_from(some.text)
    profile = profile_from(some.profile, rules)
    traced = estimate(rules, profile, replace(SETTINGS, traced=True))
    without = [replace(phase, trace=phase.trace[:0]) for phase in traced.phases]
    untraced = estimate(rules, profile, SETTINGS)
    assert all(phase.trace == () or phase.id in profile.keys.phases for phase in untraced.phases)
    assert [replace(phase, trace=()) for phase in untraced.phases] == without
    assert replace(untraced, phases=(), figures=()) == replace(traced, phases=(), figures=())


@given(usable_packs)
def test_what_was_estimated_before_changes_nothing(some: PackAtRandom) -> None:
    rules = pack_from(some.text)
    known, nothing = profile_from(some.profile, rules), profile_from("", rules)
    first = estimate(rules, known, SETTINGS)
    with suppress(InputError):  # perhaps no phase is left then
        estimate(rules, nothing, SETTINGS)
    assert estimate(rules, known, SETTINGS) == first
    assert estimate(pack_from(some.text), known, SETTINGS) == first
