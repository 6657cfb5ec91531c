"""Basis on a page: what is known, what an answer relies on, its calendar, and warnings."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from crmtimeline.model.basis import Basis
from crmtimeline.model.dated import CalendarShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import figure_title, values
from crmtimeline.render.dates import calendar_name
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.pages.frame import Section, bullets, table, unfolded
from crmtimeline.render.pages.sources import Sources
from crmtimeline.render.words import say, word


def basis_sections(estimate: Estimate, sources: Sources) -> Iterator[Section]:
    """Yield what the estimate rests on, and its calendar."""
    language = estimate.language
    yield basis_section(estimate.basis, language, sources)
    if estimate.calendar is not None:
        title = word("calendar", language)
        yield Section("calendar", title, joined(_calendar(estimate.calendar, estimate)))


def basis_section(basis: Basis, language: Language, sources: Sources | None = None) -> Section:
    """Return what an answer rests on; `sources` are those that the page shows."""
    linked = sources or Sources({}, {}, language)
    return Section("basis", word("basis", language), joined(_basis(basis, language, linked)))


def warnings_section(estimate: Estimate) -> Iterator[Section]:
    """Yield what to beware of; nothing where there is nothing."""
    language = estimate.language
    texts = [
        f"{each.place}: {each.code}: {say(each.message, language)}" for each in estimate.warnings
    ]
    if texts:
        yield Section("warnings", word("warnings", language), bullets(texts))


def _basis(basis: Basis, language: Language, sources: Sources) -> Iterator[Markup]:
    figures = [figure_title(each, language) for each in basis.figures]
    relied = [joined([each.title, " ", sources.link(each.cite)]) for each in basis.assumptions]
    for head, texts, look in (
        ("page_given", values(basis.given, language), "columns"),
        ("page_relies", relied, None),
        ("page_unreported", figures, "columns"),
    ):
        if texts:
            yield tag("h3", word(head, language))
            yield bullets(texts, look)


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
