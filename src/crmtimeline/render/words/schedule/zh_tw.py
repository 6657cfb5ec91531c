"""Traditional Chinese: plans and calendars."""

SCHEDULE = {
    "hint_start": "在專案概況中加一行，如 start: 2027-01-04；或加上 --set start=2027-01-04",
    "deadline_mark": "截止日期",
    "note_weeks": "P50 {p50}、P80 {p80}、P90 {p90} 工作週",
    "note_weeks_fixed": "{p50} 工作週",
    "note_finish": "完成：{p50}（P50）、{p80}（P80）、{p90}（P90）",
    "note_finished": "完成：{p50}",
    "note_rules": "依規則為 {low} 至 {high} 週，最可能 {likely} 週：{steps}",
    "note_held": "受凍結期或已發生的進展限制，{day} 起才能開始",
    "note_plan": (
        "任務工期取 P50，以整工作日計；期限取 P80。上線之後的里程碑已停用，不影響完成日期與要徑。"
    ),
}
