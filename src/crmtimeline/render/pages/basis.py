"""Basis on an estimate's page: what is known, what it relies on, its calendar, and warnings."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from crmtimeline.model.dated import CalendarShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.render.basis import figure_texts, given_texts
from crmtimeline.render.dates import calendar_name
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.frame import Section, bullets, table, unfolded
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.words import say, word


def basis_sections(estimate: Estimate, sources: Sources) -> Iterator[Section]:
    """Yield what the estimate rests on, and its calendar."""
    language = estimate.language
    yield Section("basis", word("basis", language), joined(_basis(estimate, sources)))
    if estimate.calendar is not None:
        title = word("calendar", language)
        yield Section("calendar", title, joined(_calendar(estimate.calendar, estimate)))


def warnings_section(estimate: Estimate) -> Iterator[Section]:
    """Yield what to beware of; nothing where there is nothing."""
    language = estimate.language
    texts = [
        f"{each.place}: {each.code}: {say(each.message, language)}" for each in estimate.warnings
    ]
    if texts:
        yield Section("warnings", word("warnings", language), bullets(texts))


def _basis(estimate: Estimate, sources: Sources) -> Iterator[Markup]:
    language = estimate.language
    given, figures = list(given_texts(estimate)), figure_texts(estimate)
    if given:
        yield tag("h3", word("page_given", language))
        yield bullets(given, "columns")
    if estimate.assumptions:
        yield tag("h3", word("page_relies", language))
        yield bullets(
            joined([each.title, " ", sources.link(each.cite)]) for each in estimate.assumptions
        )
    if figures:
        yield tag("h3", word("page_unreported", language))
        yield bullets(figures, "columns")


def _calendar(calendar: CalendarShown, estimate: Estimate) -> Iterator[Markup]:
    """Yield its name, and all days off and freezes where a reader wants them."""
    language = estimate.language
    yield tag("p", calendar_name(calendar, language))
    titles = {phase.id: phase.title for phase in estimate.phases}
    rows = [
        [each.title or word("closure", language), *_days(each.first, each.last), ""]
        for each in calendar.days_off
    ]
    for freeze in calendar.freezes:
        waiting = word("comma", language).join(titles[phase] for phase in freeze.phases)
        title = freeze.title or word("freezes", language)
        rows.append([title, *_days(freeze.first, freeze.last), waiting])
    if rows:
        title = word("page_days_off", language)
        heads = ["", *(word(key, language) for key in ("page_first", "page_last", "page_waiting"))]
        yield unfolded(title, table(title, heads, rows, ("", "d", "d", ""), quiet=True))
    if calendar.worked_weekends:
        days = word("comma", language).join(day.isoformat() for day in calendar.worked_weekends)
        yield tag("p", word("worked_weekends", language) + word("colon", language) + days)


def _days(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()
