"""Charts: what is drawn as SVG, for pages, slides and telephones."""
