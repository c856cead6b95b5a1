"""Rivals: whoever plays the same items and is not a person."""
