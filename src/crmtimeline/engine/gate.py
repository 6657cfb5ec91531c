"""Gate: a profile's estimate held to the rules of a policy, and how all profiles fare.

Error: G111, where a rule needs a start and the profile has none.
"""

from collections.abc import Callable, Iterator, Sequence

from crmtimeline.engine.baseline import changed_phases, grown, notes
from crmtimeline.engine.measures import Measured, Subject, measure
from crmtimeline.errors import InputError, Issue, Message, Path, Place
from crmtimeline.model.inputs import Bounds
from crmtimeline.model.pack import SIZE
from crmtimeline.model.policy import NamedRule, PolicyRule
from crmtimeline.model.strict import Language, Value, text_in
from crmtimeline.model.verdict import Counts, Problem, ProfileChecked, RuleJudged

Locate = Callable[..., Place]
"""Returns where in a profile a key stands, or the nearest one around it."""


def hold(
    file: str, rules: Sequence[NamedRule], subject: Subject, locate: Locate, language: Language
) -> ProfileChecked:
    """Return a profile held to rules. Raises InputError G111 for each rule that needs a start."""
    judged = tuple(_judged(rules, subject, locate, language))
    estimate, baseline = subject.estimate, subject.baseline
    weeks = estimate.total.weeks
    return ProfileChecked(
        file=file,
        name=estimate.profile.name,
        passed=not any(each.outcome == "fail" and each.action == "deny" for each in judged),
        pack=estimate.pack,
        simulation=estimate.simulation,
        weeks=weeks,
        finish_date=estimate.total.finish_date,
        baseline=baseline.shown if baseline else None,
        change=grown(baseline.shown.weeks, weeks) if baseline else None,
        phases=tuple(changed_phases(baseline, estimate)) if baseline else (),
        rules=judged,
        notes=tuple(notes(baseline.shown, estimate)) if baseline else (),
        errors=(),
    )


def unjudged(file: str, name: str | None, issues: Sequence[Issue]) -> ProfileChecked:
    """Return a profile that could not be held to anything."""
    return ProfileChecked(
        file=file,
        name=name,
        passed=False,
        pack=None,
        simulation=None,
        weeks=None,
        finish_date=None,
        baseline=None,
        change=None,
        phases=(),
        rules=(),
        notes=(),
        errors=problems(issues),
    )


def problems(issues: Sequence[Issue]) -> tuple[Problem, ...]:
    """Return issues as a result holds them."""
    return tuple(Problem(each.code, each.place, each.message, each.hint) for each in issues)


def counts(profiles: Sequence[ProfileChecked]) -> Counts:
    """Return how many profiles there are, and what came of them."""
    judged = [each for each in profiles if each.weeks is not None]
    passed = sum(each.passed for each in judged)
    failed = [rule for each in judged for rule in each.rules if rule.outcome == "fail"]
    return Counts(
        profiles=len(profiles),
        passed=passed,
        denied=len(judged) - passed,
        errors=len(profiles) - len(judged),
        warnings=sum(rule.action == "warn" for rule in failed),
    )


def _judged(
    rules: Sequence[NamedRule], subject: Subject, locate: Locate, language: Language
) -> Iterator[RuleJudged]:
    spared = [_spared(each.rule, subject) for each in rules]
    startless = [
        Issue(Message("G111", {"rule": each.name, "key": "start"}), locate())
        for each, reason in zip(rules, spared, strict=True)
        if reason is None and _lacks_start(each, subject)
    ]
    if startless:
        raise InputError(startless)
    for each, reason in zip(rules, spared, strict=True):
        yield _verdict(each, reason or measure(each, subject), subject, locate, language)


def _spared(rule: PolicyRule, subject: Subject) -> Message | None:
    """Return why a rule does not hold for a profile; an input that is not known spares nobody."""
    for name, wanted in rule.when.items():
        if name != SIZE and name not in subject.pack.inputs:
            return Message("gate_no_input", {"pack": subject.pack.id, "input": name})
        value = subject.profile.inputs.get(name)
        if value is not None and not _is_among(value, wanted):
            return Message("gate_not_when", {"input": name})
    return None


def _is_among(value: Value, wanted: Sequence[Value] | Bounds) -> bool:
    if isinstance(wanted, Bounds):
        if isinstance(value, bool | str):
            return False
        above = wanted.min is None or value >= wanted.min
        return above and (wanted.max is None or value <= wanted.max)
    return any(
        value == each and isinstance(value, bool) == isinstance(each, bool) for each in wanted
    )


def _lacks_start(named: NamedRule, subject: Subject) -> bool:
    keys = subject.profile.keys
    dated = named.kind == "finish" or (named.kind == "deadline" and keys.deadline is not None)
    return dated and keys.start is None


def _verdict(
    named: NamedRule,
    found: Measured | Message,
    subject: Subject,
    locate: Locate,
    language: Language,
) -> RuleJudged:
    rule, spared = named.rule, isinstance(found, Message)
    measured = Measured(kept=True) if isinstance(found, Message) else found
    limit = getattr(rule, named.kind)
    phase = subject.pack.phases.get(named.phase or "")
    message = rule.message
    return RuleJudged(
        rule=named.name,
        action=rule.action,
        kind=named.kind,
        outcome="skip" if spared else "pass" if measured.kept else "fail",
        reason=found if isinstance(found, Message) else None,
        phase=named.phase,
        phase_title=text_in(phase.title, language, named.phase or "") if phase else None,
        percentile=getattr(limit, "at", None),
        actual=measured.actual,
        limit=measured.limit,
        missing=measured.missing,
        message=message if isinstance(message, str) else text_in(message, language, "") or None,
        rule_place=named.place,
        place=locate(*_about(named, measured)),
    )


def _about(named: NamedRule, measured: Measured) -> Path:
    """Return the path of what in a profile a rule is about."""
    if named.phase is not None:
        return ("phases", named.phase)
    if measured.missing:
        return tuple(measured.missing[0].split("."))
    return {"finish": ("start",), "deadline": ("deadline",), "packs": ("pack",)}.get(named.kind, ())
