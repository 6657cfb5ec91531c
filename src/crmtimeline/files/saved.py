"""Saved estimates: JSON that `estimate` printed, told from profiles by its content.

Issue: F107.
"""

import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from crmtimeline.errors import InputError, Issue, Mark, Message, Place
from crmtimeline.files.yaml_tree import MOST_BYTES, Tree
from crmtimeline.model.compare import (
    Chance,
    EstimateCompared,
    PhaseCompared,
    TotalCompared,
)
from crmtimeline.model.figures import AtShares, Spread, TotalDates, TotalSpread
from crmtimeline.model.origin import PackShown, Simulation
from crmtimeline.model.saved import ESTIMATE_FORM, SavedEstimate
from crmtimeline.model.verdict import Baseline, BaselineShown

_FORMS = "crmtimeline/"
_PACK_KEYS = {"format", "id", "version"}


@dataclass(frozen=True)
class SavedFile:
    """A saved estimate, and the profile in it as a tree."""

    estimate: SavedEstimate
    tree: Tree


def read_saved(data: bytes, name: str) -> SavedFile | None:
    """Return the saved estimate of a file's bytes, or None where it is no document of this program.

    Raises InputError F107 for a document of another form, or one that is not whole.
    """
    document = _document(data)
    form = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(form, str) or not form.startswith(_FORMS):
        return None
    if form != ESTIMATE_FORM:
        raise InputError([Issue(Message("F107", {"got": form}), Place(name))])
    try:
        estimate = SavedEstimate.model_validate(document)
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"])
        got = Message("estimate_without", {"key": key})
        raise InputError([Issue(Message("F107", {"got": got}), Place(name))]) from None
    line = data[: data.find(b'"profile"')].count(b"\n")
    mark = Mark(name, line, 0, line, 0)
    return SavedFile(estimate, Tree(name, estimate.profile.given, {(): mark}))


def printed(saved: SavedEstimate, file: str) -> EstimateCompared:
    """Return what a comparison shows of an estimate that is not made again."""
    phases = [
        PhaseCompared(
            each.id, each.title, AtShares(each.duration.p50, each.duration.p80), each.in_scope
        )
        for each in saved.phases
    ]
    phases += [PhaseCompared(each.id, each.title, None, 0.0) for each in saved.excluded]
    weeks, dates, deadline = saved.total.weeks, saved.total.finish_date, saved.deadline
    return EstimateCompared(
        name=saved.profile.name,
        file=file,
        pack=PackShown(**dict(saved.pack)),
        simulation=Simulation(**dict(saved.simulation)),
        saved=True,
        total=TotalCompared(
            TotalSpread(**dict(weeks)), TotalDates(**dict(dates)) if dates else None
        ),
        deadline=Chance(deadline.date, deadline.probability) if deadline else None,
        phases=tuple(phases),
    )


def saved_baseline(saved: SavedEstimate, file: str) -> Baseline:
    """Return a saved estimate as a baseline: its figures as they were."""
    shown = BaselineShown(
        file=file,
        pack=PackShown(**dict(saved.pack)),
        simulation=Simulation(**dict(saved.simulation)),
        weeks=TotalSpread(**dict(saved.total.weeks)),
    )
    phases = {each.id: (each.title, Spread(**dict(each.duration))) for each in saved.phases}
    return Baseline(shown, phases)


def check_no_pack(tree: Tree) -> None:
    """Raise InputError F107 where a tree is a rule pack or a calendar, not a profile."""
    if tree.value.keys() >= _PACK_KEYS:
        message = Message("F107", {"got": Message("rules_file")})
        raise InputError([Issue(message, Place(tree.name))])


def _document(data: bytes) -> Any:
    if len(data) > MOST_BYTES or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        document = json.loads(data.decode("utf-8-sig"))
        json.dumps(document, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        return None
    return document
