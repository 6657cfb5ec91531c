"""Times the engine. Run by hand: OPENBLAS_NUM_THREADS=1 python engine.py

One estimate with all its outputs, of a pack of 12 phases with 16 ties, ten inputs and ten
modifiers: in a running process with its draws cached, and as the first of a fresh process; then how
the cost grows with phases and with trials.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import DEFAULT_TRIALS, Settings
from crmtimeline.errors import InputError, Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile

WARM, FRESH, GROWTH = 40, 15, 5
"""How many samples a median is taken of."""

PHASES, PHASE_COUNTS = 12, (25, 50, 100, 200)
TRIAL_COUNTS = (10_000, 20_000, 50_000, 100_000)
CITE = "cite: {basis: assumed, note: to be timed}"

HEAD = """format: 1
id: timed
version: "1"
title: {en: Timed}
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  depth: {levels: [none, light, deep], weights: {none: 0.2, light: 0.5, deep: 0.3}, $cite}
  records: {number: {min: 0}, range: {low: 8000, high: 1500000}, $cite}
  systems: {number: {min: 0}, weights: {0: 0.2, 1: 0.3, 3: 0.3, 6: 0.2}, $cite}
  quality: {levels: [clean, mixed, poor], weights: {clean: 0.25, mixed: 0.5, poor: 0.25}, $cite}
  familiar: {levels: [high, medium, low], weights: {high: 0.2, medium: 0.5, low: 0.3}, $cite}
  together: {levels: [high, medium, low], weights: {high: 0.2, medium: 0.5, low: 0.3}, $cite}
  change: {levels: [false, true], weights: {false: 0.85, true: 0.15}, $cite}
  hosting: {levels: [cloud, own], weights: {cloud: 0.7, own: 0.3}, $cite}
presets:
  small:
    employees: {low: 5, high: 50}
    users: {high: 20}
    inputs: {depth: {weights: {none: 0.5, light: 0.5}}, records: {range: {low: 1000, high: 50000}}}
    $cite
  medium:
    employees: {low: 50, high: 300}
    users: {high: 100}
    inputs: {systems: {weights: {0: 0.3, 1: 0.5, 3: 0.2}}}
    $cite
  large:
    employees: {low: 300, high: 40000}
    inputs: {depth: {weights: {light: 0.4, deep: 0.6}}, systems: {weights: {3: 0.5, 6: 0.5}}}
    $cite
"""
MODIFIERS = """modifiers:
  size: {reads: company.employees, curve: {20: 0.6, 300: 1, 3000: 1.5}, applies_to: {all: 1}, $cite}
  heads: {reads: company.users, curve: {20: 0.5, 300: 1, 3000: 1.8}, applies_to: {p6: 1}, $cite}
  volume: {reads: records, curve: {1000: 0.2, 300000: 1, 3000000: 1.5}, applies_to: {p5: 1}, $cite}
  load: {reads: systems, curve: {1: 0.55, 3: 1, 8: 1.7}, applies_to: {p4: 1, p7: 0.5}, $cite}
  quality: {reads: quality, levels: {clean: 0.85, mixed: 1, poor: 1.4}, applies_to: {p5: 1}, $cite}
  familiar:
    reads: familiar
    levels: {high: 0.95, medium: 1, low: {low: 1, likely: 1.1, high: 1.3}}
    applies_to: {p0: 1, p2: 1, p6: 1}
    $cite
  together:
    reads: together
    levels: {high: 0.95, medium: 1, low: {low: 1, likely: 1.15, high: 1.35}}
    applies_to: {all: 1}
    $cite
  change:
    reads: change
    levels: {false: 1, true: {low: 1, likely: 1.2, high: 1.5}}
    applies_to: {all: 1}
    $cite
  hosting: {reads: hosting, levels: {cloud: 1, own: 1.2}, applies_to: {p0: 1, p7: 1}, $cite}
  depth: {reads: depth, levels: {none: 0.8, light: 1, deep: 1.5}, applies_to: {p9: 1}, $cite}
milestones:
  benefits: {after: p8, weeks: {low: 4, high: 9}, $cite}
