"""Simplified Chinese: plans and calendars."""

SCHEDULE = {
    "hint_start": "在项目概况中加一行，如 start: 2027-01-04；或加上 --set start=2027-01-04",
    "deadline_mark": "截止日期",
    "note_weeks": "P50 {p50}、P80 {p80}、P90 {p90} 工作周",
    "note_weeks_fixed": "{p50} 工作周",
    "note_finish": "完成：{p50}（P50）、{p80}（P80）、{p90}（P90）",
    "note_finished": "完成：{p50}",
    "note_rules": "按规则为 {low} 至 {high} 周，最可能 {likely} 周：{steps}",
    "note_held": "受冻结期或已发生的进展限制，{day} 起才能开始",
    "note_plan": (
        "任务工期取 P50，按整工作日计；截止日期取 P80。上线之后的里程碑已停用，"
        "不影响完成日期和关键路径。"
    ),
}
