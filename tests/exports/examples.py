"""Examples: their estimates, as documents show them, made once for all tests of a process."""

from functools import cache
from pathlib import Path
from typing import cast

from crmtimeline.cli.handover import handover_of
from crmtimeline.cli.loading import estimate_of, load
from crmtimeline.cli.screen import Speech
from crmtimeline.model.handover import Handover
from crmtimeline.model.strict import Language
from crmtimeline.render import FORMATS, rendered

FOLDER = Path(__file__).parents[2] / "examples"
NAMES = sorted(file.stem for file in FOLDER.glob("*.yaml"))
TODAY = "2026-11-22"


def handed(profile: Path, language: Language, settings: tuple[str, ...] = ()) -> Handover:
    """Return what is handed over of a profile."""
    loaded = load(str(profile), settings, None, language, Speech("en"))
    return handover_of(loaded, estimate_of(loaded, 2_000, 1, TODAY))


@cache
def example(name: str, language: Language) -> Handover:
    """Return what is handed over of an example."""
    return handed(FOLDER / f"{name}.yaml", language)


def text_of(handover: Handover, format_name: str) -> str:
    """Return the document in a format of text."""
    whole = FORMATS[format_name].whole
    return cast("str", rendered(format_name, handover if whole else handover.estimate))
