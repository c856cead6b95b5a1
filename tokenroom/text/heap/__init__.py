"""Heaps: raw web pages as a crawler brings them home, made from files and corpora, with the truth about each."""
