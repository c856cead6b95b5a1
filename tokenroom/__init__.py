"""tokenroom: a game in the terminal that lets a person be a language model."""

__version__ = "0.1.0"
