"""Packs at random: rule packs and profiles that the laws are checked on."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from building import run_of
from crmtimeline.errors import InputError

LEVELS = ("easy", "usual", "hard")
KINDS = ("FS", "SS", "FF", "SF")

fractions = st.integers(1, 99).map(lambda number: number / 100)
factors = st.integers(20, 300).map(lambda number: number / 100)


@dataclass(frozen=True)
class PackAtRandom:
    """Sections of a pack by entry, each entry as YAML text; and a profile's lines."""

    correlation: float
    spread: float
    inputs: dict[str, str]
    phases: dict[str, dict[str, Any]]
    modifiers: dict[str, str]
    answers: dict[str, str]
    presets: str = ""

    @property
    def text(self) -> str:
        """The pack as YAML."""
        lines = [
            f"uncertainty: {{correlation: {{value: {self.correlation}, $cite}},"
            f" project_spread: {{value: {self.spread}, $cite}}}}",
            "inputs:" if self.inputs else "inputs: {}",
            *(f"  {name}: {{{entry}, $cite}}" for name, entry in self.inputs.items()),
            *([self.presets] if self.presets else []),
            "phases:",
            *(f"  {name}: {{{_flow(entry)}, $cite}}" for name, entry in self.phases.items()),
            "modifiers:" if self.modifiers else "modifiers: {}",
            *(f"  {name}: {{{entry}, $cite}}" for name, entry in self.modifiers.items()),
        ]
        return "\n".join(lines) + "\n"

    @property
    def profile(self) -> str:
        """The profile as YAML."""
        return "\n".join(f"{name}: {value}" for name, value in self.answers.items()) + "\n"

    def reordered(self, phases: list[str], *, backward: bool) -> "PackAtRandom":
        """Return the same pack with its phases, and perhaps the ties of each, in another order."""
        step = -1 if backward else 1
        return replace(
            self,
            phases={
                name: {
                    key: value[::step] if key in ("after", "links") else value
                    for key, value in self.phases[name].items()
                }
                for name in phases
            },
        )


def _flow(entry: dict[str, Any]) -> str:
    return ", ".join(
        f"{key}: [{', '.join(value)}]" if isinstance(value, list) else f"{key}: {value}"
        for key, value in entry.items()
    )


@st.composite
def weeks(draw: st.DrawFn, *, gates: bool = True) -> str:
    """Return a range of weeks, a fixed length or, where wanted, a gate."""
    low = draw(st.integers(0 if gates else 1, 800)) / 100
    high = 0.0 if low == 0 else draw(st.sampled_from([1.0, 1.5, 2.0, 4.0])) * low
    if low and draw(st.booleans()):
        likely = low + draw(fractions) * (high - low)
        return f"{{low: {low}, likely: {likely}, high: {high}}}"
    return f"{{low: {low}, high: {high}}}"


@st.composite
def triples(draw: st.DrawFn) -> str:
    """Return a factor of three, in order."""
    low, likely, high = sorted(draw(st.tuples(factors, factors, factors)))
    return f"{{low: {low}, likely: {likely}, high: {high}}}"


@st.composite
def inputs(draw: st.DrawFn, name: str) -> str:
    """Return an input: levels (their names begin with l) or a number (with n)."""
    if name.startswith("l"):
        first = draw(st.integers(0, 10))
        second = draw(st.integers(0, 10 - first))
        shares = (first / 10, second / 10, round(1 - first / 10 - second / 10, 1))
        weights = ", ".join(f"{key}: {w}" for key, w in zip(LEVELS, shares, strict=True))
        return f"levels: [{', '.join(LEVELS)}], weights: {{{weights}}}"
    if draw(st.booleans()):
        low = draw(st.integers(1, 100))
        high = low * draw(st.integers(1, 50))
        return f"number: {{min: 0}}, range: {{low: {low}, high: {high}}}"
    return "number: {min: 0}, weights: {0: 0.3, 2: 0.3, 40: 0.4}"


