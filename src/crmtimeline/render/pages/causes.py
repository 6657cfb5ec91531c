"""Causes on an estimate's page: what makes the range wide, what to ask, risks and milestones."""

from collections.abc import Iterator

from markupsafe import Markup

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.custom import Custom
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import percent
from crmtimeline.render.pages.frame import Section, bullets, paragraphs, table, unfolded
from crmtimeline.render.terminal import is_finished, milestone_texts, risk_texts
from crmtimeline.render.waterfall import driver_title, kinds_of_causes, single_causes
from crmtimeline.render.words import value_shown, word


def cause_sections(estimate: Estimate) -> Iterator[Section]:
    """Yield what makes the range wide, what to ask, what may go wrong, and what to expect."""
    language = estimate.language
    custom = Custom(language)
    if not is_finished(estimate):
        yield Section("causes", word("page_causes", language), _causes(estimate))
        yield Section("questions", word("page_ask", language), _questions(estimate))
    if risks := risk_texts(estimate, custom):
        yield Section("risks", word("page_risks", language), bullets(risks))
    if estimate.milestones:
        dated, texts = milestone_texts(estimate.milestones, language, custom)
        title = word("milestones_dates" if dated else "milestones", language)
        yield Section("milestones", title, bullets(texts))


def _causes(estimate: Estimate) -> Markup:
    """Return the shares of the variance by kind, and one by one where a reader wants them."""
    language = estimate.language
    caption = word("causes", language)
    parts = [_shares(caption, kinds_of_causes(estimate), estimate)]
    single = [
        (driver_title(each, language), each.variance_share) for each in single_causes(estimate)
    ]
    if single:
        title = word("page_single", language)
        parts.append(unfolded(title, _shares(title, single, estimate)))
    return joined(parts)


def _shares(caption: str, causes: list[tuple[str, float]], estimate: Estimate) -> Markup:
    custom = Custom(estimate.language)
    heads = [word("page_cause", estimate.language), word("page_part", estimate.language), ""]
    rows = [[title, custom.share(percent(share)), _bar(share)] for title, share in causes]
    return table(caption, heads, rows, ("", "n", "long"))


def _bar(share: float) -> Markup:
    return tag("span", class_="bar", style=f"width:{max(share, 0):.0%}")


def _questions(estimate: Estimate) -> Markup:
    """Return what is not known, what was assumed, and the question, most informative first."""
    language = estimate.language
    if not estimate.unknowns:
        return paragraphs([word("nothing_assumed", language)])
    custom = Custom(language)
    heads = [word(key, language) for key in ("claim_unknown", "page_assumed", "page_part")]
    rows = [
        [
            joined([each.title, tag("span", each.ask, class_="note")]),
            value_shown(each.shown, language),
            custom.share(percent(each.variance_share)),
        ]
        for each in estimate.unknowns
    ]
    lead = tag("p", word("page_ask_lead", language))
    return joined([lead, table(word("page_ask", language), heads, rows, ("", "", "n"), quiet=True)])
