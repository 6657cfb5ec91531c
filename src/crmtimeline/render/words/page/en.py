"""English: pages and charts."""

PAGE = {
    # days
    "long_day": "{day} {name} {year}",
    "year_month": "{month} {year}",
    "month_names": (
        "January February March April May June July August September October November December"
    ),
    "month_abbreviations": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    # charts
    "chart_weeks": "weeks from the start",
    "chart_plan": "plan (P50)",
    "chart_freeze": "no start (freeze)",
    "chart_milestone": "milestone, P50 to P80",
    "mark_deadline": "Deadline {day}",
    "mark_now": "As of {day}",
    "row_weeks": "{title}: P50 {p50}, P80 {p80}, P90 {p90} weeks",
    "row_dates": "{title}: from {start}; done by {p50} (P50), {p80} (P80), {p90} (P90)",
    "row_milestone": "{title}: {p50} (P50), {p80} (P80)",
    "percentile_weeks": "{percentile}: {weeks} weeks",
    "as_months": "{months} months",
    # pages
    "page_skip": "Skip to the content",
    "page_contents": "Contents",
    "page_schedule": "Schedule",
    "page_likely": "How likely by when",
    "page_deadline": "Deadline",
    "page_why": "Why each phase takes that long",
    "page_why_lead": (
        "From the usual range of a phase, each fact about the customer makes it longer or shorter. "
        "All weeks here are by the rules; the simulation adds what no profile tells."
    ),
    "page_causes": "What makes the range wide",
    "page_ask": "What to ask first",
    "page_ask_lead": (
        "None of this was known, so a usual value stands in for each. The larger its part of the "
        "spread, the more an answer narrows the range."
    ),
    "page_risks": "Risks",
    "page_checklist": "What to settle",
    "page_given": "What is known",
    "page_relies": "What it relies on, the customer's part included",
    "page_unreported": "Figures that no source reports",
    "page_as_table": "The same as a table",
    "page_single": "One by one: phases, unknown inputs and risks",
    "page_critical": "critical",
    "page_share": "projects done by then",
    "page_step": "step",
    "page_factor": "factor",
    "page_weeks": "{weeks} weeks",
    "page_cause": "cause",
    "page_part": "part of the spread",
    "page_assumed": "assumed",
    "caption_gantt": (
        "A bar starts at the median start of its phase and runs to when it is done in "
        "half of all cases (P50), in four of five (P80) and in nine of ten (P90)."
    ),
    "caption_curve": "How many of 100 such projects are done by then",
    "caption_weeks": "Length of each phase in weeks, simulated and by the rules",
    "card_p50": "P50: half are done",
    "card_p80": "P80: four of five are done",
    "card_p90": "P90: nine of ten are done",
    "card_weeks": "{weeks} weeks",
    "card_weeks_of_work": "{weeks} weeks of work",
    "card_deadline": "probability that it is met",
    "page_days_off": "Days off and freezes",
    "page_first": "first day",
    "page_last": "last day",
    "page_waiting": "what waits",
}
