"""Times advice. Run by hand: OPENBLAS_NUM_THREADS=1 python advise.py

In a running process with its draws cached, of a pack of 12 phases: 12 levers and 12 questions,
their combinations, and the way to a target by 12 levers, for the target that takes longest. Levers
that are all alike, each on a phase of its own, are the hardest to choose from, and questions for
numbers, which have twenty answers each, take longest.
"""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from crmtimeline.engine import advise
from crmtimeline.engine.goal import seek
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile

SAMPLES, TARGETS = 5, 8
COUNT, SHARE = 12, 80
MADE_WITH = Settings("en", "0")
CITE = "cite: {basis: assumed, note: to be timed}"
HEAD = """format: 1
id: timed
version: "1"
title: {en: Timed}
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
presets:
  small:
    employees: {low: 5, high: 50}
    inputs: {lever-1: {weights: {low: 0.7, middle: 0.2, high: 0.1}}}
    $cite
  large:
    employees: {low: 50, high: 5000}
    inputs: {lever-1: {weights: {low: 0.1, middle: 0.2, high: 0.7}}}
    $cite
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
"""
LEVELS = "levels: [low, middle, high], weights: {low: 0.2, middle: 0.5, high: 0.3}"
NUMBER = "number: {min: 0}, weights: {0: 0.2, 1: 0.3, 3: 0.3, 6: 0.2}"
EXACT = "levels: {low: 0.9, middle: 1, high: 1.25}"
BLURRED = "levels: {low: 0.95, middle: 1, high: {low: 1, likely: 1.15, high: 1.35}}"
CURVE = "curve: {1: 0.8, 3: 1, 6: 1.5}"
RANGED = "curve: {10: 0.8, 90: 1.25}"
SIZE = """  size:
    reads: company.employees
    curve: {20: 0.6, 3000: 1.5}
    applies_to: {all: 1}
    $cite
"""


class Case(NamedTuple):
    """A loaded pack and a checked profile."""

    rules: RulePack
    profile: Profile


def alike() -> str:
    """Return a pack of phases in a chain, each with a lever of its own."""
    inputs, modifiers, phases = "", "", ""
    for at in range(COUNT):
        inputs += f"  lever-{at}: {{{LEVELS}, lever: {{acts: both}}, $cite}}\n"
        modifiers += f"  m{at}: {{reads: lever-{at}, {BLURRED}, applies_to: {{p{at}: 1}}, $cite}}\n"
        before = f"p{at - 1}" if at else ""
        phases += f"  p{at}: {{weeks: {{low: 2, high: 4}}, after: [{before}], $cite}}\n"
    return f"{HEAD}{inputs}phases:\n{phases}modifiers:\n{modifiers}"


def mixed() -> str:
    """Return a pack with some phases beside one another, and levers on some phases each."""
    inputs, modifiers, phases = "", "", ""
    for at in range(COUNT):
        number = is_number(at)
        declared, step = (NUMBER, ", step: -1") if number else (LEVELS, "")
        inputs += f"  lever-{at}: {{{declared}, lever: {{acts: both{step}}}, $cite}}\n"
        factors = CURVE if number else (EXACT, BLURRED)[at % 2]
        acts = "all: 1" if at < 2 else f"p{at}: 1, p{(5 * at + 3) % COUNT}: 0.5"  # two on all
        modifiers += f"  m{at}: {{reads: lever-{at}, {factors}, applies_to: {{{acts}}}, $cite}}\n"
        near = (at - 2,) if at % 3 == 2 else (at - 1, at - 2)  # every third beside the one before
        tied = f"after: [{', '.join(f'p{each}' for each in near if each >= 0)}]"
        if at == COUNT - 1:
            tied += f", links: [{{from: p{at - 1}, kind: SS, lag_share: 0.5}}]"
        if at == COUNT - 2:
            tied += f", when: {{reads: lever-{COUNT - 1}, min: 0.5}}"  # unknown, it may be dropped
        phases += f"  p{at}: {{weeks: {{low: 2, high: 4}}, {tied}, $cite}}\n"
    return f"{HEAD}{inputs}phases:\n{phases}modifiers:\n{SIZE}{modifiers}"


def ranged() -> str:
    """Return the mixed pack with as many ranges of numbers beside its levers, on as many phases."""
    inputs, modifiers = "", ""
    for at in range(COUNT):
        inputs += f"  range-{at}: {{number: {{min: 0}}, range: {{low: 10, high: 90}}, $cite}}\n"
        acts = "all: 1" if at < 2 else f"p{at}: 1, p{(7 * at + 5) % COUNT}: 0.5"
        modifiers += f"  r{at}: {{reads: range-{at}, {RANGED}, applies_to: {{{acts}}}, $cite}}\n"
    before, phases = mixed().split("phases:\n")
    return f"{before}{inputs}phases:\n{phases}{modifiers}"


