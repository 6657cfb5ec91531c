"""The command `estimate`: how long the project takes."""

import sys
from functools import partial

import typer

from crmtimeline.cli.options import (
    AsciiOption,
    BomOption,
    BrandOption,
    EmbedOption,
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


def estimate(
    profile: ProfileArgument = None,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    brand: BrandOption = None,
    bom: BomOption = False,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    today: TodayOption = None,
    embed_pack: EmbedOption = False,
    ascii_only: AsciiOption = False,
    width: WidthOption = None,
) -> None:
    """Estimate how many weeks a project takes, phase by phase and as a whole."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import estimate_of, load, load_with_brand
    from crmtimeline.cli.screen import columns, glyphs, show_lines, speaking

    chosen = format_for(output_format, output)
    _check_together(chosen, embed_pack, brand, bom)
    shown_on = sys.stdout if chosen is Format.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        start = partial(load, profile, settings or [], pack, lang, speech, shown_on)
        loaded, look = (start(), None) if brand is None else load_with_brand(start, brand)
        result = estimate_of(loaded, trials, seed, today)
        if chosen is not Format.TERMINAL:
            from crmtimeline.cli.handover import show_document

            show_document(loaded, result, chosen, output, look, bom=bom, embed=embed_pack)
            return
        from crmtimeline.render.terminal import View, terminal

        view = View(columns(width, output), glyphs(ascii_only, output))
        show_lines(terminal(result, view), output)


def _check_together(chosen: Format, embed_pack: bool, brand: str | None, bom: bool) -> None:
    """Raise BadParameter for an option that the format does not take."""
    for option, given, format_ in (
        ("--embed-pack", embed_pack, Format.JSON),
        ("--brand", brand is not None, Format.HTML),
        ("--bom", bom, Format.CSV),
    ):
        if given and chosen is not format_:
            raise typer.BadParameter(f"it goes with -f {format_.value} only", param_hint=option)
