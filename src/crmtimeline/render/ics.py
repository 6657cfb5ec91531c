"""ICS: phases, what comes after them and the deadline as all-day events of a calendar (RFC 5545).

A phase lasts from its P50 start to its P50 finish. Events are known by the project's name and by
what they are, so that a later estimate moves them; a project without a name is known by its
profile, and a changed one is another. No clock is read: an estimate is as old as its progress,
which counts the revisions, and without progress as old as its start.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.custom import Custom
from crmtimeline.render.dates import deadline_sentence
from crmtimeline.render.layout import visible
from crmtimeline.render.phase_notes import finish_note, phase_name, phase_notes
from crmtimeline.render.terminal import is_finished, quote_sentence, title_line
from crmtimeline.render.words import word

LONGEST_LINE = 75
"""Octets of a line, before which it is folded."""

LINE_END = "\r\n"
ONE_DAY = timedelta(days=1)

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class _Event(NamedTuple):
    """Days in a row with what they are called and what is said of them.

    `kind` and `name` tell it from the other events of a project.
    """

    kind: str
    name: str
    title: str
    first: date
    last: date
    notes: list[str]


def ics(estimate: Estimate) -> str:
    """Return the calendar of an estimate with a start."""
    assert estimate.calendar is not None, "a format of dates needs a start"
    start, progress = estimate.calendar.start, estimate.progress
    as_of = progress.as_of if progress else start
    revision = max((as_of - start).days, 0)
    name = _text(visible(estimate.profile.name or title_line(estimate)))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//crmtimeline//crmtimeline//EN",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
    ]
    for event in _events(estimate):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_uid(estimate, event)}",
            f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
            f"SEQUENCE:{revision}",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + ONE_DAY:%Y%m%d}",  # exclusive
            f"SUMMARY;LANGUAGE={estimate.language}:{_text(visible(event.title))}",
            f"DESCRIPTION;LANGUAGE={estimate.language}:{_notes(event.notes)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + LINE_END for line in lines)


def _events(estimate: Estimate) -> Iterator[_Event]:
    """Yield what has a day, each with the name of the project."""
    language, custom = estimate.language, Custom(estimate.language)
    head = f"{estimate.profile.name}{word('colon', language)}" if estimate.profile.name else ""
    for phase in estimate.phases:
        if phase.start_date is not None and phase.finish_date is not None:
            title = f"{head}{phase_name(phase, language)}"
            days = phase.start_date.p50, phase.finish_date.p50
            yield _Event("phase", phase.id, title, *days, phase_notes(phase, language))
    if (total := estimate.total.finish_date) is not None:
        title = f"{head}{word('whole', language)}{'' if is_finished(estimate) else ' P80'}"
        notes = [quote_sentence(estimate, custom)]
        yield _Event("whole", "p80", title, total.p80, total.p80, notes)
    for each in estimate.milestones:
        if each.finish_date is not None:
            day, notes = each.finish_date.p50, [finish_note(each.finish_date, language)]
            yield _Event("milestone", each.id, f"{head}{each.title}", day, day, notes)
    if (deadline := estimate.deadline) is not None:
        title = f"{head}{word('deadline_mark', language)}"
        notes = [deadline_sentence(deadline, language, custom)]
        yield _Event("deadline", "", title, deadline.date, deadline.date, notes)


def _uid(estimate: Estimate, event: _Event) -> str:
    """Return what an event is known by, in this estimate and in later ones."""
    project = estimate.profile.name or estimate.profile.digest
    known_by = "\n".join((project, event.kind, event.name))
    return f"{sha256(known_by.encode()).hexdigest()[:32]}@crmtimeline"


def _notes(lines: list[str]) -> str:
    return _text("\n".join(map(visible, lines)))


def _text(text: str) -> str:
    """Return a text as a value."""
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Return a line in pieces that are short enough, none of which ends within a character."""
    pieces, octets = [""], 0
    for each in line:
        size = len(each.encode())
        if octets + size > LONGEST_LINE:
            pieces.append("")
            octets = 1  # the space that a further piece begins with
        pieces[-1] += each
        octets += size
    return f"{LINE_END} ".join(pieces)
