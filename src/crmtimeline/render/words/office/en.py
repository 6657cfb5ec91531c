"""English: documents of an office, in Markdown, as workbook and as text."""

OFFICE = {
    # documents
    "plan": "Plan",
    "deadline_head": "Deadline",
    "open_questions": "Open questions",
    "risks_head": "Risks",
    "next_steps": "Next steps",
    "weeks_from_start": "start and finish are weeks from the start of the project",
    "assumed_until": "until then assumed: {assumed} ({share} of the spread)",
    # workbook
    "summary": "summary",
    "gantt": "gantt",
    "gantt_described": (
        "Gantt chart: a bar for each phase from its start (P50) to its end at P50, P80 and P90; "
        "the table below holds the figures"
    ),
    "curve": "S-curve",
    "curve_share": "done with a probability of",
    "curve_described": (
        "S-curve: how likely the project is done by when; the table beside it holds the figures"
    ),
    "assumptions": "assumptions",
    "checklist": "checklist",
    "not_needed": "not needed",
    "checklist_stage": "stage",
    "checklist_what": "what to settle",
    "checklist_why": "why",
    "criticality": "criticality index",
    "float": "total float (weeks)",
    "in_scope": "in scope",
    "identifier": "id",
    "basis_kind": "Kind",
    "basis_what": "What",
    "basis_value": "Value",
    "basis_share": "Share of the spread",
    "basis_note": "Question or note",
    "kind_given": "given",
    "kind_assumed": "assumed",
    "kind_figure": "figure of the pack",
    "kind_relied": "relied on",
    "source_says": "what it says",
    "published": "published in",
    "risk_probability": "probability",
}
