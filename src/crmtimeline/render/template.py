"""Template: an empty profile with every field of a pack as a comment, ready to fill in.

A field stands behind `# `, its explanation behind `## `; groups are real, and empty until filled.
"""

import json
from collections.abc import Iterator, Mapping

from crmtimeline.errors import Message
from crmtimeline.model.inputs import Input
from crmtimeline.model.pack import LOAD, SIZE, Pack
from crmtimeline.model.strict import LANGUAGES, Language, Value, text_in
from crmtimeline.render.layout import visible
from crmtimeline.render.numbers import number
from crmtimeline.render.words import say, word

DATES = {
    "init_start": "start: 2027-01-04",
    "init_deadline": "deadline: 2027-06-30",
    "init_calendar": "calendar: CN",
    "init_closures": "closures: [{{title: Stock-taking, from: 12-28, to: 12-31}}]",
    "init_freezes": "freezes: [{{title: Month end, every: month, last_days: 3, phases: [{last}]}}]",
    "init_as_of": "as_of: 2027-01-25",
    "init_progress": "progress: {{{first}: {{started: 2027-01-04, finished: 2027-01-15}}}}",
}
"""Fields about dates with an example each, by the key of their explanation."""

WHOLE_FROM = 100
"""From here on a usual number is shown whole."""


def template(
    pack: Pack, usual: Mapping[str, Value], language: Language, reference: str | None
) -> str:
    """Return the template for a pack.

    `usual` are the values that an empty profile assumes, and `reference` is how a profile names
    the pack, None for the one that it need not name.
    """
    lines = _lines(pack, usual, language, reference)
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(
    pack: Pack, usual: Mapping[str, Value], language: Language, reference: str | None
) -> Iterator[str]:
    for key in ("init_1", "init_2", "init_3"):
        yield f"## {word(key, language)}"
    yield ""
    yield from _fixed(pack, language, reference)
    names = [*([SIZE] if pack.presets else []), *pack.inputs]
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.partition(".")[0], []).append(name)
    for group, members in groups.items():
        yield ""
        if members != [group]:
            yield f"{group}:"
        for name in members:
            yield from _field(pack, name, usual, language)


def _fixed(pack: Pack, language: Language, reference: str | None) -> Iterator[str]:
    phases = list(pack.phases)
    yield f'# name: ""  ## {word("init_name", language)}'
    yield f"# pack: {pack.id}" if reference is None else f"pack: {_yaml(reference)}"
    yield f"# language: {language}  ## {word('init_language', language)}: {', '.join(LANGUAGES)}"
    if pack.scopes:
        scopes = ", ".join(pack.scopes)
        yield f"# scope: {next(iter(pack.scopes))}  ## {word('init_scope', language)}: {scopes}"
    yield f"# skip: []  ## {word('init_skip', language)}: {', '.join(phases)}"
    example = f"{{{phases[-1]}: {{weeks: {{low: 2, high: 4}}}}}}"
    yield f"# phases: {example}  ## {word('init_phases', language)}"
    last = pack.go_live if pack.go_live in phases else phases[-1]
    for key, field in DATES.items():
        yield f"# {field.format(first=phases[0], last=last)}  ## {word(key, language)}"


def _field(pack: Pack, name: str, usual: Mapping[str, Value], language: Language) -> Iterator[str]:
    group, dot, leaf = name.partition(".")
    indent = "  " if dot else ""
    if name == SIZE:
        sizes = ", ".join(
            f"{key} ({number(each.employees.low)}-{number(each.employees.high)})"
            for key, each in pack.presets.items()
        )
        yield f"{indent}## {word('init_size', language)}: {sizes}"
        yield f"{indent}# size: {next(iter(pack.presets))}"
        return
    declared = pack.inputs[name]
    yield f"{indent}## {text_in(declared.ask or declared.title, language, name)}"
    yield from (f"{indent}## {line}" for line in _choices(declared, usual.get(name), language))
    if name == LOAD:
        kinds = list(declared.interfaces or {"standard": 1})
        yield f"{indent}# systems: [{{name: ERP, interface: {kinds[-1]}}}]  ## {', '.join(kinds)}"
        yield f"{indent}# count: {_yaml(usual.get(name, 1))}  ## {word('init_count', language)}"
        return
    yield f"{indent}# {leaf or group}: {_yaml(usual.get(name, ''))}"


def _choices(declared: Input, value: Value | None, language: Language) -> Iterator[str]:
    labels = declared.labels or {}
    for level in declared.level_values or ():
        if isinstance(level, str):
            yield f"  {level}: {text_in(labels.get(level), language, level)}"
    if value is not None:
        yield say(Message("init_usual", {"value": _yaml(value)}), language)


def _yaml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{float(f'{value:.3g}'):.0f}" if value >= WHOLE_FROM else f"{value:.3g}"
    word = all(each.isalnum() or each in "_-./" for each in value)
    plain = word and value[:1].isalpha() and value not in ("true", "false", "null")
    return value if plain else json.dumps(value, ensure_ascii=False)
