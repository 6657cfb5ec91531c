"""Verdicts: the words for what comes of a check, before they are set for a screen or a page."""

from datetime import date

from crmtimeline.errors import Message
from crmtimeline.model.figures import AtShares
from crmtimeline.model.strict import Language
from crmtimeline.model.verdict import Check, PhaseChanged, Problem, ProfileChecked, RuleJudged
from crmtimeline.render.numbers import exact, exact_percent, signed, weeks
from crmtimeline.render.words import aside, say, word

SHARES = ("deadline", "unknown", "assumed")
"""Kinds of rules whose figures are shares."""


def title(profile: ProfileChecked, language: Language) -> str:
    """Return what a profile is called: its name and its file."""
    return profile.file if profile.name is None else aside(profile.name, profile.file, language)


def summary(check: Check) -> str:
    """Return how all profiles fare, in a sentence."""
    return say(Message("gate_summary", vars(check.counts)), check.language)


def outcome(rule: RuleJudged) -> str:
    """Return the key of the word for what came of a rule."""
    return f"gate_{rule.action}" if rule.outcome == "fail" else f"gate_{rule.outcome}"


def result(profile: ProfileChecked) -> str:
    """Return the key of the word for what came of a profile."""
    if profile.weeks is None:
        return "gate_error"
    if not profile.passed:
        return "gate_deny"
    return "gate_warn" if any(each.outcome == "fail" for each in profile.rules) else "gate_pass"


def found(rule: RuleJudged, language: Language) -> str:
    """Return what a rule found and what it allows, or why it does not apply."""
    if rule.reason is not None:
        return say(rule.reason, language)
    if rule.kind == "require":
        values = {"inputs": word("comma", language).join(rule.missing)}
        return word("gate_missing" if rule.missing else "gate_known", language).format(**values)
    figures = {"actual": _figure(rule, rule.actual), "limit": _figure(rule, rule.limit)}
    text = word(f"gate_{rule.kind}", language).format(at=rule.percentile, **figures)
    if rule.phase_title is None:
        return text
    return f"{rule.phase_title}{word('colon', language)}{text}"


def found_and_told(rule: RuleJudged, language: Language) -> str:
    """Return what a rule found, and what the policy tells whoever fails it, on one line."""
    text = found(rule, language)
    for each in message(rule):
        text = word("gate_told", language).format(found=text, message=each)
    return text


def message(rule: RuleJudged) -> list[str]:
    """Return what the policy tells whoever fails a rule, on one line."""
    return [" ".join(rule.message.split())] if rule.outcome == "fail" and rule.message else []


def total_cells(profile: ProfileChecked) -> list[str]:
    """Return the whole at P50 and P80, its last day at P80, and what P80 has grown by."""
    if profile.weeks is None:
        return ["", "", "", ""]
    return [
        weeks(profile.weeks.p50),
        weeks(profile.weeks.p80),
        profile.finish_date.p80.isoformat() if profile.finish_date else "",
        signed(profile.change.p80) if profile.change else "",
    ]


def totals(profile: ProfileChecked, language: Language) -> list[str]:
    """Return the same in a sentence, if there are figures."""
    p50, p80, day, change = total_cells(profile)
    if profile.weeks is None:
        return []
    parts = [Message("gate_totals", {"p50": p50, "p80": p80})]
    parts += [Message("gate_done", {"day": day})] if day else []
    parts += [Message("gate_grown", {"change": change})] if change else []
    return [word("clause", language).join(say(part, language) for part in parts)]


def growth(profile: ProfileChecked, language: Language) -> list[list[str]]:
    """Return weeks at P80 in the baseline, now, and the change: of each phase and the whole.

    The first row is the head; there are no rows without a baseline, and none of gates.
    """
    if profile.weeks is None or profile.baseline is None or profile.change is None:
        return []
    heads = [word(f"gate_{key}", language) for key in ("phases", "before", "now", "grows")]
    before, now = weeks(profile.baseline.weeks.p80), weeks(profile.weeks.p80)
    whole = [word("whole", language), before, now, signed(profile.change.p80)]
    phases = [_phase_cells(each, language) for each in profile.phases if not _is_gate(each)]
    return [heads, *phases, whole]


def _is_gate(phase: PhaseChanged) -> bool:
    return not any(each is not None and each.p80 for each in (phase.before, phase.now))


def _phase_cells(phase: PhaseChanged, language: Language) -> list[str]:
    spreads = [_weeks_of(each, language) for each in (phase.before, phase.now)]
    return [phase.title, *spreads, signed(phase.change.p80)]


def told(problem: Problem, language: Language) -> str:
    """Return what is wrong, with the hint if there is one."""
    text = say(problem.message, language)
    if problem.hint is None:
        return text
    return aside(text, word("hint", language) + say(problem.hint, language), language)


def _weeks_of(spread: AtShares | None, language: Language) -> str:
    return word("compare_out", language) if spread is None else weeks(spread.p80)


def _figure(rule: RuleJudged, value: float | date | str | None) -> str:
    """Return a figure as it is compared: rounded further, 26.04 would not exceed 26."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, int | float):
        return str(value)
    if rule.kind in SHARES:
        return exact_percent(value)
    sign = "+" if rule.kind == "change" and value > 0 else ""
    return sign + exact(value)
