"""English: advice, claims, checklists, comparisons and risks."""

ANSWERS = {
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
        "No set of these changes reaches {target} at {share}: at best they get from {now} to "
        "{weeks} weeks, with:"
    ),
    "goal_stuck": "No change that can be made brings it to {target} at {share}: {weeks} weeks.",
    "goal_found": (
        "{target} is reached at {share} ({weeks} weeks instead of {now}) with these changes; there "
        "are too many sets to try them all, so fewer may do:"
    ),
    "goal_not_found": (
        "No set of changes that was tried reaches {target} at {share}, and there are too many to "
        "try them all: the best gets from {now} to {weeks} weeks, with:"
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
    "lever_repeated": "{title} (step by step to {value})",
    "combined": "Together (not the sum), weeks saved at P80",
    "questions": "What to ask first (weeks by which P10-P90 narrows)",
    "question": "question",
    # what an answer rests on
    "basis_counts": (
        "Rests on: inputs given ({given}), usual values ({usual}), figures that no source reports "
        "({figures}), customer's duties and terms ({assumptions}); estimate names them."
    ),
    "usual_values": "Not known, so at usual values: ",
    "figure_unreported": "Figure that no source reports",
    "why": "why",
    "relied_on": "It relies on, or leaves out:",
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
    "claim_phases": "It would need these weeks: {phases}.",
    "claim_more": "and {count} more",
    "claim_shorter": "{title} {needed} instead of {typical}",
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
}
