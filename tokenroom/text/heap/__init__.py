"""Heaps: raw web pages as a crawler brings them home, made from content files and corpora, with the truth about each."""
