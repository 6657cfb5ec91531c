"""Advice: levers, questions and combinations as a person reads them, and how to reach a target."""

from shlex import quote

from crmtimeline.errors import Message
from crmtimeline.model.advice import (
    Advice,
    AvoidableShown,
    CombinationShown,
    GoalShown,
    LeverShown,
    QuestionShown,
)
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Column, Line, Span, command, paragraph, table_rows
from crmtimeline.render.numbers import percent, weeks
from crmtimeline.render.words import aside, say, text_of, value_shown, word

INDENT, INSIDE = "  ", "     "
HEADS = ("P50", "P80")
QUESTIONS = 5
"""How many questions are shown."""

HALF_A_DAY = 0.1
"""Weeks below which an answer changes no plan, and seeds change what it seems to be worth."""


def advice_lines(advice: Advice, width: int) -> list[Line]:
    """Return what is now, the goal, levers, combinations, questions, and what they rest on."""
    language = advice.language
    head = f"{advice.profile.name or word('nameless', language)} | {advice.pack.title}"
    parts = [
        [*paragraph(head, width, "strong"), *paragraph(now_sentence(advice), width)],
        _goal(advice.goal, width, language),
        _levers(advice, width),
        _risks(advice, width),
        _combinations(advice, width),
        _questions(advice, width),
        paragraph(counts_sentence(advice.basis, language), width, "faint", INDENT),
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


def goal_sentence(goal: GoalShown, language: Language) -> str:
    """Return whether the target is reached and how, or plainly that it is not."""
    values = {
        "target": goal.target,
        "share": f"P{goal.confidence}",
        "now": weeks(goal.weeks_now),
        "weeks": weeks(goal.weeks),
    }
    if not goal.levers:
        code = "goal_kept" if goal.reachable else "goal_stuck"
    elif goal.exact:
        code = "goal_reached" if goal.reachable else "goal_missed"
    else:
        code = "goal_found" if goal.reachable else "goal_not_found"
    return say(Message(code, values), language)


def goal_steps(goal: GoalShown, language: Language) -> list[str]:
    """Return what to do to get there, or as far as that."""
    return [text_of(title, language) for title in goal.titles]


def goal_settings(goal: GoalShown) -> list[str]:
    """Return the same as options of the command line, for a shell."""
    return [f"--set {quote(each)}" for each in goal.settings]


def too_long(goal: GoalShown, language: Language) -> str:
    """Return which phases exceed the target by themselves, nothing where none do."""
    if not goal.too_long:
        return ""
    phases = [f"{each.title} ({weeks(each.weeks)})" for each in goal.too_long]
    return word("too_long", language) + word("semicolon", language).join(phases)


def _goal(goal: GoalShown | None, width: int, language: Language) -> list[Line]:
    if goal is None:
        return []
    texts = [goal_sentence(goal, language)]
    texts += (f"- {step}" for step in goal_steps(goal, language))
    lines = [line for text in texts for line in paragraph(text, width)]
    if goal.levers:
        lines += command(word("goal_settings", language), goal_settings(goal), width)
    return [*lines, *(paragraph(text, width) if (text := too_long(goal, language)) else [])]


def change(lever: LeverShown, language: Language) -> str:
    """Return what changes: the value now and then, or the value if it is not already so."""
    after = value_shown(lever.after, language)
    if lever.before is None:
        return aside(after, word("if_not_so", language), language)
    return f"{value_shown(lever.before, language)} -> {after}"


def joined(combination: CombinationShown, language: Language) -> str:
    """Return what is done at once."""
    return " + ".join(text_of(title, language) for title in combination.titles)


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
                Span(text_of(lever.title, language)),
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
        [Span(saved(each.weeks_saved.p80)), Span(joined(each, language))]
        for each in advice.combinations
    ]
    columns = [Column("right"), Column(flexible=True)]
    return [*lines, *(line for row in table_rows(rows, columns, width, INDENT) for line in row)]


def worth_asking(advice: Advice) -> list[QuestionShown]:
    """Return the questions whose answers narrow the range by more than chance might."""
    return [each for each in advice.questions if each.narrows_weeks >= HALF_A_DAY]


def _questions(advice: Advice, width: int) -> list[Line]:
    asked = worth_asking(advice)[:QUESTIONS]
    if not asked:
        return []
    language = advice.language
    lines = paragraph(word("questions", language), width, "strong", INDENT)
    for each in asked:
        lines += paragraph(f"{saved(each.narrows_weeks)}  {each.title}", width, "", INDENT)
        lines += paragraph(f"{word('ask', language)}{each.ask}", width, "ask", INSIDE)
    return lines
