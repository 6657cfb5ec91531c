"""The command `checklist`: what to settle before, during and after the project."""

import sys

from crmtimeline.cli.options import (
    LangOption,
    OutputOption,
    PackOption,
    ProfileArgument,
    ReportFormat,
    ReportFormatOption,
    SeedOption,
    SetOption,
    TrialsOption,
    WidthOption,
    report_format_for,
)


def checklist(
    profile: ProfileArgument = None,
    settings: SetOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: ReportFormatOption = None,
    output: OutputOption = None,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    width: WidthOption = None,
) -> None:
    """List what to settle, stage by stage, what this project makes urgent first, with sources.

    Items of phases out of scope drop out; those under `done` in the profile are ticked.
    """
    from crmtimeline.cli.handover import checklist_for
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import estimate_of, load
    from crmtimeline.cli.report import show_report
    from crmtimeline.cli.screen import columns, speaking
    from crmtimeline.files.sources import load_sources, publications
    from crmtimeline.render.checklist import checklist_lines
    from crmtimeline.render.checklist_markdown import checklist_markdown
    from crmtimeline.render.pages.checklist import checklist_page

    chosen = report_format_for(output_format, output)
    shown_on = sys.stdout if chosen is ReportFormat.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        loaded = load(profile, settings or [], pack, lang, speech, shown_on)
        result = checklist_for(loaded, estimate_of(loaded, trials, seed))
        named = publications(load_sources(loaded.pack)[0], loaded.language)
        show_report(
            result,
            result.language,
            chosen,
            output,
            lambda: checklist_markdown(result, named),
            lambda: checklist_lines(result, named, columns(width, output)),
            lambda: checklist_page(result, named),
        )
