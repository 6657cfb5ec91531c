"""English."""

from crmtimeline.render.words.issues.en import ISSUES

TEXTS = {
    **ISSUES,
    # small words
    "comma": ", ",
    "clause": ", ",
    "semicolon": "; ",
    "colon": ": ",
    "quoted": "'{text}'",
    "aside": "{text} ({note})",
    "yes": "yes",
    "no": "no",
    "text": "text",
    "number": "a number",
    "boolean": "true or false",
    "mapping": "a mapping",
    "list": "a list",
    "date": "a date such as 2027-01-04",
    "or": " or ",
    "a_mapping": "a mapping",
    "a_list": "a list",
    "nothing": "nothing",
    "wants_number": "needs a number, and it has levels",
    "wants_levels": "needs levels, and it is a number",
    "is_number": "holds a value that is no number",
    "window_forms": (
        "name days by from and to (both dates, or both like 11-01), by every month or quarter "
        "with first_days or last_days, or around a holiday"
    ),
    # issues
    "error": "error",
    "warning": "warning",
    "hint": "hint: ",
    "hint_mean": "did you mean '{word}'?",
    "hint_colon": "use the ASCII colon ':' followed by a space",
    "hint_tab": "indent with spaces, not with tabs",
    "hint_boolean": "write true or false",
    "hint_number": "write it as a plain decimal number: no leading zeros, no separators",
    "hint_text": "put it in quotes",
    "hint_quotes": "remove the quotes",
    "hint_full_width": 'outside quotes use ASCII punctuation: , {{ }} [ ] "',
    "case_median": "P50 is {p50}, not in {low}-{high}",
    "case_overlap": "P10-P90 is {p10}-{p90} and overlaps {low}-{high} by {overlap}, not {least}",
    "case_p90": "P90 is {p90}, not at least {least}",
    "case_phase": "phase {phase} is out of scope",
    "W102": "no rule of this pack reads {title} ({input})",
    "W103": "the range given for '{phase}' is not used: the phase is out of scope",
    "W104": "a text lacks {language}; the first one given stands in",
    "W105": "{start} is not worked; the project starts on {moved}",
    "W106": "no calendar is named: Monday to Friday is worked, holidays are not known",
    "W107": (
        "{calendar} has no decree for {years} yet: projected from the statutory days, so dates "
        "there may move by 1-3 working days"
    ),
    "W108": "'{key}' is not used without '{other}'",
    "W109": "{calendar} does not know {years}: only weekends are off there",
    "W110": "this freeze holds nothing back: {phases} is out of scope",
    "W111": (
        "the rules hardly expect what has happened: only {trials} trials count, so percentiles are "
        "rough"
    ),
    "W112": "the risk '{risk}' is not used: '{phase}' is out of scope",
    "has_started": "has started",
    "has_finished": "has finished",
    "out_by_profile": "left out by the profile",
    "out_by_scope": "not in: {scope}",
    "out_by_value": "{input}: {value}",
    "out_by_min": "{input}: {value}, happens from {bound} on",
    "out_by_max": "{input}: {value}, happens up to {bound}",
    # estimate
    "nameless": "CRM project",
    "whole_scope": "whole project",
    "quote": (
        "Quote {p80} weeks: four of five such projects are done by then (P80). "
        "Half are done in {p50}; for a contract with penalties take {p90} (P90)."
    ),
    "weeks": "weeks",
    "months": "months",
    "whole": "Whole project",
    "legend_p50": "likely (P50)",
    "legend_p80": "to P80",
    "legend_p90": "to P90",
    "legend_critical": "critical in most trials",
    "legend_gate": "gate",
    "legend_maybe": "(n%) in scope in so many trials",
    "out_of_scope": "Out of scope",
    "by_rules": "by the rules",
    "simulated": "simulated",
    "low": "low",
    "likely": "likely",
    "high": "high",
    "assumed_head": "Not known, so assumed (share of the spread each explains alone); ask first:",
    "assumed_rest": "Also assumed: ",
    "assumed_small": "Not known, so assumed, and of little weight: ",
    "unchanged_by": "Unchanged by: ",
    "nothing_assumed": "Everything that the rules read is known.",
    "ask": "Ask: ",
    "milestones": "After go-live (weeks from the start)",
    "warnings": "Warnings",
    "milestone_line": "{title}: week {p50} (P50), by week {p80} (P80)",
    "basis": "What this rests on",
    "given": "Given: ",
    "unreported": "Figures that no source reports (explain shows why): ",
    "size": "Size",
    "correlation": "correlation of phases",
    "made_by": (
        "{pack} {version}, crmtimeline {tool}; {trials} trials, seed {seed}; phases correlate by "
        "{correlation}, project spread {spread}"
    ),
    # dates and progress
    "quote_dates": (
        "Quote {p80_day} ({p80} weeks of work): four of five such projects "
        "that start on {start} are done "
        "by then (P80). Half are done by {p50_day} ({p50} weeks of work); for "
        "a contract with penalties "
        "take {p90_day} ({p90} weeks of work, P90)."
    ),
    "week": "week",
    "legend_done": "done",
    "legend_now": "now",
    "legend_off": "days off",
    "dates": "Dates",
    "start": "start",
    "finish": "finish",
    "deadline": "Deadline {day}: met with a probability of {share}.",
    "weeks_missing": "weeks missing",
    "latest_start": "latest start",
    "none_known": "none",
    "too_late": "No start from {today} on meets it at {share}.",
    "calendar": "Calendar",
    "monday_to_friday": "Monday to Friday",
    "days_off": "Days off",
    "freezes": "Freezes",
    "closure": "closure",
    "and_more": "and {count} more",
    "milestones_dates": "After go-live",
    "milestone_dates": "{title}: {p50} (P50), by {p80} (P80)",
    "progress": (
        "As of {as_of}: phases done {done}, running {running}{pace}. "
        "The P50 finish moves from {plan} to {now}, {change}; P80 from {plan_p80} to {now_p80}."
    ),
    "pace": " (the finished ones took {times} times their plan)",
    "later": "{weeks} weeks later",
    "earlier": "{weeks} weeks earlier",
    "unchanged": "no change",
    "learned": " What has happened makes likelier: {inputs}.",
    "learned_value": "{title}: {value} ({before} to {after})",
    "learned_range": "{title}: median {before} to {after}",
    "plan_and_forecast": "Plan and forecast",
    "state": "state",
    "plan_p50": "plan P50",
    "now_p50": "now P50",
    "now_p80": "now P80",
    "done": "done",
    "running": "running",
    "to_come": "to come",
    "weeks_of_work": "weeks of work",
    "worked_weekends": "Worked weekends",
    "finished_on": "Finished on {day}, after {weeks} weeks of work.",
    "needed_started": "has started",
    "needed_finished": "has finished",
    "done_from": "done: {started} to {finished}",
    "running_since": "running since {started}: {weeks} weeks so far",
    # explain
    "source": "source",
    "input": "input",
    "base": "base range",
    "own": "own range",
    "assumed_mark": "assumed",
    "simulated_as": "simulated: P50 {p50}, P80 {p80}, P90 {p90} weeks",
    "simulated_in_scope": "in scope in {share} of the trials",
    "causes": "What makes the whole vary (share of the variance that each explains alone)",
    "kind_phase": "phase itself",
    "kind_input": "unknown input",
    "common_cause": "Common cause: phases slip together",
    "project_spread": "Project spread: what no profile tells",
    "kind_common_cause": "common cause",
    "kind_project_spread": "project spread",
    "all_phases": "All phases by themselves",
    "all_unknowns": "All unknown inputs",
    "combinations": "Combinations of these",
    "basis_reported": "reported",
    "basis_derived": "derived",
    "basis_assumed": "assumed",
    "basis_fitted": "fitted",
    "sources": "Sources",
    # risks
    "risks": "Risks: ",
    "risk_line": "{risk} ({probability}, {weeks} weeks on {phase})",
    "all_risks": "All risks",
    "kind_risk": "risk",
    "risks_avoided": "What avoiding a risk saves (weeks)",
    "if_avoided": 'if "{risk}" is avoided',
    # advise
    "advice_now": "As it is: P50 {p50} weeks, P80 {p80} weeks.",
    "goal_reached": (
        "{target} is reached at {share} ({weeks} weeks instead of {now}) with the fewest changes:"
    ),
    "goal_kept": "{target} holds at {share} as it is: {weeks} weeks.",
    "goal_missed": (
        "No set of these changes reaches {target} at {share}: all together get from {now} to "
        "{weeks} weeks."
    ),
    "goal_settings": "Try it: ",
    "too_long": "Longer than that by themselves: ",
    "levers": "What would shorten it (weeks saved)",
    "no_levers": "No lever of this pack shortens it any more.",
    "acts": "who acts",
    "acts_customer": "customer",
    "acts_vendor": "vendor",
    "acts_both": "both",
    "probability": "deadline",
    "change": "change",
    "if_not_so": "if not already so",
    "combined": "Together (not the sum), weeks saved at P80",
    "questions": "What to ask first (weeks by which P10-P90 narrows)",
    "question": "question",
    # checklist
    "checklist_counts": "Open: {open}, of them urgent: {urgent}; done: {done}.",
    "checklist_empty": "This pack has no checklist for this project.",
    "expect": "What to expect (weeks from the start)",
    "expect_dates": "What to expect",
    "open": "open",
    "checklist_out": "Left out with phases that are not in this project: {count}",
    "checklist_done": "To tick an item, add its id to the profile: done: [{item}]",
    "checklist_usual": "Not known, so judged at usual values: ",
    "urgent": "urgent",
    "urgent_at": "{input}: {value}",
    "urgent_from": "{input}: {value}, urgent from {bound} on",
    "urgent_up_to": "{input}: {value}, urgent up to {bound}",
    "upkeep": "Upkeep after go-live",
    "no_stage": "Other",
    # rules
    "packs": "Packs",
    "pack": "pack",
    "version": "version",
    "title": "title",
    "pack_phase": "phase",
    "extends": "extends",
    "phases": "phases",
    "modifiers": "modifiers",
    "inputs": "inputs",
    "cases": "cases",
    "default": "default",
    "reads": "reads",
    "factors": "factors",
    "applies_to": "phases (strength)",
    "after": "after",
    "range": "weeks",
    "usual": "usual",
    "presets": "Presets",
    "employees": "employees",
    "case": "case",
    "claim": "claim",
    "result": "P10 / P50 / P90",
    "passes": "passes",
    "fails": "fails",
    "overlap": "overlap",
    "check_done": "cases: {cases}, packs: {packs}; all hold",
    "check_failed": "{failed} of {cases} cases fail",
    "unused": "unused",
    "rows_used": "{used} of {rows} rows are used",
    "no_sources": "this pack has no sources",
    # claim
    "claim_weeks": "in {weeks} weeks",
    "claim_months": "in {months} months ({weeks} weeks)",
    "claim_day": "by {day} ({weeks} weeks)",
    "claim_holds": (
        "It is done {claim} with a probability of {share} ({within} of {trials} trials)."
    ),
    "claim_fails": (
        "None of {trials} simulated projects is done {claim}; the shortest took {shortest}."
    ),
    "claim_quote": (
        "Half of such projects are done in {p50} weeks, four of five in {p80} (P80): quote {p80}."
    ),
    "claim_quote_dates": (
        "Half of such projects are done by {p50_day} ({p50} weeks) and four of five by {p80_day} "
        "({p80} weeks, P80): quote {p80_day}."
    ),
    "claim_cannot_fit": "Too long by itself in nine of ten such projects: {phases}.",
    "claim_over": "{title} (over {weeks} weeks)",
    "claim_chain": (
        "Even if each of these went as well as in the best one of ten projects, the whole would "
        "take {weeks} weeks: {phases}."
    ),
    "claim_inputs": "The projects within it differ in what is not known: {inputs}.",
    "claim_value": "{title}: {value} ({after} of them, {before} of all)",
    "claim_range": "{title}: median {after} (of all {before})",
    "claim_phases": "It would need: {phases}.",
    "claim_shorter": "{title} in {needed} weeks instead of {typical}",
    "claim_easy": "Nothing out of the ordinary has to be true for that.",
    "claim_table": "Weeks that it would need",
    "claim_typical": "typical",
    "claim_needed": "needed",
    "claim_share": "of typical",
    "claim_unknown": "Not known",
    "claim_of": "value",
    "claim_median": "median",
    "claim_among": "within the claim",
    "claim_all": "all projects",
    # init
    "init_1": "A profile: what is known of one customer's project. Every field is optional.",
    "init_2": "Remove the # before a field and fill it in; what is left out is assumed.",
    "init_3": "Then: crmtimeline estimate profile.yaml",
    "init_name": "the customer or project",
    "init_language": "language of the output",
    "init_scope": "which part of the project",
    "init_skip": "phases that are not part of the project",
    "init_phases": "a phase's range, if you know better than the rules",
    "init_start": "first day of the project; gives dates for all weeks",
    "init_deadline": "the day it must be done by",
    "init_calendar": "working calendar: CN, HK, TW, or a file; else the pack's",
    "init_closures": "when nothing is worked",
    "init_freezes": "when phases may not start",
    "init_as_of": "the day the progress was taken",
    "init_progress": "what has happened so far",
    "init_size": "size by employees, where their number is not known",
    "init_count": "or just how many",
    "init_usual": "assumed: {value}",
    # compare
    "comparison": "Comparison of estimates",
    "compare_longer": (
        "{later} takes {weeks} weeks longer than {first} at P80 (P50: {p50}, P80: {p80})."
    ),
    "compare_shorter": (
        "{later} takes {weeks} weeks less than {first} at P80 (P50: {p50}, P80: {p80})."
    ),
    "compare_same": "{later} takes as long as {first}.",
    "compare_against": "{later} against {first} (weeks, + is longer)",
    "compare_change": "{old} to {new}",
    "compare_out": "out of scope",
    "changed_inputs": "Inputs that differ",
    "phases_compared": "Phases, weeks",
    "finish_date": "Finish",
    "deadlines": "Deadlines",
    "deadline_day": "day",
    "met_with": "met with",
    "difference": "Difference",
    "not_known": "not known",
    "company_size": "Company size",
    "other_settings": "Other settings",
    "compare_in_order": (
        "In {later} more than six inputs differ: their contributions are taken one after the "
        "other, in the order of its profile."
    ),
    "compare_impossible": (
        "For {later} contributions are left out: between the two there are inputs under which "
        "nothing is in scope, or under which what has happened cannot have happened."
    ),
    "compare_noise": (
        "Not all estimates have the same seed and number of trials: a part of their differences "
        "is chance. --seed and --trials make them the same."
    ),
    "compare_saved": (
        "{file}: {reason}. Its figures are those that were saved, and contributions are left out."
    ),
    "compare_moved": (
        "{file}: this version of the program comes to other figures than those that were saved; "
        "shown are those of this version."
    ),
    "pack_changed": "its pack ({pack}) has changed since, or is not found",
    "profile_unreadable": "its profile can no longer be estimated",
    "calendar_changed": "its calendar has changed since",
    "estimate_without": "an estimate without a usable {key}",
    "rules_file": "rules or a calendar",
    # whole program
    "bug": "This is a bug in crmtimeline, not in your input: {error}",
    "bug_hint": "run again with --debug to see where",
}
