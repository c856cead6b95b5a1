"""Curation: from raw web pages to texts that a model may learn from, one filter a file."""
