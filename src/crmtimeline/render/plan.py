"""Plan: the table of phases that a document shows, with weeks, dates and marks."""

from datetime import date

from crmtimeline.model.estimate import Estimate, PhaseEstimate
from crmtimeline.model.figures import Dates, Spread
from crmtimeline.render.bars import is_critical
from crmtimeline.render.custom import Custom
from crmtimeline.render.numbers import percent, spread, weeks
from crmtimeline.render.words import word

CRITICAL, GATE = "●", "◆"


def plan_table(estimate: Estimate) -> list[list[str]]:
    """Return a head, then a row for each phase and for the whole: weeks, start and ends.

    Of a project that runs it holds plan and forecast. Without dates, start and ends are in weeks.
    """
    language = estimate.language
    rows = [[word("pack_phase", language), f"{word('range', language)} P50-P80"]]
    for phase in estimate.phases:
        rows.append([_title(phase, estimate), GATE if phase.gate else spread(phase.duration)])
    rows.append([word("whole", language), spread(estimate.total.weeks)])
    columns = _forecast(estimate) or _moments(estimate)
    return [[*row, *more] for row, more in zip(rows, columns, strict=True)]


def plan_marks(estimate: Estimate) -> str:
    """Return what the marks in the table mean."""
    language, phases = estimate.language, estimate.phases
    marks = [f"{CRITICAL} {word('legend_critical', language)}"]
    if any(phase.gate for phase in phases):
        marks.append(f"{GATE} {word('legend_gate', language)}")
    if any(phase.in_scope < 1 for phase in phases):
        marks.append(word("legend_maybe", language))
    if estimate.calendar is None:
        marks.append(word("weeks_from_start", language))
    return word("semicolon", language).join(marks)


def _title(phase: PhaseEstimate, estimate: Estimate) -> str:
    share = Custom(estimate.language).share(percent(phase.in_scope))
    title = f"{phase.title} ({share})" if phase.in_scope < 1 else phase.title
    return f"{title} {CRITICAL}" if is_critical(phase) else title


def _moments(estimate: Estimate) -> list[list[str]]:
    """Return starts and ends, as days or else in weeks."""
    start, finish = word("start", estimate.language), word("finish", estimate.language)
    rows = [[f"{start} P50", f"{finish} P50", f"{finish} P80", f"{finish} P90"]]
    for phase in estimate.phases:
        if phase.start_date is None or phase.finish_date is None:
            rows.append([weeks(phase.start.p50), *_ends(phase.finish)])
        else:
            rows.append([phase.start_date.p50.isoformat(), *_ends(phase.finish_date)])
    total, calendar = estimate.total, estimate.calendar
    if calendar is None or total.finish_date is None:
        return [*rows, [weeks(0), *_ends(total.weeks)]]
    return [*rows, [calendar.start.isoformat(), *_ends(total.finish_date)]]


def _forecast(estimate: Estimate) -> list[list[str]]:
    """Return the state, the planned end and those forecast; nothing before it has begun."""
    progress, total, language = estimate.progress, estimate.total.finish_date, estimate.language
    if progress is None or total is None:
        return []
    rows = [[word(key, language) for key in ("state", "plan_p50", "now_p50", "now_p80")]]
    for phase, seen in zip(estimate.phases, progress.phases, strict=True):
        now = _ends(phase.finish_date)[:2] if phase.finish_date else ["", ""]
        rows.append([word(seen.status, language), seen.plan_finish_date.p50.isoformat(), *now])
    return [*rows, ["", progress.plan_finish_date.p50.isoformat(), *_ends(total)[:2]]]


def _ends(ends: Spread | Dates) -> list[str]:
    """Return P50, P80 and P90."""
    found: tuple[float | date, ...] = (ends.p50, ends.p80, ends.p90)
    return [each.isoformat() if isinstance(each, date) else weeks(each) for each in found]
