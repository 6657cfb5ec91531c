"""Laws of goals in any network: lengths that are fixed, reckoned here from the definitions."""

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_network_laws import Case, cases, end_of, lengths, starts

from building import pack_from, profile_from
from crmtimeline.engine.goal import WITHIN, seek
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.pulled import Pulled, ratios
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.model.plan import Tie

Chosen = tuple[int, ...]
FEW = settings(max_examples=80, phases=[Phase.generate])


class Tangle(NamedTuple):
    """Phases tied in any way, and by what each lever multiplies each of them."""

    case: Case
    factors: list[tuple[float, ...]]

    def end(self, chosen: Chosen) -> float:
        """Return the end of the whole with some levers pulled."""
        weeks = [
            length * prod(self.factors[at][phase] for at in chosen)
            for phase, length in enumerate(self.case.weeks)
        ]
        changed = Case(self.case.ties, weeks)
        return end_of(changed, starts(changed))

    @property
    def pack(self) -> str:
        """The same as a rule pack."""
        lines = ["inputs:"]
        for at in range(len(self.factors)):
            weights = "levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}"
            lines.append(f"  l{at}: {{{weights}, lever: {{acts: both}}, $cite}}")
        lines.append("phases:")
        for phase, (weeks, ties) in enumerate(zip(self.case.weeks, self.case.ties, strict=True)):
            links = ", ".join(
                f"{{from: p{tie.source}, kind: {tie.kind}, lag_weeks: {tie.lag_weeks},"
                f" lag_share: {tie.lag_share}}}"
                for tie in ties
            )
            length = f"{{low: {weeks}, high: {weeks}}}"
            lines.append(f"  p{phase}: {{weeks: {length}, links: [{links}], $cite}}")
        lines.append("modifiers:")
        for at, factors in enumerate(self.factors):
            for phase, factor in enumerate(factors):
                table = f"levels: {{easy: {factor}, hard: 1}}, applies_to: {{p{phase}: 1}}"
                lines.append(f"  m{at}-{phase}: {{reads: l{at}, {table}, $cite}}")
        return "\n".join(lines) + "\n"


@st.composite
def anchored(draw: st.DrawFn) -> Case:
    """Return a network in which a phase ends with another, and a third starts with it."""
    lag = st.sampled_from([0.0, 0.0, 1.0, -1.0])
    late = (Tie(0, draw(st.sampled_from(["FF", "SF"])), draw(lag), 0.0),)
    after = (Tie(1, "SS", draw(lag), draw(st.sampled_from([0.0, -0.25]))),)
    weeks = draw(st.lists(lengths, min_size=4, max_size=4))
    return Case([(), late, after, ()], weeks)


@st.composite
def tangles(draw: st.DrawFn) -> Tangle:
    """Return a network with two to five levers that halve phases, or lengthen some."""
    case = draw(st.one_of(cases(plain=False), anchored()))
    factors = st.tuples(*[st.sampled_from([1.0, 1.0, 0.5, 0.25, 1.5])] * len(case.weeks))
    return Tangle(case, draw(st.lists(factors, min_size=2, max_size=5)))


def sets(count: int) -> Iterator[Chosen]:
    """Yield every set of levers, small ones first, each size in order."""
    for size in range(count + 1):
        yield from combinations(range(count), size)


def levers_of(tangle: Tangle) -> tuple[Variants, list[Step]]:
    """Return the levers of a tangle, all still to be pulled, and its variants."""
    rules = pack_from(tangle.pack)
    profile = profile_from("".join(f"l{at}: hard\n" for at in range(len(tangle.factors))), rules)
    variants = Variants(rules, profile, Settings("en", "0", 1))
    inputs = variants.project({}).plan(None).inputs
    return variants, list(steps(rules.pack, profile, inputs, variants.draw))


@FEW
@given(tangles())
def test_the_goal_is_the_best_of_all_sets(tangle: Tangle) -> None:
    variants, levers = levers_of(tangle)
    ends = {chosen: tangle.end(chosen) for chosen in sets(len(levers))}
    least = min(ends.values())
    for target in (least - 0.01, *sorted(set(ends.values()))[:5], ends[()]):
        found = seek(variants, levers, 80, target)
        reaching = [each for each in ends if ends[each] <= target + WITHIN]
        assert (found.reachable, found.exact) == (bool(reaching), True)
        if reaching:
            best = min(reaching, key=lambda each: (len(each), ends[each], each))
            assert len(found.chosen) == len(best)
            assert found.weeks == pytest.approx(ends[best])
        else:
            assert found.weeks == pytest.approx(least)
        assert ends[found.chosen] == pytest.approx(found.weeks)


@FEW
@given(tangles())
def test_no_set_is_left_out_that_reaches_the_target(tangle: Tangle) -> None:
    variants, levers = levers_of(tangle)
    now, count = variants.unscheduled({}), len(levers)
    found = [ratios(variants.unscheduled(step.changes), now) for step in levers]
    pulled = Pulled(now, [each or {} for each in found], 80, 1)
    ends = {chosen: tangle.end(chosen) for chosen in sets(count)}
    for start in range(count + 1):
        for begun in sets(start):
            rest = (tuple(start + at for at in some) for some in sets(count - start))
            least = min(ends[begun + some] for some in rest)
            assert pulled.may_reach(least + WITHIN, begun, start)
            if start == count:
                assert not pulled.may_reach(least - 0.01, begun, start)
