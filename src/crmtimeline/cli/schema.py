"""The command `schema`: JSON Schema for editors and programs."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from crmtimeline.cli.options import OutputOption, PackOption


class Kind(StrEnum):
    """What a schema can be of."""

    PROFILE = "profile"
    PACK = "pack"
    CALENDAR = "calendar"
    POLICY = "policy"
    BRAND = "brand"
    ESTIMATE = "estimate"
    ADVISE = "advise"
    CLAIM = "claim"
    CHECKLIST = "checklist"
    COMPARE = "compare"
    BATCH = "batch"
    CHECK = "check"
    VERIFY = "verify"


KindArgument = Annotated[Kind, typer.Argument(help="What to describe.")]


def schema(kind: KindArgument, pack: PackOption = None, output: OutputOption = None) -> None:
    """Print the JSON Schema (2020-12) of what people write, or of what the program answers."""
    from pathlib import Path

    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import show_text, speaking
    from crmtimeline.errors import Place
    from crmtimeline.files.packs import DEFAULT_PACK, load_pack
    from crmtimeline.render import json_schema

    with speaking(choose_language(None, None, sys.stderr)):
        if kind in json_schema.RESULTS:
            described = json_schema.result_schema(kind)
        elif kind is Kind.PACK:
            described = json_schema.pack_schema()
        elif kind is Kind.CALENDAR:
            described = json_schema.calendar_schema()
        elif kind is Kind.POLICY:
            described = json_schema.policy_schema()
        elif kind is Kind.BRAND:
            described = json_schema.brand_schema()
        else:
            rules = load_pack(pack or DEFAULT_PACK, Path(), Place("--pack")).rules
            described = json_schema.profile_schema(rules.pack)
        show_text(json_schema.to_text(described), output)
