"""The command `estimate`: how long the project takes."""

import sys

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


def estimate(
    profile: ProfileArgument = None,
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
    """Estimate how many weeks a project takes, phase by phase and as a whole."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import estimate_of, load
    from crmtimeline.cli.screen import columns, glyphs, show_lines, speaking

    chosen = format_for(output_format, output)
    shown_on = sys.stdout if chosen is Format.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        loaded = load(profile, settings or [], pack, lang, speech, shown_on)
        result = estimate_of(loaded, trials, seed, today)
        if chosen is not Format.TERMINAL:
            from crmtimeline.cli.handover import show_document

            show_document(loaded, result, chosen, output)
            return
        from crmtimeline.render.terminal import View, terminal

        view = View(columns(width, output), glyphs(ascii_only, output))
        show_lines(terminal(result, view), output)
