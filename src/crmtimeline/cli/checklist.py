"""The command `checklist`: what to settle before, during and after the project."""

import sys
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from crmtimeline.cli.loading import Loaded
    from crmtimeline.model.checklist import ProjectChecklist


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
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.loading import load
    from crmtimeline.cli.report import show_report
    from crmtimeline.cli.screen import columns, speaking
    from crmtimeline.files.sources import load_sources, publications
    from crmtimeline.render.checklist import checklist_lines
    from crmtimeline.render.checklist_markdown import checklist_markdown

    chosen = report_format_for(output_format, output)
    shown_on = sys.stdout if chosen is ReportFormat.TERMINAL and output is None else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        loaded = load(profile, settings or [], pack, lang, speech, shown_on)
        result = _checklist(loaded, trials, seed)
        named = publications(load_sources(loaded.pack)[0], loaded.language)
        show_report(
            result,
            result.language,
            chosen,
            output,
            lambda: checklist_markdown(result, named),
            lambda: checklist_lines(result, named, columns(width, output)),
        )


def _checklist(loaded: "Loaded", trials: int, seed: int) -> "ProjectChecklist":
    """Return the checklist of what was loaded. Raises InputError for conditions that do not fit."""
    from crmtimeline.cli.loading import settings_of
    from crmtimeline.engine.checklist import checklist_of
    from crmtimeline.errors import InputError
    from crmtimeline.files.sources import check_conditions, load_checklist

    items, tree = load_checklist(loaded.pack)
    if issues := list(check_conditions(items, tree, loaded.pack)):
        raise InputError(issues)
    settings = settings_of(loaded, trials, seed)
    return checklist_of(loaded.pack.rules, loaded.profile, settings, loaded.calendar, items)
