"""Office: workbooks and texts that a project office opens, edits and prints."""
