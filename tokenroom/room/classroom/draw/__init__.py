"""Drawings of a class: text for the space there is, and nothing else."""
