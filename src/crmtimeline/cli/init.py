"""The command `init`: a profile to fill in."""

import sys

from crmtimeline.cli.options import LangOption, OutputOption, PackOption


def init(pack: PackOption = None, lang: LangOption = None, output: OutputOption = None) -> None:
    """Print a commented profile with every field that a pack reads."""
    from pathlib import Path

    from crmtimeline.cli.language import choose_language
    from crmtimeline.cli.screen import show_text, speaking
    from crmtimeline.engine.inputs import usual_values
    from crmtimeline.errors import Place
    from crmtimeline.files.packs import DEFAULT_PACK, load_pack
    from crmtimeline.render.template import template

    with speaking(choose_language(lang, None, sys.stderr)):
        rules = load_pack(pack or DEFAULT_PACK, Path(), Place("--pack")).rules
        language = choose_language(lang, None, sys.stdout if output is None else None)
        named = pack if pack != DEFAULT_PACK else None
        show_text(template(rules.pack, usual_values(rules.pack), language, named), output)
