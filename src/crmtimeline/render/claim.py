"""Claim: the answer to a claim, in sentences to say aloud."""

from collections.abc import Iterator, Sequence

from crmtimeline.errors import Message
from crmtimeline.model.claim import ClaimAnswer, ClaimShown, NeededInput, NeededPhase
from crmtimeline.model.strict import Language
from crmtimeline.render.basis import counts_sentence
from crmtimeline.render.custom import SCREEN, Custom
from crmtimeline.render.layout import Line, paragraph
from crmtimeline.render.numbers import number, percent, weeks
from crmtimeline.render.terminal import title_of
from crmtimeline.render.words import say, value_shown, word

MOST_NAMED = 3
"""How many inputs, and how many phases to shorten, a sentence names."""

ALMOST_ALL = 0.995
"""Share from which percent would say that all trials hold."""


def claim_lines(answer: ClaimAnswer, width: int) -> list[Line]:
    """Return the answer: the project, what to say, and what it rests on."""
    language = answer.language
    lines = paragraph(title_of(answer.profile, answer.pack, language), width, "strong")
    for sentence in sentences(answer):
        lines += paragraph(sentence, width)
    return lines + paragraph(counts_sentence(answer.basis, language), width, "faint")


def sentences(answer: ClaimAnswer, custom: Custom = SCREEN) -> list[str]:
    """Return what can be said to the customer, most important first."""
    language = answer.language
    first = [say(each, language) for each in (_chance(answer, custom), _quote(answer, custom))]
    found = [*first, *_cannot(answer.claim, language), *_needs(answer.claim, language, custom)]
    return [custom.sentence(text) for text in found]


def needed_phases(claim: ClaimShown) -> list[NeededPhase]:
    """Return the phases that would have to be shorter."""
    return [each for each in claim.would_need if isinstance(each, NeededPhase)]


def needed_inputs(claim: ClaimShown) -> list[NeededInput]:
    """Return the unknown inputs that would have to be otherwise."""
    return [each for each in claim.would_need if isinstance(each, NeededInput)]


def phase_cells(phase: NeededPhase, custom: Custom = SCREEN) -> list[str]:
    """Return a phase's title, its typical weeks, those needed and their share."""
    return [
        phase.title,
        weeks(phase.typical_weeks),
        weeks(phase.needed_weeks),
        custom.share(percent(phase.share)),
    ]


def input_cells(needed: NeededInput, language: Language, custom: Custom = SCREEN) -> list[str]:
    """Return an input's title, its value, and how much of all trials and of those within has it."""
    median = needed.shown is None
    value = word("claim_median", language) if median else value_shown(needed.shown, language)
    shares = (figure(needed, each, custom) for each in (needed.before, needed.after))
    return [needed.title, value, *shares]


def figure(needed: NeededInput, value: float, custom: Custom) -> str:
    """Return a share of trials in percent, or a median."""
    return number(value) if needed.shown is None else custom.share(percent(value))


def _chance(answer: ClaimAnswer, custom: Custom) -> Message:
    claim = answer.claim
    values = {"claim": _named(claim, custom), "trials": answer.simulation.trials}
    if not claim.trials_within:
        return Message("claim_fails", {**values, "shortest": weeks(claim.shortest_weeks)})
    share = custom.share(_probability(claim, answer.simulation.trials))
    return Message("claim_holds", {**values, "share": share, "within": claim.trials_within})


def _probability(claim: ClaimShown, trials: int) -> str:
    """Return a probability in percent: all or nothing only where every trial says so."""
    if claim.trials_within < trials and claim.probability >= ALMOST_ALL:
        return ">99 %"
    return percent(claim.probability) if claim.probability else "<1 %"


def _named(claim: ClaimShown, custom: Custom) -> Message:
    values = {"weeks": number(claim.weeks)}
    if claim.date is not None:
        return Message("claim_day", {**values, "day": custom.day(claim.date)})
    if claim.text.endswith("m"):
        return Message("claim_months", {**values, "months": claim.text.removesuffix("m")})
    return Message("claim_weeks", values)


def _quote(answer: ClaimAnswer, custom: Custom) -> Message:
    values = {"p50": answer.quote.p50, "p80": answer.quote.p80}
    days = answer.finish_date
    if days is None:
        return Message("claim_quote", values)
    dates = {"p50_day": custom.day(days.p50), "p80_day": custom.day(days.p80)}
    return Message("claim_quote_dates", {**values, **dates})


def _cannot(claim: ClaimShown, language: Language) -> Iterator[str]:
    if claim.cannot_fit:
        phases = [
            say(Message("claim_over", {"title": p.title, "weeks": weeks(p.p10_weeks)}), language)
            for p in claim.cannot_fit
        ]
        yield word("claim_cannot_fit", language).format(phases=_listed(phases, language))
    if claim.chain is not None and claim.chain.phases:
        titles = word("comma", language).join(each.title for each in claim.chain.phases)
        values = {"weeks": weeks(claim.chain.p10_weeks), "phases": titles}
        yield word("claim_chain", language).format(**values)


def _needs(claim: ClaimShown, language: Language, custom: Custom) -> Iterator[str]:
    inputs = [say(_input(each, language, custom), language) for each in needed_inputs(claim)]
    if inputs:
        listed = _listed(_first(inputs, language), language)
        yield word("claim_inputs", language).format(inputs=listed)
    phases = [say(_shorter(each), language) for each in needed_phases(claim)]
    if phases:
        listed = _listed(_first(phases, language), language)
        yield word("claim_phases", language).format(phases=listed)
    if claim.trials_within and not claim.would_need:
        yield word("claim_easy", language)


def _first(entries: Sequence[str], language: Language) -> list[str]:
    """Return the first entries, and how many more there are."""
    more = Message("claim_more", {"count": len(entries) - MOST_NAMED})
    named = [*entries[:MOST_NAMED]]
    return [*named, say(more, language)] if len(entries) > MOST_NAMED else named


def _listed(entries: Sequence[str], language: Language) -> str:
    return word("semicolon", language).join(entries)


def _input(needed: NeededInput, language: Language, custom: Custom) -> Message:
    values = {"title": needed.title}
    values |= {key: figure(needed, getattr(needed, key), custom) for key in ("before", "after")}
    if needed.shown is None:
        return Message("claim_range", values)
    return Message("claim_value", {**values, "value": value_shown(needed.shown, language)})


def _shorter(needed: NeededPhase) -> Message:
    values = {"typical": weeks(needed.typical_weeks), "needed": weeks(needed.needed_weeks)}
    return Message("claim_shorter", {**values, "title": needed.title})
