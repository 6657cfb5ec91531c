"""Progress: what has happened, plan against forecast, in a sentence and phase by phase."""

from crmtimeline.errors import Message
from crmtimeline.model.dated import Learned
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import Dates
from crmtimeline.model.strict import Language
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Column, Line, Span, table
from crmtimeline.render.numbers import number, percent, weeks
from crmtimeline.render.words import say, value_shown, word

INDENT = "  "
MOST_LEARNED = 2
"""How many inputs the sentence names, those of which most is learned."""

UNCHANGED = 0.05
"""Weeks by which an end must move to be said to: what is shown as 0.1."""


def progress_sentence(estimate: Estimate, custom: Custom = SCREEN) -> str:
    """Return what changed, and what the project so far says about what is unknown."""
    progress, total = estimate.progress, estimate.total.finish_date
    if progress is None or total is None:
        return ""
    language = estimate.language
    status = [phase.status for phase in progress.phases]
    values = {
        "as_of": custom.day(progress.as_of),
        "done": status.count("done"),
        "running": status.count("running"),
        "pace": "" if progress.pace is None else Message("pace", {"times": f"{progress.pace:.2f}"}),
        "plan": custom.day(progress.plan_finish_date.p50),
        "now": custom.day(total.p50),
        "change": _change(progress.later_weeks.p50),
        "plan_p80": custom.day(progress.plan_finish_date.p80),
        "now_p80": custom.day(total.p80),
    }
    text = say(Message("progress", values), language)
    if progress.learned:
        likelier = [_learned(each, language, custom) for each in progress.learned[:MOST_LEARNED]]
        inputs = word("semicolon", language).join(likelier)
        text += word("learned", language).format(inputs=inputs)
    return custom.sentence(text)


def progress_table(estimate: Estimate, width: int) -> list[Line]:
    """Return plan against forecast for each phase and the whole; nothing without progress."""
    progress, total, language = estimate.progress, estimate.total.finish_date, estimate.language
    if progress is None or total is None:
        return []
    keys = ("state", "plan_p50", "now_p50", "now_p80")
    head = word("plan_and_forecast", language)
    rows = [[Span(head, "strong"), *(Span(word(key, language), "faint") for key in keys)]]
    for phase, seen in zip(estimate.phases, progress.phases, strict=True):
        if phase.finish_date is not None:
            state = word(seen.status, language)
            rows.append(_row(phase.title, state, seen.plan_finish_date, phase.finish_date))
    whole, style = word("whole", language), "strong"
    rows.append(_row(whole, "", progress.plan_finish_date, total, style))
    return table(rows, [Column(flexible=True), *[Column()] * len(keys)], width, INDENT)


def _row(title: str, state: str, plan: Dates, now: Dates, style: str = "") -> list[Span]:
    days = (plan.p50, now.p50, now.p80)
    return [
        Span(title, style),
        Span(state),
        *(Span(day.isoformat(), style) for day in days),
    ]


def _change(later: float) -> Message:
    if abs(later) < UNCHANGED:
        return Message("unchanged")
    return Message("later" if later > 0 else "earlier", {"weeks": weeks(abs(later))})


def _learned(each: Learned, language: Language, custom: Custom) -> str:
    if each.shown is None:
        values = {"title": each.title, "before": number(each.before), "after": number(each.after)}
        return say(Message("learned_range", values), language)
    values = {"title": each.title, "value": value_shown(each.shown, language)}
    shares = {"before": each.before, "after": each.after}
    values |= {key: custom.share(percent(share)) for key, share in shares.items()}
    return say(Message("learned_value", values), language)
