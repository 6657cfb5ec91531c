"""Gates: the words of the command `check`, one module per language."""
