"""Pages: HTML for a customer, one self-contained file each, in a frame that all share."""
