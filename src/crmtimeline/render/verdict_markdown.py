"""Verdict in Markdown: a comment on a pull request, without links; a person's text stays text."""

from crmtimeline.model.strict import Language
from crmtimeline.model.verdict import Check, ProfileChecked
from crmtimeline.render.markdown import Align, bullets, escaped, heading, table, to_text
from crmtimeline.render.verdicts import (
    found_and_told,
    growth,
    outcome,
    result,
    summary,
    title,
    told,
    total_cells,
)
from crmtimeline.render.words import say, word


def verdict_markdown(check: Check) -> str:
    """Return how all profiles fare, a table of them, and each with its rules and phases."""
    language = check.language
    lines = [*heading(word("gate", language), 2), escaped(summary(check)), ""]
    lines += _errors(check, language)
    if check.profiles:
        lines += _table(check, language)
    for profile in check.profiles:
        lines += _profile(profile, language)
    return to_text(lines)


def _errors(check: Check, language: Language) -> list[str]:
    """Return what is wrong anywhere, each with its place and code."""
    problems = [*check.errors, *(each for one in check.profiles for each in one.errors)]
    colon = word("colon", language)
    texts = [f"{each.place}{colon}{each.code} {told(each, language)}" for each in problems]
    return bullets(texts) if texts else []


def _table(check: Check, language: Language) -> list[str]:
    head = [word(key, language) for key in ("gate_profile", "gate_result")]
    head += ["P50", "P80", *(word(key, language) for key in ("gate_day", "gate_grows"))]
    rows = [
        [title(each, language), word(result(each), language), *total_cells(each)]
        for each in check.profiles
    ]
    align: list[Align] = ["left", "left", "right", "right", "right", "right"]
    return table(head, rows, align)


def _profile(profile: ProfileChecked, language: Language) -> list[str]:
    """Return what a profile keeps and fails, and what each phase has grown by."""
    lines: list[str] = []
    if profile.rules:
        heads = [word(key, language) for key in ("gate_rule", "gate_result", "gate_found")]
        rows = [
            [each.rule, word(outcome(each), language), found_and_told(each, language)]
            for each in profile.rules
        ]
        lines += table(heads, rows, ["left", "left", "left"])
    rows = growth(profile, language)
    if rows:
        lines += table(rows[0], rows[1:], ["left", "right", "right", "right"])
    lines += bullets([say(note, language) for note in profile.notes]) if profile.notes else []
    return [*heading(title(profile, language), 3), *lines] if lines else []
