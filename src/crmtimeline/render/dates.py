"""Dates: when phases start and finish, whether a deadline holds, and the calendar behind it."""

from datetime import date

from crmtimeline.errors import Message
from crmtimeline.model.dated import CalendarShown, DaysOffShown, DeadlineShown, FreezeShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import Dates
from crmtimeline.model.strict import Language
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Column, Line, Span, paragraph, table
from crmtimeline.render.numbers import missing, promised
from crmtimeline.render.words import aside, say, word

MOST_DAYS_OFF = 8
"""How many stretches of days off are listed."""

INDENT = "  "


def dates_table(estimate: Estimate, width: int) -> list[Line]:
    """Return the start and finish of each phase and of the whole; nothing without dates."""
    total, language = estimate.total.finish_date, estimate.language
    if total is None or estimate.calendar is None:
        return []
    start, finish = word("start", language), word("finish", language)
    heads = [f"{start} P50", f"{finish} P50", f"{finish} P80", f"{finish} P90"]
    rows = [[Span(word("dates", language), "strong"), *(Span(head, "faint") for head in heads)]]
    for phase in estimate.phases:
        if phase.start_date and phase.finish_date:
            rows.append(_row(phase.title, phase.start_date.p50, phase.finish_date))
    rows.append(_row(word("whole", language), estimate.calendar.start, total, "strong"))
    return table(rows, [Column(flexible=True), *[Column()] * len(heads)], width, INDENT)


def _row(title: str, start: date, finish: Dates, style: str = "") -> list[Span]:
    days = (start, finish.p50, finish.p80, finish.p90)
    return [Span(title, style), *(Span(day.isoformat(), style) for day in days)]


def deadline_lines(deadline: DeadlineShown | None, width: int, language: Language) -> list[Line]:
    """Return how likely a deadline is met, what is missing, and the latest starts."""
    if deadline is None:
        return []
    lines = paragraph(deadline_sentence(deadline, language), width, "strong", INDENT)
    head, *body = deadline_cells(deadline, language)
    rows = [[Span(each, "faint") for each in head], *([*map(Span, row)] for row in body)]
    lines += table(rows, [Column(flexible=True), *[Column("right")] * 3], width, INDENT)
    if text := too_late(deadline, language):
        lines += paragraph(text, width, "warning", INDENT)
    return lines


def deadline_sentence(deadline: DeadlineShown, language: Language, custom: Custom = SCREEN) -> str:
    """Return how likely a deadline is met."""
    share = custom.share(promised(deadline.probability))
    values = {"day": custom.day(deadline.date), "share": share}
    return custom.sentence(say(Message("deadline", values), language))


def deadline_cells(deadline: DeadlineShown, language: Language) -> list[list[str]]:
    """Return a head, the weeks that are missing, and the latest starts where they can be told."""
    rows = [
        ["", "P50", "P80", "P90"],
        [word("weeks_missing", language), *map(missing, vars(deadline.missing_weeks).values())],
    ]
    if deadline.latest_start is not None:
        starts = [start_shown(each, language) for each in vars(deadline.latest_start).values()]
        rows.append([word("latest_start", language), *starts])
    return rows


def start_shown(day: date | None, language: Language) -> str:
    """Return the latest start, or that there is none."""
    return word("none_known", language) if day is None else day.isoformat()


def too_late(deadline: DeadlineShown, language: Language, custom: Custom = SCREEN) -> str:
    """Return plainly from which percentile on no start from today meets the deadline."""
    if deadline.possible is None or deadline.today is None:
        return ""
    first = next(share for share, possible in vars(deadline.possible).items() if not possible)
    values = {"today": custom.day(deadline.today), "share": first.upper()}
    return custom.sentence(say(Message("too_late", values), language))


def calendar_lines(estimate: Estimate, width: int) -> list[Line]:
    """Return the calendar with its days off and freezes within the span of the estimate."""
    parts = calendar_texts(estimate)
    return [line for part in parts for line in paragraph(part, width, "faint", INDENT)]


def calendar_texts(estimate: Estimate) -> list[str]:
    """Return the calendar, its days off, weekends that are worked, and freezes; a text each."""
    calendar, language = estimate.calendar, estimate.language
    if calendar is None:
        return []
    name = calendar_name(calendar, language)
    parts = [word("calendar", language) + word("colon", language) + name]
    offs = [off_text(each, language) for each in calendar.days_off]
    if offs:
        parts.append(_listed("days_off", offs, language))
    if calendar.worked_weekends:
        days = [day.isoformat() for day in calendar.worked_weekends]
        parts.append(_listed("worked_weekends", days, language))
    freezes = [freeze_text(each, estimate) for each in calendar.freezes]
    if freezes:
        parts.append(_listed("freezes", freezes, language))
    return parts


def calendar_name(calendar: CalendarShown, language: Language) -> str:
    """Return what a person calls a calendar, with its id and version."""
    if calendar.id is None:
        return word("monday_to_friday", language)
    return aside(calendar.title or calendar.id, f"{calendar.id} {calendar.version}", language)


def freeze_text(freeze: FreezeShown, estimate: Estimate) -> str:
    """Return a freeze with its days and the phases that it holds back."""
    language = estimate.language
    titles = {phase.id: phase.title for phase in estimate.phases}
    phases = word("comma", language).join(titles[each] for each in freeze.phases)
    title = f"{freeze.title} " if freeze.title else ""
    return aside(f"{title}{_days(freeze.first, freeze.last)}", phases, language)


def off_text(off: DaysOffShown, language: Language) -> str:
    """Return days off with their dates."""
    title = off.title or word("closure", language)
    return f"{title} {_days(off.first, off.last)}"


def _days(first: date, last: date) -> str:
    """Return days in a row; the last one without its year where that is the first one's."""
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()}..{last:%m-%d}" if first.year == last.year else f"{first}..{last}"


def _listed(key: str, entries: list[str], language: Language) -> str:
    shown = entries[:MOST_DAYS_OFF]
    if len(entries) > len(shown):
        shown.append(say(Message("and_more", {"count": len(entries) - len(shown)}), language))
    return word(key, language) + word("colon", language) + word("semicolon", language).join(shown)
