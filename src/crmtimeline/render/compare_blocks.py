"""Blocks: the sentences and tables of a comparison, before they are set for a screen or a page."""

from collections.abc import Sequence
from dataclasses import astuple

from crmtimeline.errors import Message
from crmtimeline.model.compare import (
    Comparison,
    Contribution,
    Difference,
    PhaseCompared,
    letter,
)
from crmtimeline.model.strict import Language, Value
from crmtimeline.render.block import Block
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.numbers import percent, signed, weeks
from crmtimeline.render.words import aside, say, text_of, value_shown, word


def names(comparison: Comparison) -> list[str]:
    """Return each estimate with its letter, name, file and pack."""
    language = comparison.language
    texts = []
    for at, each in enumerate(comparison.estimates):
        name = aside(each.name or word("nameless", language), each.file, language)
        pack = f"{each.pack.id} {each.pack.version}"
        texts.append(f"{letter(at)}{word('colon', language)}{name}{word('clause', language)}{pack}")
    return texts


def sentences(comparison: Comparison) -> list[str]:
    """Return for each later estimate by how much it is longer or shorter than the first."""
    return [_sentence(each, comparison.language) for each in comparison.differences]


def notes(comparison: Comparison) -> list[str]:
    """Return what there is to know about the figures."""
    return [say(each, comparison.language) for each in comparison.notes]


def blocks(comparison: Comparison, most: int, custom: Custom = SCREEN) -> list[Block]:
    """Return the tables, with at most so many estimates beside one another."""
    found = [_totals(comparison), *_dates(comparison), *_deadlines(comparison, custom)]
    parts = [
        range(start, min(start + most, len(comparison.estimates)))
        for start in range(0, len(comparison.estimates), most)
    ]
    if comparison.inputs:
        found += [_inputs(comparison, part) for part in parts]
    found += [_phases(comparison, part, custom) for part in parts]
    for difference in comparison.differences:
        found += _contributions(comparison, difference)
    return found


def _sentence(difference: Difference, language: Language) -> str:
    p50, p80 = difference.weeks.p50, difference.weeks.p80
    values = {"later": letter(difference.estimate), "first": letter(0)}
    values |= {"p50": signed(p50), "p80": signed(p80), "weeks": weeks(abs(p80))}
    if p50 == p80 == 0:
        return say(Message("compare_same", values), language)
    return say(Message("compare_longer" if p80 >= 0 else "compare_shorter", values), language)


def _totals(comparison: Comparison) -> Block:
    rows = [
        [letter(at), *map(weeks, astuple(each.total.weeks))]
        for at, each in enumerate(comparison.estimates)
    ]
    title = _with_weeks("whole", comparison.language)
    return Block(title, ["P10", "P50", "P80", "P90", "P95"], rows)


def _dates(comparison: Comparison) -> list[Block]:
    language, rows = comparison.language, []
    for at, each in enumerate(comparison.estimates):
        days = each.total.finish_date
        if days is not None:
            shown = [day.isoformat() for day in (days.p50, days.p80, days.p90)]
            rows.append([letter(at), *shown])
    return [Block(word("finish_date", language), ["P50", "P80", "P90"], rows)] if rows else []


def _deadlines(comparison: Comparison, custom: Custom) -> list[Block]:
    language = comparison.language
    rows = [
        [
            letter(at),
            each.deadline.date.isoformat(),
            custom.share(percent(each.deadline.probability)),
        ]
        for at, each in enumerate(comparison.estimates)
        if each.deadline is not None
    ]
    heads = [word(key, language) for key in ("deadline_day", "met_with")]
    return [Block(word("deadlines", language), heads, rows)] if rows else []


def _inputs(comparison: Comparison, part: Sequence[int]) -> Block:
    language = comparison.language
    rows = [
        [text_of(each.title, language), *(_value(each.shown[at], language) for at in part)]
        for each in comparison.inputs
    ]
    return Block(word("changed_inputs", language), list(map(letter, part)), rows, numbers=False)


def _phases(comparison: Comparison, part: Sequence[int], custom: Custom) -> Block:
    language = comparison.language
    titles = {phase.id: phase.title for each in comparison.estimates for phase in each.phases}
    shown = [{phase.id: phase for phase in each.phases} for each in comparison.estimates]
    rows = [
        [title, *(_phase(shown[at].get(name), language, custom) for at in part)]
        for name, title in titles.items()
    ]
    title = word("phases_compared", language)
    return Block(aside(title, "P50-P80", language), list(map(letter, part)), rows)


def _phase(phase: PhaseCompared | None, language: Language, custom: Custom) -> str:
    if phase is None:
        return "-"
    if phase.duration is None:
        return word("compare_out", language)
    if phase.duration.p50 == phase.duration.p80 == 0:
        return "0"
    share = f" ({custom.share(percent(phase.in_scope))})" if phase.in_scope < 1 else ""
    return f"{weeks(phase.duration.p50)}-{weeks(phase.duration.p80)}{share}"


def _contributions(comparison: Comparison, difference: Difference) -> list[Block]:
    language, at = comparison.language, difference.estimate
    parts = [each for each in comparison.contributions if each.estimate == at]
    if not parts:
        return []
    rows = [
        [_cause(each, language), signed(each.weeks.p50), signed(each.weeks.p80)] for each in parts
    ]
    total = [signed(difference.weeks.p50), signed(difference.weeks.p80)]
    rows.append([word("difference", language), *total])
    values = {"later": letter(at), "first": letter(0)}
    return [Block(say(Message("compare_against", values), language), ["P50", "P80"], rows)]


def _cause(part: Contribution, language: Language) -> str:
    title = text_of(part.title, language)
    if part.input is None:
        return aside(title, word("comma", language).join(part.settings), language)
    values = {"old": _value(part.from_shown, language), "new": _value(part.to_shown, language)}
    change = say(Message("compare_change", values), language)
    return f"{title}{word('colon', language)}{change}"


def _with_weeks(key: str, language: Language) -> str:
    return aside(word(key, language), word("weeks", language), language)


def _value(value: Value | None, language: Language) -> str:
    return word("not_known", language) if value is None else value_shown(value, language)
