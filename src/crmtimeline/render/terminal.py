"""Terminal: the estimate as a person reads it, the sentence to say first and the chart under it."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate, Excluded, MilestoneEstimate, Unknown
from crmtimeline.model.origin import PackShown, ProfileShown, Simulation
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import basis_lines
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.dates import calendar_lines, dates_table, deadline_lines
from crmtimeline.render.gantt import gantt
from crmtimeline.render.glyphs import Glyphs
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.numbers import number, percent, weeks
from crmtimeline.render.progress import progress_sentence, progress_table
from crmtimeline.render.words import aside, say, value_shown, word

QUESTIONS = 3
"""How many unknown inputs are shown with their question."""

WORTH_ASKING = 0.005
"""Share of the variance above which an answer is worth a question: what is shown as 1 %."""


@dataclass(frozen=True)
class View:
    """What the reader sees it on."""

    width: int
    glyphs: Glyphs


def terminal(estimate: Estimate, view: View) -> list[Line]:
    """Return the estimate: name, quote, chart, totals, what was assumed, milestones, warnings."""
    language = estimate.language
    parts = [
        _heading(estimate, view),
        gantt(estimate, view.width, view.glyphs, language),
        _excluded(estimate.excluded, view, language),
        progress_table(estimate, view.width) or dates_table(estimate, view.width),
        deadline_lines(estimate.deadline, view.width, language),
        _totals(estimate, view),
        [] if is_finished(estimate) else _assumed(estimate.unknowns, view, language),
        _risks(estimate, view),
        _milestones(estimate, view),
        basis_lines(estimate.basis, view.width, language),
        calendar_lines(estimate, view.width),
        _warnings(estimate, view),
        _made_by(estimate, view),
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, []]
    return lines[:-1]


def title_line(estimate: Estimate) -> str:
    """Return the customer's name with what was estimated."""
    return title_of(estimate.profile, estimate.pack, estimate.language)


def title_of(profile: ProfileShown, pack: PackShown, language: Language) -> str:
    """Return a customer's name with the pack and the part of the project."""
    return f"{profile.name or word('nameless', language)} | {about(profile, pack, language)}"


def about(profile: ProfileShown, pack: PackShown, language: Language) -> str:
    """Return the pack and the part of the project."""
    return f"{pack.title} | {profile.scope_title or word('whole_scope', language)}"


def is_finished(estimate: Estimate) -> bool:
    """Whether every phase is done."""
    return estimate.progress is not None and estimate.progress.finished


def quote_sentence(estimate: Estimate, custom: Custom = SCREEN) -> str:
    """Return what can be read out to the customer."""
    quote, dates = estimate.total.quote, estimate.total.finish_date
    values = {"p50": quote.p50, "p80": quote.p80, "p90": quote.p90}
    if dates is None or estimate.calendar is None:
        return say(Message("quote", values), estimate.language)
    if is_finished(estimate):
        ended = {"day": custom.day(dates.p50), "weeks": weeks(estimate.total.weeks.p50)}
        return custom.sentence(say(Message("finished_on", ended), estimate.language))
    days = {f"{key}_day": custom.day(day) for key, day in vars(dates).items()}
    days["start"] = custom.day(estimate.calendar.start)
    return custom.sentence(say(Message("quote_dates", {**values, **days}), estimate.language))


def _heading(estimate: Estimate, view: View) -> list[Line]:
    return [
        *paragraph(title_line(estimate), view.width, "strong"),
        *paragraph(quote_sentence(estimate), view.width),
        *(paragraph(sentence, view.width) if (sentence := progress_sentence(estimate)) else []),
    ]


def excluded_texts(excluded: Sequence[Excluded], language: Language) -> list[str]:
    """Return the phases that are out of scope, each with the reason."""
    return [aside(each.title, say(each.reason, language), language) for each in excluded]


def _excluded(excluded: Sequence[Excluded], view: View, language: Language) -> list[Line]:
    if not excluded:
        return []
    head = word("out_of_scope", language) + word("colon", language)
    text = head + word("semicolon", language).join(excluded_texts(excluded, language))
    return paragraph(text, view.width, "faint", "  ")


def total_tables(estimate: Estimate) -> list[list[list[str]]]:
    """Return what is simulated and what the rules say of the whole, each with its head."""
    language, total = estimate.language, estimate.total
    dated = estimate.calendar is not None  # weeks of work are longer than those of a calendar
    unit = word("weeks_of_work" if dated else "weeks", language)
    ends = (word(key, language) for key in ("low", "likely", "high"))
    simulated = [
        [word("simulated", language), "P10", "P50", "P80", "P90", "P95"],
        [unit, *map(weeks, astuple(total.weeks))],
    ]
    by_rules = [
        [word("by_rules", language), *ends],
        [unit, *map(weeks, astuple(total.scenario))],
    ]
    if not dated:
        months = word("months", language)
        simulated.append([months, *map(weeks, astuple(total.months))])
        by_rules.append([months, *map(weeks, astuple(total.scenario_months))])
    return [simulated, by_rules]


