"""The command `explain`: the reason behind every number."""

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from crmtimeline.cli.options import (
    AsciiOption,
    Format,
    FormatOption,
    LangOption,
    OutputOption,
    PackOption,
    ProfileArgument,
    SeedOption,
    SetOption,
    TodayOption,
    TrialsOption,
    WidthOption,
    format_for,
)

if TYPE_CHECKING:
    from crmtimeline.model.estimate import Estimate, PhaseEstimate

PhaseArgument = Annotated[
    Optional[str],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Argument(
        metavar="PHASE", help="Only this phase, by its id; write - for PROFILE to have none."
    ),
]


def explain(
    profile: ProfileArgument = None,
    phase: PhaseArgument = None,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    today: TodayOption = None,
    ascii_only: AsciiOption = False,
    width: WidthOption = None,
) -> None:
    """Show how each phase's weeks came about, step by step, with sources."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import estimate_of, load
    from crmtimeline.cli.screen import columns, glyphs, show_lines, show_text, speaking
    from crmtimeline.files.sources import load_sources, row_texts
    from crmtimeline.render.waterfall import waterfall

    chosen = format_for(output_format, output)
    shown_on = sys.stdout if chosen is Format.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        loaded = load(profile, settings or [], pack, lang, speech, shown_on)
        result = estimate_of(loaded, trials, seed, today)
        shown = phase_named(result, phase) if phase is not None else None
        if chosen is Format.JSON:
            from crmtimeline.render.json_document import estimate_json

            show_text(estimate_json(result), output)
            return
        texts = row_texts(load_sources(loaded.pack)[0], loaded.language)
        bar = glyphs(ascii_only, output).p50
        show_lines(waterfall(result, shown, texts, columns(width, output), bar), output)


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
