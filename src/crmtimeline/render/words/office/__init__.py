"""Office: the texts of documents, a module each language."""