def _totals(estimate: Estimate, view: View) -> list[Line]:
    rows = []
    for title, *body in total_tables(estimate):
        empty = [Span("")] * (6 - len(title))
        rows.append(
            [Span(title[0], "strong"), *(Span(each, "faint") for each in title[1:]), *empty]
        )
        rows += [[Span(f"  {unit}"), *map(Span, cells), *empty] for unit, *cells in body]
    return table(rows, [Column(), *[Column("right")] * 5], view.width, "  ")


def _assumed(unknowns: Sequence[Unknown], view: View, language: Language) -> list[Line]:
    if not unknowns:
        return paragraph(word("nothing_assumed", language), view.width, "", "  ")
    asked = [each for each in unknowns[:QUESTIONS] if each.variance_share > WORTH_ASKING]
    lines = []
    if asked:
        lines += paragraph(word("assumed_head", language), view.width, "strong", "  ")
    for unknown in asked:
        value = value_shown(unknown.shown, language)
        share = percent(unknown.variance_share).rjust(5)
        text = f"{share}  {unknown.title}{word('colon', language)}{value}"
        lines += paragraph(text, view.width, "", "  ")
        lines += paragraph(f"{word('ask', language)}{unknown.ask}", view.width, "ask", " " * 9)
    rest = [
        f"{each.title}{word('colon', language)}{value_shown(each.shown, language)}"
        for each in unknowns[len(asked) :]
    ]
    if rest:
        head = word("assumed_rest" if asked else "assumed_small", language)
        text = head + word("semicolon", language).join(rest)
        lines += paragraph(text, view.width, "faint", "  ")
    return lines


def risk_texts(estimate: Estimate, custom: Custom = SCREEN) -> list[str]:
    """Return what may still go wrong."""
    done = {
        each.id
        for each in (estimate.progress.phases if estimate.progress else ())
        if each.status == "done"
    }
    titles = {phase.id: phase.title for phase in estimate.phases}
    language = estimate.language
    entries = []
    for each in estimate.risks:
        ends = dict.fromkeys((number(each.weeks.low), number(each.weeks.high)))
        values = {
            "risk": each.title,
            "probability": custom.share(percent(each.probability)),
            "weeks": "-".join(ends),
            "phase": titles[each.phase],
        }
        if each.phase not in done:
            entries.append(word("risk_line", language).format_map(values))
    return entries


def _risks(estimate: Estimate, view: View) -> list[Line]:
    language, entries = estimate.language, risk_texts(estimate)
    if not entries:
        return []
    text = word("risks", language) + word("semicolon", language).join(entries)
    return paragraph(text, view.width, "", "  ")


def milestone_texts(
    milestones: Sequence[MilestoneEstimate], language: Language, custom: Custom = SCREEN
) -> tuple[bool, list[str]]:
    """Return whether there are dates, and when to expect each milestone."""
    dated = any(each.finish_date is not None for each in milestones)
    code = "milestone_dates" if dated else "milestone_line"
    texts = []
    for each in milestones:
        values = {"title": each.title, "p50": each.quote.p50, "p80": each.quote.p80}
        if each.finish_date is not None:
            days = {"p50": each.finish_date.p50, "p80": each.finish_date.p80}
            values |= {key: custom.day(day) for key, day in days.items()}
        texts.append(say(Message(code, values), language))
    return dated, texts


def _milestones(estimate: Estimate, view: View) -> list[Line]:
    if not estimate.milestones:
        return []
    dated, texts = milestone_texts(estimate.milestones, estimate.language)
    head = word("milestones_dates" if dated else "milestones", estimate.language)
    lines = paragraph(head, view.width, "strong", "  ")
    return lines + [line for text in texts for line in paragraph(text, view.width, "", "  ")]


def _warnings(estimate: Estimate, view: View) -> list[Line]:
    if not estimate.warnings:
        return []
    language = estimate.language
    lines = paragraph(word("warnings", language), view.width, "warning", "  ")
    for each in estimate.warnings:
        text = f"{each.place}: {each.code}: {say(each.message, language)}"
        lines += paragraph(text, view.width, "", "  ")
    return lines


def made_by(pack: PackShown, tool: str, simulation: Simulation) -> Message:
    """Return by which pack, program and trials something was made."""
    values = {
        "pack": pack.id,
        "version": pack.version,
        "tool": tool,
        "trials": simulation.trials,
        "seed": str(simulation.seed),
        "correlation": simulation.correlation,
        "spread": simulation.project_spread,
    }
    return Message("made_by", values)


def _made_by(estimate: Estimate, view: View) -> list[Line]:
    made = made_by(estimate.pack, estimate.tool.version, estimate.simulation)
    return paragraph(say(made, estimate.language), view.width, "faint", "  ")
