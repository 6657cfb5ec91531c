"""English: plans and calendars."""

SCHEDULE = {
    "hint_start": "add a line such as start: 2027-01-04 to the profile, or --set start=2027-01-04",
    "deadline_mark": "Deadline",
    "note_weeks": "P50 {p50}, P80 {p80}, P90 {p90} weeks of work",
    "note_weeks_fixed": "{p50} weeks of work",
    "note_finish": "Finish: {p50} (P50), {p80} (P80), {p90} (P90)",
    "note_finished": "Finish: {p50}",
    "note_rules": "By the rules {low} to {high} weeks, most likely {likely}: {steps}",
    "note_held": "Held back until {day} by a freeze, or by what has happened so far",
    "note_plan": (
        "Tasks have their P50 length in whole working days; deadlines are their P80. What comes "
        "after go-live is inactive: it moves neither the end nor the critical path."
    ),
}
