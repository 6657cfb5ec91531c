"""Words of verifications: one module per language."""
