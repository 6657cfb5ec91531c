"""Schedule and likelihood on an estimate's page: both charts, and what they show as tables."""

from collections.abc import Sequence

from markupsafe import Markup

from crmtimeline.model.dated import DeadlineShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import Dates, Spread
from crmtimeline.render.charts.curve import curve_drawing
from crmtimeline.render.charts.drawing import Drawing
from crmtimeline.render.charts.gantt import gantt_drawing
from crmtimeline.render.charts.rows import NARROW, WIDE
from crmtimeline.render.custom import Custom
from crmtimeline.render.dates import deadline_sentence, start_shown, too_late
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import missing, percent, weeks
from crmtimeline.render.pages.frame import Align, Section, paragraphs, table, unfolded
from crmtimeline.render.terminal import excluded_texts
from crmtimeline.render.words import word

DASH = "–"
ENDS = ("P50", "P80", "P90")
SKIPPED = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85)
"""Points of the curve that its table leaves out."""

_WEEKS: tuple[Align, ...] = ("", "n", "n", "n", "n", "n", "n")
_DAYS: tuple[Align, ...] = ("", "d", "d", "d", "d")
_PROGRESS: tuple[Align, ...] = ("", "d", "d", "d", "d")


def schedule_section(estimate: Estimate) -> Section:
    """Return the Gantt chart, and the weeks and days of each phase below it."""
    language = estimate.language
    title = word("page_schedule", language)
    drawings = (gantt_drawing(estimate, WIDE), gantt_drawing(estimate, NARROW))
    parts = [
        figure(drawings, title, word("caption_gantt", language)),
        _weeks(estimate),
        *([_days(estimate)] if estimate.calendar else []),
        *([_progress(estimate)] if estimate.progress else []),
    ]
    if estimate.excluded:
        texts = word("semicolon", language).join(excluded_texts(estimate.excluded, language))
        text = word("out_of_scope", language) + word("colon", language) + texts
        parts.append(tag("p", text, class_="small"))
    return Section("schedule", title, joined(parts))


def likelihood_section(estimate: Estimate) -> Section:
    """Return the S-curve with its points, and whether the deadline holds."""
    language = estimate.language
    title = word("page_likely", language)
    drawings = (curve_drawing(estimate, WIDE), curve_drawing(estimate, NARROW))
    parts = [figure(drawings, title, word("caption_curve", language)), _points(estimate)]
    if estimate.deadline is not None:
        parts.append(_deadline(estimate.deadline, estimate))
    return Section("likelihood", title, joined(parts))


def figure(drawings: Sequence[Drawing], label: str, caption: str) -> Markup:
    """Return a chart as it is on wide screens and paper, and as it is on narrow screens."""
    pictures = (
        tag(
            "svg",
            each.shapes,
            viewBox=f"0 0 {each.width:g} {each.height:g}",
            role="img",
            aria_label=label,
            class_=look,
        )
        for each, look in zip(drawings, ("wide", "narrow"), strict=True)
    )
    return tag("figure", *pictures, tag("figcaption", caption))


def _weeks(estimate: Estimate) -> Markup:
    """Return the simulated weeks of each phase, and its range by the rules."""
    language, total = estimate.language, estimate.total
    rules = word("by_rules", language)
    heads = [word("pack_phase", language), "P10", "P50", "P80", "P90", rules]
    heads.append(word("page_critical", language))
    rows = []
    for phase in estimate.phases:
        share = Custom(language).share(percent(phase.criticality_index))
        ends = f"{weeks(phase.weeks.low)}{DASH}{weeks(phase.weeks.high)}"
        figures = ["", "", "", "", ""] if phase.gate else [*_spread(phase.duration), ends]
        rows.append([phase.title, *figures, share])
    ends = f"{weeks(total.scenario.low)}{DASH}{weeks(total.scenario.high)}"
    rows.append([word("whole", language), *_spread(total.weeks), ends, ""])
    caption = word("caption_weeks", language)
    return table(caption, heads, rows, _WEEKS, total=True)


def _spread(length: Spread) -> list[str]:
    return [weeks(each) for each in (length.p10, length.p50, length.p80, length.p90)]


def _days(estimate: Estimate) -> Markup:
    """Return when each phase starts and finishes."""
    language, total = estimate.language, estimate.total.finish_date
    start, finish = word("start", language), word("finish", language)
    heads = [word("pack_phase", language), f"{start} P50", *(f"{finish} {each}" for each in ENDS)]
    rows = [
        [phase.title, phase.start_date.p50.isoformat(), *_ends(phase.finish_date)]
        for phase in estimate.phases
        if phase.start_date and phase.finish_date
    ]
    if total is not None and estimate.calendar is not None:
        first = estimate.calendar.start.isoformat()
        rows.append([word("whole", language), first, *_ends(total)])
    return table(word("dates", language), heads, rows, _DAYS, total=True)


def _ends(days: Dates) -> list[str]:
    return [day.isoformat() for day in (days.p50, days.p80, days.p90)]


def _progress(estimate: Estimate) -> Markup:
    """Return plan against forecast for each phase and the whole."""
    progress, total, language = estimate.progress, estimate.total.finish_date, estimate.language
    if progress is None or total is None:
        return Markup("")
    keys = ("pack_phase", "state", "plan_p50", "now_p50", "now_p80")
    rows = [
        [phase.title, word(seen.status, language), *_plan(seen.plan_finish_date, phase.finish_date)]
        for phase, seen in zip(estimate.phases, progress.phases, strict=True)
        if phase.finish_date
    ]
    rows.append([word("whole", language), "", *_plan(progress.plan_finish_date, total)])
    heads = [word(key, language) for key in keys]
    return table(word("plan_and_forecast", language), heads, rows, _PROGRESS, total=True)


def _plan(plan: Dates, now: Dates) -> list[str]:
    return [day.isoformat() for day in (plan.p50, now.p50, now.p80)]


def _points(estimate: Estimate) -> Markup:
    """Return the points of the curve."""
    language = estimate.language
    custom = Custom(language)
    dated = estimate.calendar is not None
    heads = [word("page_share", language), word("weeks_of_work" if dated else "weeks", language)]
    points = [each for each in estimate.curve if each.share not in SKIPPED]
    rows = [[custom.share(percent(each.share)), weeks(each.weeks)] for each in points]
    align: list[Align] = ["", "n"]
    if dated:
        heads.append(word("finish_date", language))
        align.append("n")
        for row, each in zip(rows, points, strict=True):
            row.append(each.date.isoformat() if each.date else "")
    shown = table(word("caption_curve", language), heads, rows, align, quiet=True)
    return unfolded(word("page_as_table", language), shown)


def _deadline(deadline: DeadlineShown, estimate: Estimate) -> Markup:
    """Return how likely the deadline is met, what is missing, and the latest starts."""
    language = estimate.language
    custom = Custom(language)
    rows = [
        [
            word("weeks_missing", language),
            *(missing(each) for each in vars(deadline.missing_weeks).values()),
        ]
    ]
    if deadline.latest_start is not None:
        starts = [start_shown(day, language) for day in vars(deadline.latest_start).values()]
        rows.append([word("latest_start", language), *starts])
    title = word("page_deadline", language)
    return joined(
        [
            tag("p", deadline_sentence(deadline, language, custom)),
            table(title, ["", *ENDS], rows, ("", "n", "n", "n")),
            paragraphs([too_late(deadline, language, custom)]),
        ]
    )
