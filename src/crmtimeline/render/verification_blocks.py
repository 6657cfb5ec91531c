"""Verification blocks: its sentences and tables, before they are set for a screen or a page."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crmtimeline.errors import Message
from crmtimeline.model.figures import AtShares
from crmtimeline.model.strict import Language
from crmtimeline.model.verify import Changed, RulesVerified, State, Verification, WeeksMoved
from crmtimeline.render.block import Block
from crmtimeline.render.layout import cut
from crmtimeline.render.numbers import signed, weeks
from crmtimeline.render.words import aside, say, word

MOST_ROWS = 20
"""Rows of a table of values: who wants them all reads the JSON."""

STATES: Mapping[State, str] = {
    "same": "verify_same",
    "changed": "verify_changed",
    "not_found": "verify_not_found",
    "not_compared": "verify_not_compared",
}

MOST_CELLS = 24
"""Cells of a value that are shown."""

_DIGEST = re.compile("[0-9a-f]{64}")


def heading(result: Verification) -> str:
    """Return the file and the name of its project."""
    language = result.language
    return f"{result.file}{word('colon', language)}{result.name or word('nameless', language)}"


def sentence(result: Verification) -> str:
    """Return in a sentence whether it is identical."""
    code = "verify_identical"
    if not result.identical:
        code = "verify_moved" if result.differing else "verify_sources"
    if result.contradicts:
        code = "verify_contradicts"
    if not result.compared:
        code = "verify_impossible"
    values = {"compared": result.compared, "differing": len(result.differing)}
    return say(Message(code, values), result.language)


def notes(result: Verification) -> list[str]:
    """Return what there is to know beside the tables."""
    language = result.language
    texts = [say(each, language) for each in result.notes]
    if result.by_todays_rules and not _rows(result.by_todays_rules, language):
        texts.append(word("verify_unmoved", language))
    return texts


def blocks(result: Verification) -> Iterator[Block]:
    """Yield the tables."""
    language = result.language
    yield _made_from(result)
    parts = [(result.profile.file or "", result.profile.changes), _named(result.pack)]
    parts += [_named(result.calendar)] if result.calendar else []
    for name, changes in parts:
        title = say(Message("verify_changes", {"name": name}), language)
        yield from _values(title, changes, language)
    for key, moved in (
        ("verify_weeks", result.moved),
        ("verify_weeks_today", result.by_todays_rules),
    ):
        rows = _rows(moved, language)
        if rows:
            heads = ["P50", word("verify_now", language), "+/-"]
            heads += ["P80", word("verify_now", language), "+/-"]
            yield Block(word(key, language), heads, rows)
    yield from _values(word("verify_values", language), result.differing, language)


def _named(rules: RulesVerified) -> tuple[str, Sequence[Changed]]:
    return rules.id, rules.changes


def _made_from(result: Verification) -> Block:
    language, profile = result.language, result.profile
    given = word("verify_as_given", language)
    rows = [
        ["verify_profile_row", given, _state(profile.state, profile.file, language)],
        ["verify_pack_row", *_rules(result.pack, language)],
        *([["calendar", *_rules(result.calendar, language)]] if result.calendar else []),
        ["verify_program_row", result.saved_tool.version, _program(result)],
    ]
    heads = [word(key, language) for key in ("verify_saved", "verify_today")]
    named = [[word(key, language), *cells] for key, *cells in rows]
    return Block(word("verify_made_from", language), heads, named, numbers=False)


def _rules(rules: RulesVerified, language: Language) -> tuple[str, str]:
    saved = f"{rules.id} {rules.saved_version or ''}".strip()
    if rules.embedded:
        saved = aside(saved, word("verify_carried", language), language)
    version = rules.version if rules.version != rules.saved_version else None
    return saved, _state(rules.state, version, language)


def _program(result: Verification) -> str:
    if result.saved_tool.version == result.tool.version:
        return word("verify_same", result.language)
    return result.tool.version


def _state(state: State, what: str | None, language: Language) -> str:
    told = word(STATES[state], language)
    return aside(told, what, language) if what else told


def _values(title: str, changes: Sequence[Changed], language: Language) -> Iterator[Block]:
    if not changes:
        return
    rows = [[each.path, _value(each.saved), _value(each.now)] for each in changes[:MOST_ROWS]]
    if len(changes) > MOST_ROWS:
        more = Message("verify_more", {"count": len(changes) - MOST_ROWS})
        rows.append([say(more, language), "", ""])
    heads = [word(key, language) for key in ("verify_saved", "verify_now")]
    yield Block(title, heads, rows, numbers=False)


def _value(value: Any) -> str:
    if value is None:
        return "-"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"{text[:12]}.." if _DIGEST.fullmatch(text) else cut(text[: 2 * MOST_CELLS], MOST_CELLS)


def _rows(moved: Sequence[WeeksMoved], language: Language) -> list[list[str]]:
    """Return the whole and the phases that have moved; nothing where none has."""
    changed = [each for each in moved if each.saved != each.now]
    whole = [each for each in moved[:1] if changed and each not in changed]
    return [
        [
            each.title or word("whole", language),
            *_cells(each.saved, each.now, "p50"),
            *_cells(each.saved, each.now, "p80"),
        ]
        for each in (*whole, *changed)
    ]


def _cells(saved: AtShares | None, now: AtShares | None, share: str) -> tuple[str, str, str]:
    before, after = ([vars(each)[share]] if each else [] for each in (saved, now))
    figures = [weeks(each[0]) if each else "-" for each in (before, after)]
    moved = [signed(new - old) for old, new in zip(before, after, strict=False)]
    return figures[0], figures[1], moved[0] if moved else "-"