"""
ALL_KNOWN = """company: {employees: 800, users: 300}
depth: light
records: 200000
systems: 3
quality: mixed
familiar: medium
together: low
change: false
hosting: cloud
"""
PROFILES = {"nothing unknown": ALL_KNOWN, "all unknown": ""}

Case = tuple[RulePack, Profile]


def phases(count: int) -> Iterator[str]:
    """Yield phases in a chain, every third one beside the next, with some ties of other kinds."""
    yield "phases:"
    for at in range(count):
        weeks = "weeks: {low: 2, high: 4}"
        if at % PHASES == 2:  # a place in the chain
            weeks = (
                "weeks_by: {reads: depth, levels: {none: {low: 1, high: 2},"
                " light: {low: 2, high: 4}, deep: {low: 6, high: 12}}}"
            )
        tied = f", after: [{', '.join(before(at))}]"
        if at % PHASES in (3, 8):
            tied += f", links: [{{from: p{at - 1}, kind: SS, lag_share: 0.5}}]"
        if at % PHASES == 5:  # a place in the chain
            tied += ", when: {reads: records, min: 5000}"
        yield f"  p{at}: {{{weeks}{tied}, {CITE}}}"


def before(at: int) -> list[str]:
    """Return the phases that finish before the one at a place in the chain starts."""
    if at == 0:
        return []
    if at % PHASES in (3, 8):
        return [f"p{at - 2}"]
    return [f"p{at - 1}", f"p{at - 2}"] if at % PHASES in (4, 9, 11) else [f"p{at - 1}"]


def case(profile: str, count: int = PHASES) -> Case:
    """Return a loaded pack of so many phases and a checked profile."""
    text = (HEAD + "\n".join(phases(count)) + "\n" + MODIFIERS).replace("$cite", CITE)
    with TemporaryDirectory() as folder:
        Path(folder, "timed.yaml").write_text(text, encoding="utf-8")
        rules = load_pack("timed.yaml", Path(folder), Place("engine")).rules
    found, issues = check_profile(rules.pack, read_tree(profile.encode(), "profile.yaml"))
    if found is None:
        raise InputError(issues)
    return rules, found


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes, without the garbage collector."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    took = perf_counter() - start
    gc.enable()
    return 1_000 * took


def warm(one: Case, samples: int, trials: int = DEFAULT_TRIALS) -> float:
    """Return the median of samples, in ms, after an estimate that fills the caches."""
    settings = Settings("en", "0", trials)
    estimate(*one, settings)
    return median(timed(lambda: estimate(*one, settings)) for _ in range(samples))


def fresh(profile: str) -> float:
    """Return the median first estimate of a process of its own, in ms."""
    command = [sys.executable, __file__, "--first", profile]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    return median(
        float(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)
        for _ in range(FRESH)
    )


def growth(label: str, sizes: list[tuple[int, int]], counts: tuple[int, ...]) -> None:
    """Print what an estimate costs per phase and trial, and that as a ratio to the first."""
    print(f"\n{label:<12}{'ms':>10}{'ns per phase and trial':>26}{'ratio':>8}")
    first = 0.0
    for count, (many, trials) in zip(counts, sizes, strict=True):
        took = warm(case(ALL_KNOWN, many), GROWTH, trials)
        each = 1e6 * took / (many * trials)
        first = first or each
        print(f"{count:<12}{took:>10.1f}{each:>26.2f}{each / first:>8.2f}")


def main() -> None:
    """Print all timings; with `--first PROFILE` only that of this process's first estimate."""
    if sys.argv[1:2] == ["--first"]:
        one = case(sys.argv[2])
        print(timed(lambda: estimate(*one, Settings("en", "0"))))
        return
    print(f"{PHASES} phases, {DEFAULT_TRIALS} trials{'draws cached':>18}{'fresh process':>16}   ms")
    for name, profile in PROFILES.items():
        print(f"{name:<24}{warm(case(profile), WARM):>18.2f}{fresh(profile):>16.2f}")
    growth("phases", [(many, DEFAULT_TRIALS) for many in PHASE_COUNTS], PHASE_COUNTS)
    growth("trials", [(PHASES, trials) for trials in TRIAL_COUNTS], TRIAL_COUNTS)


if __name__ == "__main__":
    main()
