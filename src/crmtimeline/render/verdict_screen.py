"""Verdict on a screen: each profile with its rules, and how all fare."""

from crmtimeline.model.strict import Language
from crmtimeline.model.verdict import Check, ProfileChecked, RuleJudged
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.verdicts import (
    found,
    growth,
    message,
    outcome,
    result,
    summary,
    title,
    totals,
)
from crmtimeline.render.words import say, word

INDENT = "  "
STYLES = {
    "gate_pass": "good",
    "gate_deny": "bad",
    "gate_warn": "warning",
    "gate_error": "error",
    "gate_skip": "faint",
}


def verdict_lines(check: Check, width: int) -> list[Line]:
    """Return a block for each profile, and a last word on all; nothing where none was judged."""
    language = check.language
    if all(profile.weeks is None for profile in check.profiles):
        return []
    lines: list[Line] = []
    for profile in check.profiles:
        lines += [*_profile(profile, width, language), []]
    return [*lines, *paragraph(summary(check), width, "good" if check.passed else "bad")]


def _profile(profile: ProfileChecked, width: int, language: Language) -> list[Line]:
    key = result(profile)
    head = f"{title(profile, language)}{word('colon', language)}"
    lines = paragraph(head + word(key, language), width, "strong")
    parts = [
        [line for text in totals(profile, language) for line in paragraph(text, width)],
        _rules(profile, width, language),
        _growth(profile, width, language),
        [
            line
            for note in profile.notes
            for line in paragraph(say(note, language), width, "", INDENT)
        ],
    ]
    lines += parts[0]
    for part in parts[1:]:
        if part:
            lines += [[], *part]
    return lines


def _rules(profile: ProfileChecked, width: int, language: Language) -> list[Line]:
    rows = [row for rule in profile.rules for row in _rule(rule, language)]
    columns = [Column(), Column(flexible=True), Column(flexible=True)]
    return table(rows, columns, width, INDENT) if rows else []


def _rule(rule: RuleJudged, language: Language) -> list[list[Span]]:
    key = outcome(rule)
    texts = [found(rule, language), *message(rule)]
    first = [Span(word(key, language), STYLES[key]), Span(rule.rule, "strong"), Span(texts[0])]
    return [first, *([Span(""), Span(""), Span(text, "ask")] for text in texts[1:])]


def _growth(profile: ProfileChecked, width: int, language: Language) -> list[Line]:
    rows = growth(profile, language)
    if not rows:
        return []
    heads = [Span(rows[0][0], "strong"), *(Span(head, "faint") for head in rows[0][1:])]
    cells = [heads, *([Span(cell) for cell in row] for row in rows[1:])]
    return table(cells, [Column(flexible=True), *[Column("right")] * 3], width, INDENT)
