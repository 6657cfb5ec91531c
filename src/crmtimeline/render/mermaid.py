"""Mermaid: the chart as text that wikis and code hosts draw, with dates and no rules for days off.

What has a name is a section, the name to its left: a bar up to P50, and a light one on to P80. What
in a name could be markup is written as an entity; a name that is too long to draw is cut, and a
comment before it holds it whole.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rich.cells import cell_len

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.bars import is_critical
from crmtimeline.render.layout import cut, visible
from crmtimeline.render.phase_notes import phase_name
from crmtimeline.render.terminal import is_finished, title_line
from crmtimeline.render.words import aside, word

WIDEST_NAME = 36
WIDEST_TITLE = 90
"""Cells that are drawn of a name, and of the title."""

CELL, MARGIN = 7, 20
"""Pixels of a cell of a name, and around names."""

AXES = (
    (70, "1week", "%m-%d"),
    (330, "1month", "%Y-%m"),
    (660, "2month", "%Y-%m"),
    (1000, "3month", "%Y-%m"),
    (5000, "12month", "%Y"),
)
"""Up to how many days an axis has which ticks, and how they are labelled."""

LONGEST_AXIS = (0, "120month", "%Y")
BAR_OF_A_LABEL, GAP_OF_A_LABEL = 1 / 20, 1 / 8
"""Shares of the axis: a bar that holds a label, and what is left between two marks with one."""

NO_LABEL = "#160;"
ONE_DAY = timedelta(days=1)

_MARKUP = {ord(each): f"#{ord(each)};" for each in "#;:%<ﬂ¶"}
"""What some version obeys in a name, as the entity for it; the last two are signs of its own."""

_BARE_WORD = re.compile(r"[a-z_]\w*", re.ASCII)
"""A name that JavaScript may know, such as constructor."""


class _Row(NamedTuple):
    """What is drawn in a section: from a day, or as a mark, to P50 and P80; and what kind it is."""

    name: str
    begins: date | None
    p50: date
    p80: date
    tag: str = ""


def mermaid(estimate: Estimate) -> str:
    """Return the chart of an estimate with a start."""
    assert estimate.calendar is not None, "a format of dates needs a start"
    rows = list(_rows(estimate, estimate.calendar.start))
    days = (max(row.p80 for row in rows) - estimate.calendar.start).days + 1
    _, tick, label = next((each for each in AXES if days <= each[0]), LONGEST_AXIS)
    widest = max(cell_len(_drawn(row.name, WIDEST_NAME)) for row in rows)
    lines = [
        "---",
        "config:",
        "  gantt:",
        "    displayMode: compact",
        f"    leftPadding: {CELL * widest + MARGIN}",
        "---",
        "gantt",
        *_named("title", title_line(estimate), WIDEST_TITLE),
        "    dateFormat YYYY-MM-DD",
        f"    axisFormat {label}",
        f"    tickInterval {tick}",
        "    todayMarker off",
    ]
    for row in rows:
        lines += [*_named("section", row.name, WIDEST_NAME), *_tasks(row, days)]
    return "\n".join(lines) + "\n"


def _rows(estimate: Estimate, start: date) -> Iterator[_Row]:
    """Yield phases, the whole, what comes after, and the deadline."""
    language, progress = estimate.language, estimate.progress
    done = {each.id for each in progress.phases if each.status == "done"} if progress else set()
    titles = Counter(phase.title for phase in estimate.phases)
    for phase in estimate.phases:
        name = phase_name(phase, language)
        name = aside(name, phase.id, language) if titles[phase.title] > 1 else name
        tag = "done, " if phase.id in done else "crit, " if is_critical(phase) else ""
        if phase.start_date is not None and phase.finish_date is not None:
            begins = None if phase.gate else phase.start_date.p50
            yield _Row(name, begins, phase.finish_date.p50, phase.finish_date.p80, tag)
    if (total := estimate.total.finish_date) is not None:
        tag = "done, " if is_finished(estimate) else ""
        yield _Row(word("whole", language), start, total.p50, total.p80, tag)
    for each in estimate.milestones:
        if each.finish_date is not None:
            yield _Row(each.title, None, each.finish_date.p50, each.finish_date.p80)
    if (deadline := estimate.deadline) is not None:
        yield _Row(word("deadline_mark", language), None, deadline.date, deadline.date)


def _tasks(row: _Row, days: int) -> Iterator[str]:
    """Yield the bars or marks of a section, on an axis of so many days; ends are exclusive."""
    gap = (row.p80 - row.p50).days
    if row.begins is None:
        label = "P50" if gap >= GAP_OF_A_LABEL * days else NO_LABEL
        yield f"    {label} :milestone, {row.tag}{row.p50}, 0d"
        if gap:
            yield f"    P80 :milestone, active, {row.p80}, 0d"
        return
    begins, half = row.begins, row.p50 + ONE_DAY
    label = "P50" if gap and (half - begins).days >= BAR_OF_A_LABEL * days else NO_LABEL
    yield f"    {label} :{row.tag}{begins}, {half}"
    if gap:
        yield f"    P80 :active, {half}, {row.p80 + ONE_DAY}"


def _named(keyword: str, name: str, widest: int) -> Iterator[str]:
    """Yield a line that names something, after a comment where the name is cut."""
    drawn = _drawn(name, widest)
    if drawn != visible(name):
        yield f"    %% {_inert(visible(name))}"
    yield f"    {keyword} {_inert(drawn) if drawn.strip() else NO_LABEL}"


def _drawn(name: str, widest: int) -> str:
    return cut(visible(name), widest)


def _inert(text: str) -> str:
    """Return a text of which nothing is obeyed."""
    inert = text.translate(_MARKUP)
    return f"#{ord(text[0])};{inert[1:]}" if _BARE_WORD.fullmatch(text) else inert