def tied() -> str:
    """Return the mixed pack with ties by which a shorter phase can start later."""
    ties = "links: [{from: p3, kind: FF}]", "links: [{from: p4, kind: SS, lag_weeks: 1}]"
    text = mixed().replace("p4: {", f"p4: {{{ties[0]}, ").replace("p6: {", f"p6: {{{ties[1]}, ")
    return text.replace("kind: SS, lag_share: 0.5", "kind: SS, lag_share: -0.5")


def is_number(at: int) -> bool:
    """Whether a lever is on a number; one in four is."""
    return at % 4 == 3


def case(pack: str, profile: str) -> Case:
    """Return a pack of a text with a profile."""
    with TemporaryDirectory() as folder:
        Path(folder, "timed.yaml").write_text(pack.replace("$cite", CITE), encoding="utf-8")
        rules = load_pack("timed.yaml", Path(folder), Place("advise")).rules
    found, issues = check_profile(rules.pack, read_tree(profile.encode(), "profile.yaml"))
    if found is None:
        raise InputError(issues)
    return Case(rules, found)


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes, without the garbage collector."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    took = perf_counter() - start
    gc.enable()
    return 1_000 * took


def samples(work: Callable[[], object]) -> list[float]:
    """Return how many milliseconds calls take."""
    return [timed(work) for _ in range(SAMPLES)]


def advised(one: Case, combined: int) -> None:
    """Advise anew, with combinations of so many levers."""
    advise.BEST, best = combined, advise.BEST
    advice = advise.Adviser(*one, MADE_WITH).advice()
    advise.BEST = best
    found = (len(advice.levers), len(advice.questions), len(advice.combinations))
    assert found == (COUNT, COUNT, 2 * advise.SHOWN * (combined > 0)), found


def levers_of(one: Case) -> tuple[Variants, list[Step]]:
    """Return the levers of a project, and its variants, none of them estimated yet."""
    variants = Variants(*one, MADE_WITH)
    project = variants.project({})
    inputs = project.inputs(MADE_WITH.trials)
    project.scoped(inputs)  # asks for what rules read
    return variants, list(steps(one.rules.pack, one.profile, inputs, variants.draw))


def sought(one: Case, target: float) -> int:
    """Seek a goal anew and return how many levers it takes; more than all where none reach it."""
    variants, levers = levers_of(one)
    assert len(levers) == COUNT
    found = seek(variants, levers, SHARE, target)
    assert found.exact
    return len(found.chosen) if found.reachable else COUNT + 1


def targets(one: Case) -> list[float]:
    """Return targets all the way from what holds already to what no set reaches."""
    variants, levers = levers_of(one)
    changes = {name: value for step in levers for name, value in step.changes.items()}
    now, least = (variants.weeks(each, SHARE) for each in ({}, changes))
    return [least + (now - least) * at / TARGETS for at in range(-1, TARGETS + 1)]


def shown(label: str, took: list[float], limit: float) -> None:
    """Print the best and the median of some times in ms, and the limit."""
    print(f"{label:<38}{min(took):>9.0f}{median(took):>9.0f}{limit:>9.0f}")


def main() -> None:
    """Print all timings."""
    print(f"{COUNT} levers, {COUNT} questions{'best':>26}{'median':>9}{'limit':>9}   ms")
    known = ["company: {employees: 800}", *(f"lever-{at}: high" for at in range(COUNT))]
    hardest = [f"lever-{at}: 6" if is_number(at) else known[at + 1] for at in range(COUNT)]
    given = "\n".join([known[0], *hardest, ""])
    sought_for("alike", case(alike(), "\n".join([*known, ""])))  # first: large arrays set memory up
    sought_for("given", case(mixed(), given))
    sought_for("tied", case(tied(), given))
    unknown = case(mixed(), "lever-2: high\n")
    advised_on("unknown", unknown)
    advised_on("ranges of numbers", case(ranged(), given))
    sought_for("unknown", unknown)
    sought_for("dropping a phase", case(mixed(), "\n".join([known[0], *hardest[:-1], ""])))


def advised_on(label: str, one: Case) -> None:
    """Print how long levers and questions take, and how much longer it is with combinations."""
    every, best = (samples(partial(advised, one, combined)) for combined in (0, advise.BEST))
    shown(f"levers, questions: {label}", every, 300)
    both = [with_them - without for with_them, without in zip(best, every, strict=True)]
    shown("and combinations", both, 300)


def sought_for(label: str, one: Case) -> None:
    """Print how long the goal takes whose target takes longest."""
    takes = {target: timed(partial(sought, one, target)) for target in targets(one)}
    longest = max(takes, key=lambda each: takes[each])
    took = samples(partial(sought, one, longest))
    shown(f"goal, {label}: {sought(one, longest)} levers", took, 1_000)


if __name__ == "__main__":
    main()
