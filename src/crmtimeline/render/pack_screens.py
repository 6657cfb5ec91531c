"""Pack screens: which packs there are, and all that is in one."""

from collections.abc import Iterator, Sequence

from crmtimeline.model.cite import Cite
from crmtimeline.model.inputs import Input
from crmtimeline.model.pack import FactorTriple, Modifier, Pack, Phase, RulePack
from crmtimeline.model.strict import Language, text_in
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.numbers import number, percent
from crmtimeline.render.words import aside, value_shown, word

_TEXT = Column(flexible=True)


def pack_list(
    packs: Sequence[RulePack], default: str, width: int, language: Language
) -> list[Line]:
    """Return a table of packs."""
    heads = ("pack", "version", "title", "phases", "modifiers", "inputs", "cases")
    rows = [[Span(word(head, language), "faint") for head in heads]]
    for rules in packs:
        pack = rules.pack
        title = text_in(pack.title, language, pack.id)
        if pack.id == default:
            title = aside(title, word("default", language), language)
        counts = (pack.phases, pack.modifiers, pack.inputs, pack.cases)
        rows.append(
            [
                Span(pack.id, "strong"),
                Span(pack.version),
                Span(title),
                *(Span(str(len(each))) for each in counts),
            ]
        )
    columns = [Column(), Column(), _TEXT, *[Column("right")] * 4]
    return table(rows, columns, width)


def pack_contents(rules: RulePack, width: int, language: Language) -> list[Line]:
    """Return the phases, modifiers, inputs and presets of a pack, with their cites."""
    pack = rules.pack
    lines = paragraph(
        f"{text_in(pack.title, language, pack.id)} | {pack.id} {pack.version}", width, "strong"
    )
    for title, rows in (
        ("phases", _phases(rules, language)),
        ("modifiers", _modifiers(rules, language)),
        ("inputs", _inputs(rules, language)),
        ("presets", _presets(rules, language)),
    ):
        entries = list(rows)
        if entries:
            lines += [[], *paragraph(word(title, language), width, "strong")]
            lines += table(entries, [_TEXT] * len(entries[0]), width, "  ")
    return lines


Rows = Iterator[list[Span]]


def _head(*keys: str, language: Language) -> list[Span]:
    return [Span(word(key, language) if key else "", "faint") for key in keys]


def _cite(cite: Cite | None, place: str, language: Language) -> Span:
    if cite is None:
        return Span(place, "faint")
    basis = word(f"basis_{cite.basis}", language)
    return Span(" ".join(part for part in (cite.source, basis, place) if part), "faint")


def _phases(rules: RulePack, language: Language) -> Rows:
    yield _head("pack_phase", "range", "after", "source", language=language)
    for name, phase in rules.pack.phases.items():
        place = rules.place("phases", name)
        yield [
            Span(f"{name}: {text_in(phase.title, language, name)}"),
            Span(_weeks(phase)),
            Span(_after(phase)),
            _cite(phase.cite, place, language),
        ]


def _weeks(phase: Phase) -> str:
    if phase.weeks is not None:
        return _range(phase.weeks.triple)
    levels = phase.weeks_by.levels if phase.weeks_by else {}
    return ", ".join(f"{_level(level)} {_range(each.triple)}" for level, each in levels.items())


def _level(level: bool | str) -> str:
    return str(level).lower() if isinstance(level, bool) else level


def _range(weeks: tuple[float, float, float]) -> str:
    return f"{number(weeks[0])}-{number(weeks[2])}"


def _after(phase: Phase) -> str:
    links = [f"{link.source} {link.kind}{_lag(*link.lag)}" for link in phase.links]
    return ", ".join([*phase.after, *links])


def _lag(weeks: float, share: float) -> str:
    return (f"{weeks:+g}" if weeks else "") + (f"{100 * share:+g}%" if share else "")


def _modifiers(rules: RulePack, language: Language) -> Rows:
    yield _head("reads", "factors", "applies_to", "source", language=language)
    for name, modifier in rules.pack.modifiers.items():
        phases = (
            phase if strength == 1 else f"{phase} {strength:g}"
            for phase, strength in modifier.applies_to.items()
        )
        yield [
            Span(f"{name}: {modifier.reads}"),
            Span(_factors(modifier)),
            Span(", ".join(phases)),
            _cite(modifier.cite, rules.place("modifiers", name), language),
        ]


def _factors(modifier: Modifier) -> str:
    if modifier.levels is None:
        points = (modifier.curve or {}).items()
        return ", ".join(f"{number(at)}: {factor:g}" for at, factor in points)
    return ", ".join(f"{_level(level)} {_factor(each)}" for level, each in modifier.levels.items())


def _factor(factor: float | FactorTriple) -> str:
    if isinstance(factor, FactorTriple):
        return "/".join(f"{each:g}" for each in (factor.low, factor.likely, factor.high))
    return f"{factor:g}"


def _inputs(rules: RulePack, language: Language) -> Rows:
    yield _head("input", "usual", "source", language=language)
    for name, declared in rules.pack.inputs.items():
        yield [
            Span(f"{name}: {text_in(declared.title, language, name)}"),
            Span(_usual(rules.pack, declared, language)),
            _cite(declared.cite, rules.place("inputs", name), language),
        ]


def _usual(pack: Pack, declared: Input, language: Language) -> str:
    if declared.otherwise is not None:
        return f"= {declared.otherwise}"
    if declared.weights is not None:
        shares = declared.weights.items()
        return ", ".join(f"{value_shown(at, language)} {percent(share)}" for at, share in shares)
    if declared.range is not None:
        return f"{number(declared.range.low)}-{number(declared.range.high)}"
    return "" if declared.assume is None else value_shown(declared.assume, language)


def _presets(rules: RulePack, language: Language) -> Rows:
    for name, preset in rules.pack.presets.items():
        ends = preset.employees
        yield [
            Span(f"{name}: {text_in(preset.title, language, name)}"),
            Span(f"{number(ends.low)}-{number(ends.high)} {word('employees', language)}"),
            _cite(preset.cite, rules.place("presets", name), language),
        ]