@st.composite
def modifiers(draw: st.DrawFn, reads: str, phases: list[str]) -> str:
    """Return a modifier that reads an input and acts on some phases."""
    chosen = draw(st.lists(st.sampled_from([*phases, "all"]), min_size=1, max_size=3, unique=True))
    strengths = ", ".join(f"{name}: {draw(st.sampled_from([1, 0.5, 2]))}" for name in chosen)
    applies = f"reads: {reads}, applies_to: {{{strengths}}}"
    if reads.startswith("n"):
        points = sorted(draw(st.sets(st.integers(1, 200), min_size=2, max_size=4)))
        curve = ", ".join(f"{point}: {draw(factors)}" for point in points)
        return f"{applies}, curve: {{{curve}}}"
    levels = ", ".join(
        f"{level}: {draw(st.one_of(factors.map(str), triples()))}" for level in LEVELS
    )
    return f"{applies}, levels: {{{levels}}}"


@st.composite
def phases_of(draw: st.DrawFn, names: list[str], reads: list[str]) -> dict[str, dict[str, Any]]:
    """Return phases with ranges, conditions and ties on earlier ones."""
    phases: dict[str, dict[str, Any]] = {}
    for name in names:
        entry: dict[str, Any] = {}
        levels = [each for each in reads if each.startswith("l")]
        if levels and draw(st.integers(0, 3)) == 0:
            table = ", ".join(f"{level}: {draw(weeks())}" for level in LEVELS)
            entry["weeks_by"] = f"{{reads: {draw(st.sampled_from(levels))}, levels: {{{table}}}}}"
        else:
            entry["weeks"] = draw(weeks())
        if reads and draw(st.integers(0, 3)) == 0:
            read = draw(st.sampled_from(reads))
            entry["when"] = f"{{reads: {read}, {'is: [hard]' if read[0] == 'l' else 'min: 2'}}}"
        if phases:
            earlier = st.lists(st.sampled_from(list(phases)), max_size=2, unique=True)
            entry["after"] = draw(earlier)
            entry["links"] = [
                f"{{from: {source}, kind: {draw(st.sampled_from(KINDS))},"
                f" lag_weeks: {draw(st.integers(-4, 4))},"
                f" lag_share: {draw(st.integers(-1, 2)) / 2}}}"
                for source in draw(earlier)
            ]
        phases[name] = entry
    return phases


@st.composite
def packs(draw: st.DrawFn, *, conditional: bool = False) -> PackAtRandom:
    """Return a pack with a profile that answers some of its questions.

    A conditional one has a phase with a condition on a question that is not answered.
    """
    names = [f"p{at}" for at in range(draw(st.integers(2 if conditional else 1, 5)))]
    reads = draw(st.lists(st.sampled_from(["l1", "l2", "n1", "n2"]), max_size=4, unique=True))
    asked = ["lx"] if conditional else []
    declared = {name: draw(inputs(name)) for name in [*reads, *asked]}
    rules = {
        f"m{at}": draw(modifiers(read, names))
        for at, read in enumerate(
            draw(st.lists(st.sampled_from(reads), max_size=4)) if reads else []
        )
    }
    answers = {
        name: draw(st.sampled_from(LEVELS if name[0] == "l" else ("0", "1.5", "7", "300")))
        for name in reads
        if draw(st.booleans())
    }
    phases = draw(phases_of(names, [*reads, *asked]))
    if conditional:
        phases[draw(st.sampled_from(names))]["when"] = "{reads: lx, is: [hard]}"
    return PackAtRandom(
        correlation=draw(st.sampled_from([0, 0.35, 1])),
        spread=draw(st.sampled_from([0, 0.25])),
        inputs=declared,
        phases=phases,
        modifiers=rules,
        answers=answers,
    )


def usable(some: PackAtRandom) -> bool:
    """Whether something is left of the project: conditions may leave no phase in scope."""
    try:
        run_of(some.text, some.profile, trials=1)
    except InputError as error:
        if {issue.code for issue in error.issues} == {"P114"}:
            return False
        raise
    return True
