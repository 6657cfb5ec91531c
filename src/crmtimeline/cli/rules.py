"""The commands `rules ...`: what the packs hold, whether they are right, and who says so."""

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from crmtimeline.cli.options import LangOption, WidthOption

if TYPE_CHECKING:
    from crmtimeline.files.packs import LoadedPack
    from crmtimeline.model.strict import Language
    from crmtimeline.render.check_screens import CaseRow

rules = typer.Typer(
    help="List, show and check rule packs, and where their figures come from.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: crmtimeline rules check",
)

PackArgument = Annotated[
    str, typer.Argument(metavar="PACK", help="A shipped id, or a path to a file.")
]
PacksArgument = Annotated[
    Optional[list[str]],  # noqa: UP045 # typer reads it at run time in all versions
    typer.Argument(metavar="PACK...", help="Shipped ids or paths; all shipped ones if left out."),
]


@rules.command("list", epilog="Example: crmtimeline rules list")
def list_packs(lang: LangOption = None, width: WidthOption = None) -> None:
    """List the shipped packs."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import columns, show_lines, speaking
    from crmtimeline.files.packs import DEFAULT_PACK
    from crmtimeline.render.pack_screens import pack_list

    with speaking(choose_language(lang, None, sys.stdout)) as speech:
        packs = [each.rules for each in _load([])]
        show_lines(pack_list(packs, DEFAULT_PACK, columns(width), speech.language))


@rules.command("show", epilog="Example: crmtimeline rules show packaged")
def show_pack(pack: PackArgument, lang: LangOption = None, width: WidthOption = None) -> None:
    """Show a pack with what it extends: phases, modifiers, inputs, presets and their sources."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import columns, show_lines, speaking
    from crmtimeline.render.pack_screens import pack_contents

    with speaking(choose_language(lang, None, sys.stdout)) as speech:
        (loaded,) = _load([pack])
        show_lines(pack_contents(loaded.rules, columns(width), speech.language))


@rules.command("check", epilog="Example: crmtimeline rules check my-pack.yaml")
def check_packs(
    packs: PacksArgument = None, lang: LangOption = None, width: WidthOption = None
) -> None:
    """Check packs: references, sources, languages, and that every case comes out as promised."""
    from crmtimeline.cli.checking import case_rows, check
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import columns, show_issues, show_lines, speaking
    from crmtimeline.errors import Exit, InputError
    from crmtimeline.render.check_screens import case_table

    with speaking(choose_language(lang, None, sys.stdout)) as speech:
        loaded = _load(packs or [])
        issues = [issue for each in loaded for issue in check(each)]
        errors = [issue for issue in issues if issue.severity == "error"]
        if errors:
            raise InputError(issues)
        show_issues(issues, speech.language)
        rows: list[CaseRow] = [row for each in loaded for row in case_rows(each, speech.language)]
        show_lines(case_table(rows, len(loaded), columns(width), speech.language))
        failures = [issue for row in rows for issue in row.failures]
        show_issues(failures, speech.language)
        if failures:
            raise typer.Exit(Exit.GATE)


@rules.command("sources", epilog="Example: crmtimeline rules sources packaged")
def list_sources(
    packs: PacksArgument = None, lang: LangOption = None, width: WidthOption = None
) -> None:
    """List each row of the sources with the rules, milestones, cases and items that cite it."""
    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import columns, show_lines, speaking
    from crmtimeline.files.sources import load_sources, row_texts
    from crmtimeline.files.usage import usages
    from crmtimeline.render.check_screens import source_table

    with speaking(choose_language(lang, None, sys.stdout)) as speech:
        language: Language = speech.language
        used: dict[str, list[str]] = {}
        texts: dict[str, str] = {}
        for pack in _load(packs or []):
            texts |= row_texts(load_sources(pack)[0], language)
            for row, entries in usages(pack).items():
                used[row] = list(dict.fromkeys([*used.get(row, []), *entries]))
        show_lines(source_table(used, texts, columns(width), language))


def _load(references: list[str]) -> "list[LoadedPack]":
    """Return the packs that are named, or all shipped ones; raises the issues of all at once."""
    from pathlib import Path

    from crmtimeline.errors import InputError, Issue, Place
    from crmtimeline.files.packs import load_pack, shipped_ids

    loaded, issues = [], list[Issue]()
    for reference in references or shipped_ids():
        try:
            loaded.append(load_pack(reference, Path(), Place(reference)))
        except InputError as error:
            issues += error.issues
    if issues:
        raise InputError(issues)
    return loaded
