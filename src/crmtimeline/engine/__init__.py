"""Verbs: from a profile and rules to an estimate, pure functions from frozen value to frozen value."""
