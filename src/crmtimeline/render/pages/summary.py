"""Summary at the top of an estimate's page: what to say first, and its figures as cards."""

from collections.abc import Iterator

from markupsafe import Markup

from crmtimeline.model.estimate import Estimate
from crmtimeline.render.custom import Custom, short_day
from crmtimeline.render.markup import joined, tag
from crmtimeline.render.numbers import promised
from crmtimeline.render.progress import progress_sentence
from crmtimeline.render.terminal import is_finished, quote_sentence
from crmtimeline.render.words import word

CHOSEN = "p80"
"""The percentile to quote."""


def summary(estimate: Estimate) -> Markup:
    """Return the sentence to say, what has changed since the plan, and the figures."""
    custom = Custom(estimate.language)
    parts = [tag("p", quote_sentence(estimate, custom), class_="lead")]
    if sentence := progress_sentence(estimate, custom):
        parts.append(tag("p", sentence))
    if not is_finished(estimate):
        parts.append(tag("dl", *_cards(estimate, custom), class_="cards"))
    return joined(parts)


def _cards(estimate: Estimate, custom: Custom) -> Iterator[Markup]:
    """Yield a card for each percentile, and one for the deadline."""
    language, total = estimate.language, estimate.total
    for key, weeks in vars(total.quote).items():
        unit = "card_weeks" if total.finish_date is None else "card_weeks_of_work"
        length = word(unit, language).format(weeks=weeks)
        if total.finish_date is None:
            figures = [tag("dd", length, class_="big")]
        else:
            day = short_day(getattr(total.finish_date, key), language)
            figures = [tag("dd", day, class_="big"), tag("dd", length)]
        head = tag("dt", word(f"card_{key}", language))
        yield tag("div", head, *figures, class_="chosen" if key == CHOSEN else None)
    if estimate.deadline is not None:
        day = short_day(estimate.deadline.date, language)
        share = custom.share(promised(estimate.deadline.probability))
        head = tag("dt", word("mark_deadline", language).format(day=day))
        met = word("card_deadline", language)
        yield tag("div", head, tag("dd", share, class_="big"), tag("dd", met))
