"""Advice as a page: what would shorten the project, who must act, and what to ask."""

from collections.abc import Iterator

from markupsafe import Markup

from crmtimeline.model.advice import Advice, GoalShown, LeverShown
from crmtimeline.model.strict import Language
from crmtimeline.render.advice import (
    HEADS,
    change,
    goal_sentence,
    goal_settings,
    goal_steps,
    now_sentence,
    risk_avoided,
    saved,
    too_long,
)
from crmtimeline.render.advice import joined as combined
from crmtimeline.render.checklist import source_text
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import percent
from crmtimeline.render.pages.basis import basis_section
from crmtimeline.render.pages.frame import (
    Align,
    Page,
    Section,
    bullets,
    page_html,
    paragraphs,
    table,
)
from crmtimeline.render.terminal import about, made_by
from crmtimeline.render.words import say, text_of, word


def advice_page(advice: Advice) -> str:
    """Return the page: what is now, the goal, levers, risks, combinations and questions."""
    language = advice.language
    goal = _goal(advice.goal, language) if advice.goal else ""
    made = made_by(advice.pack, advice.tool.version, advice.simulation)
    return page_html(
        Page(
            language=language,
            title=advice.profile.name or word("nameless", language),
            about=about(advice.profile, advice.pack, language),
            head=joined([tag("p", now_sentence(advice), class_="lead"), goal]),
            sections=[*_sections(advice), basis_section(advice.basis, language)],
            made_by=say(made, language),
        )
    )


def _goal(goal: GoalShown, language: Language) -> Markup:
    """Return how the target is reached: sentences, what to do, its settings, what is too long."""
    steps = [bullets(goal_steps(goal, language))] if goal.levers else []
    if goal.levers:
        settings = tag("code", " ".join(goal_settings(goal)))
        steps.append(tag("p", word("goal_settings", language), " ", settings))
    sentence = paragraphs([goal_sentence(goal, language)])
    return joined([sentence, *steps, paragraphs([too_long(goal, language)])])


def _sections(advice: Advice) -> Iterator[Section]:
    language = advice.language
    yield _levers(advice)
    if advice.risks:
        rows = [
            [
                risk_avoided(each, language, Custom(language)),
                *map(saved, vars(each.weeks_saved).values()),
            ]
            for each in advice.risks
        ]
        title = word("risks_avoided", language)
        yield Section("risks", title, table(title, ["", *HEADS], rows, ("", "n", "n"), quiet=True))
    if advice.combinations:
        rows = [
            [combined(each, language), saved(each.weeks_saved.p80)] for each in advice.combinations
        ]
        title = word("combined", language)
        yield Section("combined", title, table(title, ["", "P80"], rows, ("", "n"), quiet=True))
    asked = [each for each in advice.questions if each.narrows_weeks > 0]
    if asked:
        rows = [
            [joined([each.title, tag("span", each.ask, class_="note")]), saved(each.narrows_weeks)]
            for each in asked
        ]
        title = word("questions", language)
        heads = [word("question", language), word("weeks", language)]
        yield Section("questions", title, table(title, heads, rows, ("", "n"), quiet=True))


def _levers(advice: Advice) -> Section:
    language = advice.language
    title = word("levers", language)
    if not advice.levers:
        return Section("levers", title, paragraphs([word("no_levers", language)]))
    heads = ["", *HEADS, word("acts", language), word("source", language)]
    align: list[Align] = ["", "n", "n", "", ""]
    if advice.deadline is not None:
        heads.insert(3, word("probability", language))
        align.insert(3, "n")
    rows = [_lever(lever, advice) for lever in advice.levers]
    return Section("levers", title, table(title, heads, rows, align, quiet=True))


def _lever(lever: LeverShown, advice: Advice) -> list[str]:
    """Return a lever with what it saves, who acts, and who says that it helps."""
    language = advice.language
    what = joined(
        [text_of(lever.title, language), tag("span", change(lever, language), class_="note")]
    )
    row = [what, saved(lever.weeks_saved.p50), saved(lever.weeks_saved.p80)]
    if advice.deadline is not None:
        row.append(f"+{Custom(language).share(percent(lever.probability_gained or 0))}")
    return [*row, word(f"acts_{lever.acts}", language), source_text(lever.cite, language)]
