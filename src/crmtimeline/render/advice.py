"""Advice: levers, questions and combinations as a person reads them, and how to reach a target."""

from collections.abc import Iterator
from shlex import quote

from crmtimeline.errors import Message
from crmtimeline.model.advice import Advice, AvoidableShown, GoalShown, LeverShown
from crmtimeline.model.strict import Language
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Column, Line, Span, paragraph, table_rows
from crmtimeline.render.numbers import percent, weeks
from crmtimeline.render.words import aside, say, value_shown, word

INDENT, INSIDE = "  ", "     "
HEADS = ("P50", "P80")
QUESTIONS = 5
"""How many questions are shown."""


def advice_lines(advice: Advice, width: int) -> list[Line]:
    """Return the advice: what is now, the goal, levers, combinations and questions."""
    language = advice.language
    head = f"{advice.profile.name or word('nameless', language)} | {advice.pack.title}"
    parts = [
        [*paragraph(head, width, "strong"), *paragraph(now_sentence(advice), width)],
        [line for text in goal_sentences(advice.goal, language) for line in paragraph(text, width)],
        _levers(advice, width),
        _risks(advice, width),
        _combinations(advice, width),
        _questions(advice, width),
    ]
    lines: list[Line] = []
    for part in parts:
        if part:
            lines += [*part, []]
    return lines[:-1]


def now_sentence(advice: Advice) -> str:
    """Return the whole as it is."""
    values = {"p50": weeks(advice.weeks.p50), "p80": weeks(advice.weeks.p80)}
    return say(Message("advice_now", values), advice.language)


def goal_sentences(goal: GoalShown | None, language: Language) -> Iterator[str]:
    """Yield how the target is reached, or plainly that it is not, and what exceeds it alone."""
    if goal is None:
        return
    values = {
        "target": goal.target,
        "share": f"P{goal.confidence}",
        "now": weeks(goal.weeks_now),
        "weeks": weeks(goal.weeks),
    }
    if goal.reachable:
        yield say(Message("goal_reached" if goal.levers else "goal_kept", values), language)
    else:
        yield say(Message("goal_missed", values), language)
    if goal.levers:
        changes = (f"{name}={set_value(value)}" for name, value in goal.changes.items())
        settings = (f"--set {quote(each)}" for each in changes)
        yield from (f"- {title}" for title in goal.titles)
        yield word("goal_settings", language) + " ".join(settings)
    if goal.too_long:
        phases = [f"{each.title} ({weeks(each.weeks)})" for each in goal.too_long]
        yield word("too_long", language) + word("semicolon", language).join(phases)


def set_value(value: object) -> str:
    """Return a value as `--set` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def change(lever: LeverShown, language: Language) -> str:
    """Return what changes: the value now and then, or the value if it is not already so."""
    after = value_shown(lever.after, language)
    if lever.before is None:
        return aside(after, word("if_not_so", language), language)
    return f"{value_shown(lever.before, language)} -> {after}"


def saved(value: float) -> str:
    """Return weeks saved, with two digits: small ones count too."""
    return f"{value:.2f}"


def _levers(advice: Advice, width: int) -> list[Line]:
    language = advice.language
    if not advice.levers:
        return paragraph(word("no_levers", language), width, "", INDENT)
    heads = [*HEADS, *([word("probability", language)] if advice.deadline else [])]
    rows = [
        [
            Span(word("levers", language), "strong"),
            *(Span(head, "faint") for head in (*heads, word("acts", language))),
        ]
    ]
    for lever in advice.levers:
        gained = lever.probability_gained
        rows.append(
            [
                Span(lever.title),
                Span(saved(lever.weeks_saved.p50)),
                Span(saved(lever.weeks_saved.p80)),
                *([Span(f"+{percent(gained or 0)}")] if advice.deadline else []),
                Span(word(f"acts_{lever.acts}", language)),
            ]
        )
    columns = [Column(flexible=True), *[Column("right")] * len(heads), Column()]
    found = table_rows(rows, columns, width, INDENT)
    lines = [*found[0]]
    for row, lever in zip(found[1:], advice.levers, strict=True):
        lines += row
        source = lever.cite.source if lever.cite and lever.cite.source else ""
        text = f"{lever.id}: {change(lever, language)}{'  ' if source else ''}{source}"
        lines += paragraph(text, width, "faint", INSIDE)
    return lines


def risk_avoided(risk: AvoidableShown, language: Language, custom: Custom = SCREEN) -> str:
    """Return what is avoided, and how likely it is."""
    text = say(Message("if_avoided", {"risk": risk.title}), language)
    return aside(text, custom.share(percent(risk.probability)), language)


def _risks(advice: Advice, width: int) -> list[Line]:
    if not advice.risks:
        return []
    language = advice.language
    rows = [
        [Span(word("risks_avoided", language), "strong"), *(Span(head, "faint") for head in HEADS)]
    ]
    for each in advice.risks:
        texts = (risk_avoided(each, language), *map(saved, vars(each.weeks_saved).values()))
        rows.append([Span(text) for text in texts])
    columns = [Column(flexible=True), *[Column("right")] * len(HEADS)]
    return [line for row in table_rows(rows, columns, width, INDENT) for line in row]


def _combinations(advice: Advice, width: int) -> list[Line]:
    if not advice.combinations:
        return []
    language = advice.language
    lines = paragraph(word("combined", language), width, "strong", INDENT)
    rows = [
        [Span(saved(each.weeks_saved.p80)), Span(" + ".join(each.titles))]
        for each in advice.combinations
    ]
    columns = [Column("right"), Column(flexible=True)]
    return [*lines, *(line for row in table_rows(rows, columns, width, INDENT) for line in row)]


def _questions(advice: Advice, width: int) -> list[Line]:
    asked = [each for each in advice.questions[:QUESTIONS] if each.narrows_weeks > 0]
    if not asked:
        return []
    language = advice.language
    lines = paragraph(word("questions", language), width, "strong", INDENT)
    for each in asked:
        lines += paragraph(f"{saved(each.narrows_weeks)}  {each.title}", width, "", INDENT)
        lines += paragraph(f"{word('ask', language)}{each.ask}", width, "ask", INSIDE)
    return lines
