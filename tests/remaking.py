"""Remaking: estimates saved in JSON in few trials, and made again from it."""

from pathlib import Path

from crmtimeline.cli.loading import Loaded, estimate_of
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.files.embedded import with_rules
from crmtimeline.files.saved import SavedFile, read_estimate, rules_of_saved, saved_project
from crmtimeline.render.json_document import estimate_json

TODAY = "2026-11-22"


def saved_of(loaded: Loaded, *, embedded: bool = False) -> tuple[str, SavedFile]:
    """Return the JSON of an estimate of what was loaded, and what is read of it."""
    result = estimate_of(loaded, trials=300, seed=3, today=TODAY)
    if embedded:
        result = with_rules(result, loaded.pack, loaded.calendar)
    text = estimate_json(result)
    return text, read_estimate(text.encode(), "saved.json")


def again(saved: SavedFile, folder: Path = Path()) -> str:
    """Return the JSON of a saved estimate made again, without the rules that it carries."""
    pack, calendar = rules_of_saved(saved, None, folder)
    project = saved_project(saved, pack, folder, calendar)
    simulation, today = saved.estimate.simulation, saved.estimate.origin.today
    version, language = saved.estimate.tool.version, saved.estimate.language
    settings = Settings(language, version, simulation.trials, simulation.seed, today)
    return estimate_json(estimate(pack.rules, project.profile, settings, project.calendar))
