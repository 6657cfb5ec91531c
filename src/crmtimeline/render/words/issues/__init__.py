"""Issues: the sentences of errors and warnings by their codes, one module each language."""
