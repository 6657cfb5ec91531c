"""English: what comes of a check."""

GATES = {
    "gate": "Timeline check",
    "gate_summary": (
        "Profiles: {profiles}; passed: {passed}, denied: {denied}, not judged for errors: "
        "{errors}. Warnings: {warnings}."
    ),
    "gate_profile": "Profile",
    "gate_result": "Result",
    "gate_rule": "Rule",
    "gate_found": "Found",
    "gate_day": "Done at P80",
    "gate_phases": "Weeks at P80",
    "gate_before": "Baseline",
    "gate_now": "Now",
    "gate_grows": "Change",
    "gate_pass": "passes",
    "gate_deny": "denied",
    "gate_warn": "warning",
    "gate_skip": "skipped",
    "gate_error": "error",
    "gate_totals": "P50 {p50} weeks, P80 {p80} weeks",
    "gate_done": "done by {day} at P80",
    "gate_grown": "{change} weeks at P80 against the baseline",
    # what a rule finds
    "gate_weeks": "P{at} is {actual} weeks; at most {limit} allowed",
    "gate_finish": "P{at} is {actual}; {limit} at the latest",
    "gate_change": "P{at} changes by {actual} weeks; at most {limit} allowed",
    "gate_deadline": "the deadline is met with {actual}; at least {limit} required",
    "gate_unknown": "unknown inputs explain {actual} of the spread; at most {limit} allowed",
    "gate_assumed": "{actual} of the figures are assumed; at most {limit} allowed",
    "gate_ratio": "P80 is {actual} times P50; at most {limit} times allowed",
    "gate_known": "all known",
    "gate_missing": "not known: {inputs}",
    "gate_packs": "pack {actual}; allowed: {limit}",
    "gate_told": "{found}. {message}",
    # why a rule does not apply
    "gate_out": "out of scope: {reason}",
    "gate_no_phase": "pack {pack} has no phase '{phase}'",
    "gate_no_input": "pack {pack} has no input {input}",
    "gate_no_baseline": "there is no baseline",
    "gate_no_deadline": "the profile has no deadline",
    "gate_no_length": "the project has no length",
    "gate_not_when": "holds for other values of {input} only",
    # notes
    "gate_other_pack": (
        "The baseline was made by other rules ({pack} {version}), which make a part of the change."
    ),
    "gate_baseline_broken": "The baseline ({file}) cannot be estimated, so there is none.",
}
