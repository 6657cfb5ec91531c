"""The command `explain`: the reason behind every number."""

import sys
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from crmtimeline.cli.options import (
    AsciiOption,
    LangOption,
    OutputOption,
    PackOption,
    ProfileArgument,
    ReportFormat,
    ReportFormatOption,
    SeedOption,
    SetOption,
    TodayOption,
    TrialsOption,
    WidthOption,
    report_format_for,
)

if TYPE_CHECKING:
    from crmtimeline.cli.loading import Loaded
    from crmtimeline.model.estimate import Estimate, PhaseEstimate

PhaseArgument = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Argument(
        metavar="PHASE", help="Only this phase, by its id; write - for PROFILE to have none."
    ),
]
ClaimOption = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--claim",
        metavar="LENGTH",
        help="Answer who claims that it takes no longer: 12w, 3m (months), or 2027-06-30.",
    ),
]


def explain(
    profile: ProfileArgument = None,
    phase: PhaseArgument = None,
    claim: ClaimOption = None,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: ReportFormatOption = None,
    output: OutputOption = None,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    today: TodayOption = None,
    ascii_only: AsciiOption = False,
    width: WidthOption = None,
) -> None:
    """Show how each phase's weeks came about, with sources; or answer a claim."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import estimate_of, load
    from crmtimeline.cli.screen import columns, glyphs, show_lines, show_text, speaking
    from crmtimeline.render.waterfall import waterfall

    chosen = _format_for(output_format, output, phase, claim)
    shown_on = sys.stdout if chosen is not ReportFormat.JSON and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        start = partial(load, profile, settings or [], pack, lang, speech, shown_on)
        if claim is not None:
            from crmtimeline.cli.claiming import answer_for, show_claim

            show_claim(answer_for(start, claim, trials, seed), chosen, width, output)
            return
        loaded = start()
        result = estimate_of(loaded, trials, seed, today)
        shown = phase_named(result, phase) if phase is not None else None
        if chosen is not ReportFormat.TERMINAL:
            show_text(_document(loaded, result, shown, chosen), output)
            return
        texts, bar = _row_texts(loaded), glyphs(ascii_only, output).p50
        show_lines(waterfall(result, shown, texts, columns(width, output), bar), output)


def _document(
    loaded: "Loaded", result: "Estimate", shown: "PhaseEstimate | None", chosen: ReportFormat
) -> str:
    """Return the steps as Markdown, or the whole estimate as JSON."""
    if chosen is ReportFormat.JSON:
        from crmtimeline.render.json_document import estimate_json

        return estimate_json(result)
    from crmtimeline.render.waterfall_markdown import waterfall_markdown

    return waterfall_markdown(result, shown, _row_texts(loaded))


def _row_texts(loaded: "Loaded") -> Mapping[str, str]:
    """Return what the rows of the sources say, in the language of what was loaded."""
    from crmtimeline.files.sources import load_sources, row_texts

    return row_texts(load_sources(loaded.pack)[0], loaded.language)


def _format_for(
    wanted: ReportFormat | None, output: str | None, phase: str | None, claim: str | None
) -> ReportFormat:
    """Return the format to print in. Raises BadParameter for options that do not go together."""
    if claim is not None and phase is not None:
        raise typer.BadParameter("it does not go with --claim", param_hint="PHASE")
    if claim is None and wanted is ReportFormat.HTML:
        raise typer.BadParameter("html needs --claim", param_hint="--format")
    chosen = report_format_for(wanted, output)
    if claim is None and chosen is ReportFormat.HTML:
        return ReportFormat.TERMINAL  # what a file of such an ending is given then
    return chosen


def phase_named(result: "Estimate", name: str) -> "PhaseEstimate":
    """Return the phase in scope of this id. Raises InputError P105 or P117."""
    from crmtimeline.errors import InputError, Issue, Message, Place
    from crmtimeline.files.shape import close_to

    for each in result.phases:
        if each.id == name:
            return each
    for out in result.excluded:
        if out.id == name:
            values = {"phase": name, "reason": out.reason}
            raise InputError([Issue(Message("P117", values), Place("PHASE"))])
    known = [*(each.id for each in result.phases), *(out.id for out in result.excluded)]
    raise InputError(
        [Issue(Message("P105", {"phase": name}), Place("PHASE"), close_to(name, known))]
    )
