"""Words of batches: one module per language."""
