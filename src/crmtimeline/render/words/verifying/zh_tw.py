"""Traditional Chinese: saved estimates made again."""

VERIFYING = {
    "verification": "估算查核",
    "verify_identical": "一致：重新估算，{compared} 個值皆與儲存時相同。",
    "verify_contradicts": (
        "不一致：{compared} 個值中有 {differing} 個無法由檔案所附的專案概況、規則與隨機種子得出。"
        "此檔案產生之後遭到更動。"
    ),
    "verify_moved": "不一致：{compared} 個值中有 {differing} 個與儲存時不同。",
    "verify_sources": "不一致：{compared} 個值皆與儲存時相同，但估算的依據已有變動。",
    "verify_impossible": "不一致：依現行規則已無法重新得出這份估算。",
    "verify_made_from": "估算依據",
    "verify_saved": "儲存時",
    "verify_today": "現在",
    "verify_now": "現在",
    "verify_profile_row": "專案概況",
    "verify_pack_row": "規則包",
    "verify_program_row": "程式",
    "verify_as_given": "見檔案",
    "verify_carried": "隨檔案儲存",
    "verify_same": "相同",
    "verify_changed": "已變動",
    "verify_not_found": "找不到",
    "verify_not_compared": "未比較",
    "verify_changes": "{name} 中的變動",
    "verify_weeks": "週數的變化",
    "verify_weeks_today": "依現行規則的週數",
    "verify_unmoved": "依現行規則，整個專案及各階段的 P50 與 P80 皆不變。",
    "verify_values": "與儲存時不同的值",
    "verify_more": "另有 {count} 個；-f json 可列出全部",
    "verify_version": (
        "此估算由 crmtimeline {saved} 產生，目前版本為 {now}。語句的措辭可能不同，不予比較。"
    ),
    "verify_refused": "現行規則不接受其專案概況。{place}：{problem}",
    "verify_profile": "用 crmtimeline compare 可查看 {file} 中的變動各帶來多少週。",
    "verify_lone": "以下欄位只有檔案或目前版本一方具有，未予比較：{keys}。",
    "json_twice": "鍵「{key}」重複",
    "json_number": "{number} 不是 JSON 數字",
    "json_value": "其中有的值既非文字也非數字",
    "no_schema": "不是 schema 為 {form} 的 JSON",
}
