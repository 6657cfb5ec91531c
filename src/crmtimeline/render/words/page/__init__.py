"""Page: what pages and charts say beside the sentences of the terminal."""
