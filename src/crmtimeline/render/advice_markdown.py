"""Advice in Markdown: for a mail, a wiki or a pull request."""

from crmtimeline.model.advice import Advice, GoalShown
from crmtimeline.model.strict import Language
from crmtimeline.render.advice import (
    HEADS,
    change,
    goal_sentence,
    goal_settings,
    goal_steps,
    joined,
    now_sentence,
    risk_avoided,
    saved,
    too_long,
    worth_asking,
)
from crmtimeline.render.basis_markdown import basis_markdown
from crmtimeline.render.markdown import (
    Align,
    bullets,
    code,
    escaped,
    heading,
    paragraph,
    table,
    to_text,
)
from crmtimeline.render.numbers import percent
from crmtimeline.render.words import text_of, word


def advice_markdown(advice: Advice) -> str:
    """Return the advice as a Markdown document."""
    language = advice.language
    lines = heading(advice.profile.name or word("nameless", language), 2)
    lines += [escaped(now_sentence(advice)), ""]
    lines += _goal(advice.goal, language) if advice.goal else []
    lines += [*_levers(advice), *_risks(advice), *_combinations(advice), *_questions(advice)]
    return to_text([*lines, *basis_markdown(advice.basis, language, 3)])


def _goal(goal: GoalShown, language: Language) -> list[str]:
    lines = paragraph(goal_sentence(goal, language))
    if goal.levers:
        lines += [*bullets(goal_steps(goal, language)), *paragraph(word("goal_settings", language))]
        lines += code(" ".join(goal_settings(goal)))
    return lines + (paragraph(text) if (text := too_long(goal, language)) else [])


def _levers(advice: Advice) -> list[str]:
    language = advice.language
    if not advice.levers:
        return [escaped(word("no_levers", language)), ""]
    head = [
        word("levers", language),
        "P50",
        "P80",
        word("acts", language),
        word("change", language),
    ]
    head += [word("source", language)]
    align: list[Align] = ["left", "right", "right", "left", "left", "left"]
    if advice.deadline is not None:
        head.insert(3, word("probability", language))
        align.insert(3, "right")
    rows = []
    for lever in advice.levers:
        row = [
            text_of(lever.title, language),
            saved(lever.weeks_saved.p50),
            saved(lever.weeks_saved.p80),
        ]
        if advice.deadline is not None:
            row.append(f"+{percent(lever.probability_gained or 0)}")
        row += [word(f"acts_{lever.acts}", language), f"{lever.id}: {change(lever, language)}"]
        rows.append([*row, (lever.cite.source if lever.cite else None) or ""])
    return table(head, rows, align)


def _risks(advice: Advice) -> list[str]:
    if not advice.risks:
        return []
    language = advice.language
    rows = [
        [risk_avoided(each, language), *map(saved, vars(each.weeks_saved).values())]
        for each in advice.risks
    ]
    return table([word("risks_avoided", language), *HEADS], rows, ["left", "right", "right"])


def _combinations(advice: Advice) -> list[str]:
    if not advice.combinations:
        return []
    language = advice.language
    rows = [[joined(each, language), saved(each.weeks_saved.p80)] for each in advice.combinations]
    return table([word("combined", language), "P80"], rows, ["left", "right"])


def _questions(advice: Advice) -> list[str]:
    asked = worth_asking(advice)
    if not asked:
        return []
    language = advice.language
    rows = [[each.title, each.ask, saved(each.narrows_weeks)] for each in asked]
    head = [word("questions", language), word("question", language), word("weeks", language)]
    return table(head, rows, ["left", "left", "right"])
