"""Traditional Chinese: what comes of a check."""

GATES = {
    "gate": "時程檢查",
    "gate_summary": (
        "專案概況 {profiles} 份：通過 {passed}，未通過 {denied}，因錯誤未能檢查 {errors}；"
        "警告 {warnings} 則。"
    ),
    "gate_profile": "專案概況",
    "gate_result": "結果",
    "gate_rule": "規則",
    "gate_found": "檢查情形",
    "gate_day": "P80 完成日",
    "gate_phases": "P80 週數",
    "gate_before": "基準",
    "gate_now": "目前",
    "gate_grows": "變動",
    "gate_pass": "通過",
    "gate_deny": "未通過",
    "gate_warn": "警告",
    "gate_skip": "不適用",
    "gate_error": "錯誤",
    "gate_totals": "P50 為 {p50} 週，P80 為 {p80} 週",
    "gate_done": "P80 完成日為 {day}",
    "gate_grown": "P80 較基準變動 {change} 週",
    # what a rule finds
    "gate_weeks": "P{at} 為 {actual} 週，最多允許 {limit} 週",
    "gate_finish": "P{at} 為 {actual}，最晚須為 {limit}",
    "gate_change": "P{at} 變動 {actual} 週，最多允許 {limit} 週",
    "gate_deadline": "如期完成的機率為 {actual}，至少須為 {limit}",
    "gate_unknown": "未知輸入項目解釋了 {actual} 的變動，最多允許 {limit}",
    "gate_assumed": "{actual} 的數值出於假設，最多允許 {limit}",
    "gate_ratio": "P80 為 P50 的 {actual} 倍，最多允許 {limit} 倍",
    "gate_known": "皆為已知",
    "gate_missing": "未知：{inputs}",
    "gate_packs": "規則包為 {actual}，允許：{limit}",
    "gate_told": "{found}。{message}",
    # why a rule does not apply
    "gate_out": "不在範圍內：{reason}",
    "gate_no_phase": "規則包 {pack} 沒有階段「{phase}」",
    "gate_no_input": "規則包 {pack} 沒有輸入項目 {input}",
    "gate_no_baseline": "沒有可比較的基準",
    "gate_no_deadline": "專案概況沒有截止日期",
    "gate_no_length": "專案沒有時程長度",
    "gate_not_when": "僅適用於 {input} 的其他值",
    # notes
    "gate_other_pack": "基準所用的規則（{pack} {version}）與目前不同，變動有一部分由此而來。",
    "gate_baseline_broken": "基準（{file}）無法估算，視同沒有基準。",
}
