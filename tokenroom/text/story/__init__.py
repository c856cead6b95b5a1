"""The storyteller's parts: words, facts, templates and plots, read from data."""
