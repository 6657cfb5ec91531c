"""The command `check`: profiles held to a policy, the gate of a pull request or a quote."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import typer

from crmtimeline.cli.check_options import (
    AgainstOption,
    AlsoOption,
    ByOption,
    CheckFormat,
    CheckFormatOption,
    FilesArgument,
    MaxChangeOption,
    MaxOption,
    PolicyOption,
    ReportOnlyOption,
    check_usage,
    reports_for,
)
from crmtimeline.cli.options import (
    LangOption,
    OutputOption,
    PackOption,
    SeedOption,
    TodayOption,
    TrialsOption,
    WidthOption,
)
from crmtimeline.errors import Exit, Issue

if TYPE_CHECKING:
    from crmtimeline.model.verdict import Check


def check(
    files: FilesArgument,
    policy: PolicyOption = None,
    most: MaxOption = None,
    by: ByOption = None,
    max_change: MaxChangeOption = None,
    against: AgainstOption = None,
    pack: PackOption = None,
    lang: LangOption = None,
    output_format: CheckFormatOption = None,
    output: OutputOption = None,
    also: AlsoOption = None,
    report_only: ReportOnlyOption = False,
    trials: TrialsOption = 10_000,
    seed: SeedOption = 1,
    today: TodayOption = None,
    width: WidthOption = None,
) -> None:
    """Hold profiles to rules: 0 if all pass, 4 if a rule denies one, 3 if input is wrong."""
    check_usage(files, bool(policy or most or by or max_change), max_change, against)
    from crmtimeline.cli.asked import Asked
    from crmtimeline.cli.gating import gate, read_rules
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import show_issues, speaking
    from crmtimeline.files.project import unless_wrong

    reports = reports_for(output_format, output, also)
    printed = reports.get(None)
    shown_on = sys.stdout if printed is CheckFormat.TERMINAL else None
    with speaking(choose_language(lang, None, sys.stderr)) as speech:
        rules = read_rules(policy, most or [], by or [], max_change or [])
        asked = Asked(pack, lang, trials, seed, today, against)
        result, issues = gate(files, rules, asked, speech, shown_on)
        unwritten: list[Issue] = []
        for file, form in reports.items():
            unless_wrong(partial(_show, result, form, file, width), unwritten)
        told = () if printed is CheckFormat.GITHUB else issues  # there they are told already
        show_issues([*told, *unwritten], speech.language)
    code = Exit.INPUT if issues else Exit.DONE if result.passed else Exit.GATE
    raise typer.Exit(Exit.INPUT if unwritten else Exit.DONE if report_only else code)


def _show(result: "Check", chosen: CheckFormat, output: str | None, width: int | None) -> None:
    """Print what came of a check, or write it to a file."""
    from crmtimeline.cli.screen import columns, show_lines, show_text

    if chosen is CheckFormat.TERMINAL:
        from crmtimeline.render.verdict_screen import verdict_lines

        show_lines(verdict_lines(result, columns(width, output)), output)
    else:
        show_text(_text(result, chosen), output)


def _text(result: "Check", chosen: CheckFormat) -> str:
    """Return what came of a check in a format for programs and pages."""
    if chosen is CheckFormat.JSON:
        from crmtimeline.render.json_document import to_json

        return to_json(result, result.language)
    if chosen is CheckFormat.MARKDOWN:
        from crmtimeline.render.verdict_markdown import verdict_markdown

        return verdict_markdown(result)
    if chosen is CheckFormat.GITHUB:
        from crmtimeline.render.verdict_github import annotations

        return annotations(result)
    from crmtimeline.render.verdict_junit import junit

    return junit(result)
