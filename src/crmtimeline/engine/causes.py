"""Causes: what makes the whole vary, each random column by the variance it explains alone."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from crmtimeline.engine.draws import Ranks
from crmtimeline.engine.inputs import Settled
from crmtimeline.engine.lengths import COMMON_CAUSE, PROJECT_SPREAD, phase_column
from crmtimeline.engine.risks import risk_column
from crmtimeline.engine.statistics import variance_shares
from crmtimeline.model.estimate import Driver, Unknown, VarianceShares
from crmtimeline.model.plan import Activity, Common, Floats
from crmtimeline.model.strict import Language, text_in


class _Cause(NamedTuple):
    name: str
    kind: Literal["input", "phase", "risk", "common_cause", "project_spread"]
    title: str | None


def drivers(
    activities: Sequence[Activity],
    unknown: Sequence[Settled],
    common: Common,
    end: Floats,
    order_of: Callable[[str], Ranks],
    language: Language,
) -> tuple[Driver, ...]:
    """Return every cause that the trials hold, strongest first.

    `order_of` gives the trials in the order of a column's rank.
    """
    causes = [_Cause(each.name, "input", each.title(language)) for each in unknown if each.draws]
    causes += [
        _Cause(phase_column(each.id), "phase", each.title)
        for each in activities
        if _varies_by_itself(each)
    ]
    causes += [
        _Cause(risk_column(hazard.title), "risk", hazard.title)
        for each in activities
        for hazard in each.risks
    ]
    if common.correlation:
        causes.append(_Cause(COMMON_CAUSE, "common_cause", None))
    if common.project_spread:
        causes.append(_Cause(PROJECT_SPREAD, "project_spread", None))
    orders = [order_of(cause.name) for cause in causes]
    shares = variance_shares(end, orders)
    found = [
        Driver(*cause, variance_share=round(share, 3))
        for cause, share in zip(causes, shares, strict=True)
    ]
    return tuple(sorted(found, key=lambda driver: -driver.variance_share))


def unknowns(
    unknown: Sequence[Settled], causes: Sequence[Driver], language: Language
) -> tuple[Unknown, ...]:
    """Return every input that was assumed, most informative first."""
    share = {cause.name: cause.variance_share for cause in causes if cause.kind == "input"}
    found = [
        Unknown(
            input=each.name,
            title=each.title(language),
            ask=text_in(each.declared.ask, language, each.title(language)),
            assumed=each.value,
            shown=each.shown(language),
            variance_share=share.get(each.name, 0.0),
        )
        for each in unknown
    ]
    return tuple(sorted(found, key=lambda one: -one.variance_share))


def variance_by_kind(causes: Sequence[Driver]) -> VarianceShares:
    """Return the shares of all causes by kind; what is left of 1 is what they do together."""
    by_kind = dict.fromkeys(("phase", "input", "risk", "common_cause", "project_spread"), 0.0)
    for cause in causes:
        by_kind[cause.kind] += cause.variance_share
    total = sum(by_kind.values())
    return VarianceShares(
        phases=round(by_kind["phase"], 3),
        unknowns=round(by_kind["input"], 3),
        risks=round(by_kind["risk"], 3),
        common_cause=round(by_kind["common_cause"], 3),
        project_spread=round(by_kind["project_spread"], 3),
        together=round(max(1 - total, 0.0), 3) if total else 0.0,
    )


def _varies_by_itself(activity: Activity) -> bool:
    low, likely, high = activity.known
    sloped = any(term.below is not None or term.above is not None for term in activity.terms)
    return likely > 0 and (low < high or sloped)
