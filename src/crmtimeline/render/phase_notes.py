"""Phase notes: what a phase is called, and said of it, where a tool keeps a text with each."""

from collections.abc import Iterator

from crmtimeline.errors import Message
from crmtimeline.model.estimate import PhaseEstimate, TraceStep
from crmtimeline.model.figures import Dates, Range
from crmtimeline.model.strict import Language
from crmtimeline.render.custom import Custom
from crmtimeline.render.numbers import factor, percent, weeks
from crmtimeline.render.words import aside, say, word


def phase_name(phase: PhaseEstimate, language: Language) -> str:
    """Return the title of a phase, with its share of trials where it may be out of scope."""
    if phase.in_scope == 1:
        return phase.title
    return aside(phase.title, Custom(language).share(percent(phase.in_scope)), language)


def phase_notes(phase: PhaseEstimate, language: Language) -> list[str]:
    """Return how long a phase takes, when it ends, and why, each in a line."""
    return list(_lines(phase, language))


def finish_note(finish: Dates, language: Language) -> str:
    """Return when something ends."""
    days = {key: Custom(language).day(day) for key, day in vars(finish).items()}
    code = "note_finish" if finish.p10 < finish.p90 else "note_finished"
    return say(Message(code, days), language)


def _lines(phase: PhaseEstimate, language: Language) -> Iterator[str]:
    if not phase.gate:
        spread = {key: weeks(value) for key, value in vars(phase.duration).items()}
        code = "note_weeks" if spread["p10"] != spread["p90"] else "note_weeks_fixed"
        yield say(Message(code, spread), language)
    if phase.finish_date is not None:
        yield finish_note(phase.finish_date, language)
    if phase.in_scope < 1:
        share = Custom(language).share(percent(phase.in_scope))
        yield say(Message("simulated_in_scope", {"share": share}), language)
    if not phase.gate:
        ends = {key: weeks(value) for key, value in vars(phase.weeks).items()}
        steps = [_step(step, language) for step in phase.trace if step.factor != 1]
        reason = word("semicolon", language).join(steps)
        yield word("note_rules", language).format(**ends, steps=reason)


def _step(step: TraceStep, language: Language) -> str:
    """Return the range that a phase begins with and its source, or what multiplies it."""
    if step.factor is None:
        name = word("own" if step.step == "profile" else "base", language)
        text = f"{name} {weeks(step.after.low)}-{weeks(step.after.high)}"
        source = step.cite.source if step.cite else None
        return aside(text, source, language) if source else text
    ends = vars(step.factor).values() if isinstance(step.factor, Range) else (step.factor,)
    return f"{step.title} {'/'.join(map(factor, ends))}"
