"""Waterfall: why a phase takes so long, from its base range through each modifier, with sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crmtimeline.errors import Message
from crmtimeline.model.cite import CiteShown
from crmtimeline.model.estimate import Driver, Estimate, PhaseEstimate, TraceStep
from crmtimeline.model.figures import Range
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Column, Line, Span, paragraph, table, table_rows
from crmtimeline.render.numbers import factor, percent, weeks
from crmtimeline.render.terminal import quote_sentence, title_line
from crmtimeline.render.words import aside, say, value_shown, word

BAR_CELLS = 20
"""Cells of a bar that stands for all of the variance."""

_COLUMNS = [Column(flexible=True), *[Column("right")] * 4]


def waterfall(
    estimate: Estimate, phase: PhaseEstimate | None, rows: Mapping[str, str], width: int, bar: str
) -> list[Line]:
    """Return the steps of one phase, or of all with the make-up of the whole.

    `rows` holds the texts of the sources' rows, in the estimate's language.
    """
    lines = paragraph(title_line(estimate), width, "strong")
    shown = estimate.phases if phase is None else (phase,)
    if phase is None:
        lines += paragraph(quote_sentence(estimate), width)
    for each in shown:
        lines += [[], *_phase(each, estimate.language, width, phase is not None)]
        for text in simulated_texts(estimate, each):
            lines += paragraph(text, width, "", "  ")
    if phase is None:
        lines += [[], *_causes(estimate, width, bar)]
    if known := rows_behind(shown, rows):
        lines += [[], *paragraph(word("sources", estimate.language), width, "strong")]
        cells = [[Span(source), Span(rows[source])] for source in known]
        lines += table(cells, [Column(), Column(flexible=True)], width, "  ")
    if phase is None:
        rests_on = counts_sentence(estimate.basis, estimate.language)
        lines += [[], *paragraph(rests_on, width, "faint")]
    return lines


def _phase(phase: PhaseEstimate, language: Language, width: int, with_notes: bool) -> list[Line]:
    heads = ("", *(word(key, language) for key in ("low", "likely", "high")))
    rows = [[Span(phase.title, "strong"), *(Span(head, "faint") for head in heads)]]
    details: list[list[str]] = [[]]
    steps = shown_steps(phase, with_notes)
    for step in steps:
        rows.append(
            [Span(f"  {step_title(step, language)}"), Span(factor_text(step)), *_range(step.after)]
        )
        details.append(list(_details(step, language, with_notes)))
    lines: list[Line] = []
    for row, below in zip(table_rows(rows, _COLUMNS, width), details, strict=True):
        lines += row
        for text in below:
            lines += paragraph(text, width, "faint", "      ")
    if idle := unchanged_text(phase, steps, language):
        lines += paragraph(idle, width, "faint", "  ")
    return lines


def shown_steps(phase: PhaseEstimate, every: bool) -> list[TraceStep]:
    """Return the steps of a phase, every one or those that change its range."""
    return [step for step in phase.trace if every or not changes_nothing(step)]


def unchanged_text(phase: PhaseEstimate, shown: Sequence[TraceStep], language: Language) -> str:
    """Return which steps are not shown, as they change nothing; empty where all are."""
    idle = [step_title(step, language) for step in phase.trace if step not in shown]
    return word("unchanged_by", language) + word("semicolon", language).join(idle) if idle else ""


def simulated_texts(
    estimate: Estimate, phase: PhaseEstimate, custom: Custom = SCREEN
) -> Iterator[str]:
    """Yield how long a phase takes in the simulation, how often it happens, and what has."""
    language = estimate.language
    values = {key: weeks(getattr(phase.duration, key)) for key in ("p50", "p80", "p90")}
    yield say(Message("simulated_as", values), language)
    if phase.in_scope < 1:
        share = custom.share(percent(phase.in_scope))
        yield say(Message("simulated_in_scope", {"share": share}), language)
    if happened := happened_text(estimate, phase, custom):
        yield happened


def rows_behind(phases: Iterable[PhaseEstimate], rows: Mapping[str, str]) -> list[str]:
    """Return the rows of sources that the steps of phases cite, in the order of the sources."""
    cited = {step.cite.source for each in phases for step in each.trace if step.cite is not None}
    return [source for source in rows if source in cited]


def happened_text(estimate: Estimate, phase: PhaseEstimate, custom: Custom = SCREEN) -> str:
    """Return when a phase was worked on, empty where it was not yet."""
    seen = {each.id: each for each in estimate.progress.phases} if estimate.progress else {}
    each = seen.get(phase.id)
    if each is None or each.started is None:
        return ""
    if each.finished is not None:
        values = {"started": custom.day(each.started), "finished": custom.day(each.finished)}
        return custom.sentence(say(Message("done_from", values), estimate.language))
    values = {"started": custom.day(each.started), "weeks": weeks(each.spent_weeks)}
    return custom.sentence(say(Message("running_since", values), estimate.language))


def changes_nothing(step: TraceStep) -> bool:
    """Whether a step leaves the range as it is."""
    return step.factor == 1


def step_title(step: TraceStep, language: Language) -> str:
    """Return what a person calls a step."""
    if step.title is not None:
        return step.title
    return word("own" if step.step == "profile" else "base", language)


def factor_text(step: TraceStep) -> str:
    """Return the factor of a step, three where it widens the range, none of a base."""
    if step.factor is None:
        return ""
    if isinstance(step.factor, Range):
        return "/".join(factor(each) for each in ends(step.factor))
    return factor(step.factor)


def ends(some: Range) -> tuple[float, float, float]:
    """Return the low, likely and high end."""
    return some.low, some.likely, some.high


def _range(some: Range) -> list[Span]:
    return [Span(weeks(each)) for each in ends(some)]


def _details(step: TraceStep, language: Language, with_note: bool) -> Iterator[str]:
    """Yield what the step read, and where its figure comes from."""
    if text := what_it_read(step, language):
        yield text
    yield word("clause", language).join([*cite_texts(step.cite, language), step.place])
    if with_note and step.cite is not None and step.cite.note:
        yield step.cite.note


def what_it_read(step: TraceStep, language: Language) -> str:
    """Return the input with its value, and whether that is assumed; nothing of a base."""
    if step.input_title is None:
        return ""
    text = f"{step.input_title}{word('colon', language)}{value_shown(step.shown, language)}"
    return aside(text, word("assumed_mark", language), language) if step.assumed else text


def cite_texts(cite: CiteShown | None, language: Language) -> Iterator[str]:
    """Yield the row of the source with its basis, the basis alone without a source."""
    if cite is not None:
        basis = word(f"basis_{cite.basis}", language)
        yield f"{cite.source} {basis}" if cite.source else basis


def _causes(estimate: Estimate, width: int, bar: str) -> list[Line]:
    language = estimate.language
    lines = paragraph(word("causes", language), width, "strong")
    rows = [_share(title, share, bar, "") for title, share in kinds_of_causes(estimate)]
    lines += table(rows, [Column(flexible=True), Column("right"), Column()], width, "  ")
    inner = single_causes(estimate)
    rows = [
        _share(driver_title(each, language), each.variance_share, bar, "faint") for each in inner
    ]
    if rows:
        lines.append([])
        lines += table(rows, [Column(flexible=True), Column("right"), Column()], width, "  ")
    return lines


def kinds_of_causes(estimate: Estimate) -> list[tuple[str, float]]:
    """Return each kind of cause with its share of the variance."""
    shares = estimate.variance_shares
    kinds = (
        ("all_phases", shares.phases),
        ("all_unknowns", shares.unknowns),
        *([("all_risks", shares.risks)] if estimate.risks else []),
        ("common_cause", shares.common_cause),
        ("project_spread", shares.project_spread),
        ("combinations", shares.together),
    )
    return [(word(key, estimate.language), share) for key, share in kinds]


def single_causes(estimate: Estimate) -> list[Driver]:
    """Return the phases, inputs and risks among the causes, strongest first."""
    return [each for each in estimate.drivers if each.kind in ("phase", "input", "risk")]


def driver_title(driver: Driver, language: Language) -> str:
    """Return what a cause is called, and what it is."""
    return aside(driver.title or "", word(f"kind_{driver.kind}", language), language)


def _share(title: str, share: float, bar: str, style: str) -> list[Span]:
    cells = round(share * BAR_CELLS)
    return [Span(title, style), Span(percent(share), style), Span(bar * cells, "bar")]
