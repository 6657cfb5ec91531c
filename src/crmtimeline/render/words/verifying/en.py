"""English: saved estimates made again."""

VERIFYING = {
    "verification": "Verification of an estimate",
    "verify_identical": "Identical: made again, all {compared} values are as they were saved.",
    "verify_contradicts": (
        "Differs: {differing} of {compared} values do not follow from the profile, the rules and "
        "the seed that the file carries. It has been changed since it was made."
    ),
    "verify_moved": "Differs: {differing} of {compared} values are not as they were saved.",
    "verify_sources": (
        "Differs: all {compared} values are as they were saved, but not all that they were made "
        "from."
    ),
    "verify_impossible": "Differs: today's rules cannot make this estimate again.",
    "verify_made_from": "Made from",
    "verify_saved": "saved",
    "verify_today": "today",
    "verify_now": "now",
    "verify_profile_row": "Profile",
    "verify_pack_row": "Pack",
    "verify_program_row": "Program",
    "verify_as_given": "as it was given",
    "verify_carried": "saved with it",
    "verify_same": "the same",
    "verify_changed": "changed",
    "verify_not_found": "not found",
    "verify_not_compared": "not compared",
    "verify_changes": "What is changed in {name}",
    "verify_weeks": "Weeks that have moved",
    "verify_weeks_today": "Weeks by today's rules",
    "verify_unmoved": "By today's rules P50 and P80 of the whole and of every phase are the same.",
    "verify_values": "Values that are not as saved",
    "verify_more": "and {count} more; -f json has all",
    "verify_version": (
        "It was made by crmtimeline {saved}, and this is {now}. Sentences may be worded anew and "
        "are not compared."
    ),
    "verify_refused": "Today's rules refuse its profile. {place}: {problem}",
    "verify_profile": "crmtimeline compare shows how many weeks the changes in {file} make.",
    "verify_lone": (
        "Only the file or only this version of the program has these keys, so they are not "
        "compared: {keys}."
    ),
    "json_twice": "key '{key}' is written twice",
    "json_number": "{number} is no number of JSON",
    "json_value": "it holds a value that is no text or number",
    "no_schema": "no JSON with the schema {form}",
}
