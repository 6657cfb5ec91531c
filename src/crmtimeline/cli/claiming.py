"""Claiming: the text of `--claim` read, and its answer shown."""

import re
from collections.abc import Callable
from datetime import date
from math import isfinite

from crmtimeline.cli.loading import Loaded, answer_of
from crmtimeline.cli.options import ReportFormat
from crmtimeline.cli.report import show_report
from crmtimeline.cli.screen import columns
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.project import unless_wrong
from crmtimeline.model.claim import ClaimAnswer, Claimed
from crmtimeline.model.weeks import MOST_WEEKS, WEEKS_OF

_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)([wm]?)", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def read_claim(text: str, option: str = "--claim") -> Claimed:
    """Return the claim that a text such as 12w, 12, 3m or 2027-06-30 makes. Raises InputError P129.

    >>> read_claim("3m").limit
    13.0
    """
    found = _LENGTH.fullmatch(text)
    if found is not None:
        weeks = float(found[1]) * WEEKS_OF[found[2]]
        if isfinite(weeks) and 0 < weeks <= MOST_WEEKS:
            return Claimed(text, weeks)
    elif _DAY.fullmatch(text):
        try:
            return Claimed(text, date.fromisoformat(text))
        except ValueError:
            pass  # no such day
    values = {"claim": text, "most": MOST_WEEKS}
    raise InputError([Issue(Message("P129", values), Place(option))])


def answer_for(load: Callable[[], Loaded], claim: str, trials: int, seed: int) -> ClaimAnswer:
    """Return the answer to a claim on what is loaded. Raises InputError with the issues of both."""
    issues: list[Issue] = []
    loaded = unless_wrong(load, issues)
    claimed = unless_wrong(lambda: read_claim(claim), issues)
    if loaded is None or claimed is None:
        raise InputError(issues)
    return answer_of(loaded, claimed, trials, seed)


def show_claim(
    answer: ClaimAnswer, chosen: ReportFormat, width: int | None, output: str | None
) -> None:
    """Print the answer to a claim, or write it to a file."""
    from crmtimeline.render.claim import claim_lines
    from crmtimeline.render.claim_markdown import claim_markdown
    from crmtimeline.render.pages.claim import claim_page

    show_report(
        answer,
        answer.language,
        chosen,
        output,
        lambda: claim_markdown(answer),
        lambda: claim_lines(answer, columns(width, output)),
        lambda: claim_page(answer),
    )
