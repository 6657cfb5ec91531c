"""Simplified Chinese: what comes of a check."""

GATES = {
    "gate": "工期检查",
    "gate_summary": (
        "项目概况 {profiles} 份：通过 {passed}，未通过 {denied}，因错误未能检查 {errors}；"
        "警告 {warnings} 条。"
    ),
    "gate_profile": "项目概况",
    "gate_result": "结果",
    "gate_rule": "规则",
    "gate_found": "检查情况",
    "gate_day": "P80 完成日",
    "gate_phases": "P80 周数",
    "gate_before": "基线",
    "gate_now": "现在",
    "gate_grows": "变化",
    "gate_pass": "通过",
    "gate_deny": "未通过",
    "gate_warn": "警告",
    "gate_skip": "不适用",
    "gate_error": "错误",
    "gate_totals": "P50 为 {p50} 周，P80 为 {p80} 周",
    "gate_done": "P80 完成日为 {day}",
    "gate_grown": "P80 较基线变化 {change} 周",
    # what a rule finds
    "gate_weeks": "P{at} 为 {actual} 周，最多允许 {limit} 周",
    "gate_finish": "P{at} 为 {actual}，最晚须为 {limit}",
    "gate_change": "P{at} 变化 {actual} 周，最多允许 {limit} 周",
    "gate_deadline": "按期完成的概率为 {actual}，至少须为 {limit}",
    "gate_unknown": "未知输入项解释了 {actual} 的波动，最多允许 {limit}",
    "gate_assumed": "{actual} 的数值出于假定，最多允许 {limit}",
    "gate_ratio": "P80 为 P50 的 {actual} 倍，最多允许 {limit} 倍",
    "gate_known": "均已知",
    "gate_missing": "未知：{inputs}",
    "gate_packs": "规则包为 {actual}，允许：{limit}",
    "gate_told": "{found}。{message}",
    # why a rule does not apply
    "gate_out": "不在范围内：{reason}",
    "gate_no_phase": "规则包 {pack} 没有阶段“{phase}”",
    "gate_no_input": "规则包 {pack} 没有输入项 {input}",
    "gate_no_baseline": "没有可对比的基线",
    "gate_no_deadline": "项目概况没有截止日期",
    "gate_no_length": "项目没有工期",
    "gate_not_when": "仅适用于 {input} 的其他取值",
    # notes
    "gate_other_pack": "基线所用的规则（{pack} {version}）与现在不同，变化中有一部分由此而来。",
    "gate_baseline_broken": "基线（{file}）无法估算，按没有基线处理。",
}
