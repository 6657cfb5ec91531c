"""Simplified Chinese: saved estimates made again."""

VERIFYING = {
    "verification": "估算核验",
    "verify_identical": "一致：重新估算，{compared} 个值均与保存时相同。",
    "verify_contradicts": (
        "不一致：{compared} 个值中有 {differing} 个无法由文件自带的项目概况、规则和随机种子得出。"
        "该文件生成之后被改动过。"
    ),
    "verify_moved": "不一致：{compared} 个值中有 {differing} 个与保存时不同。",
    "verify_sources": "不一致：{compared} 个值均与保存时相同，但估算的依据有变化。",
    "verify_impossible": "不一致：按现行规则已无法重新得出这份估算。",
    "verify_made_from": "估算依据",
    "verify_saved": "保存时",
    "verify_today": "现在",
    "verify_now": "现在",
    "verify_profile_row": "项目概况",
    "verify_pack_row": "规则包",
    "verify_program_row": "程序",
    "verify_as_given": "见文件",
    "verify_carried": "随文件保存",
    "verify_same": "相同",
    "verify_changed": "有改动",
    "verify_not_found": "找不到",
    "verify_not_compared": "未比较",
    "verify_changes": "{name} 中的改动",
    "verify_weeks": "周数的变化",
    "verify_weeks_today": "按现行规则的周数",
    "verify_unmoved": "按现行规则，整个项目及各阶段的 P50 和 P80 均不变。",
    "verify_values": "与保存时不同的值",
    "verify_more": "另有 {count} 个；-f json 可列出全部",
    "verify_version": (
        "该估算由 crmtimeline {saved} 生成，当前版本为 {now}。语句的措辞可能有变，不作比较。"
    ),
    "verify_refused": "现行规则不接受其项目概况。{place}：{problem}",
    "verify_profile": "用 crmtimeline compare 可查看 {file} 中的改动各带来多少周。",
    "verify_lone": "以下字段只有文件或当前版本一方具有，未作比较：{keys}。",
    "json_twice": "键“{key}”重复",
    "json_number": "{number} 不是 JSON 数字",
    "json_value": "其中有的值既非文本也非数字",
    "no_schema": "不是 schema 为 {form} 的 JSON",
}
