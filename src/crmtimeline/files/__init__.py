"""Files: YAML text to checked models, or issues with file, line and column."""
