"""What a student does at each mechanic: one panel each, in the place of a screen of the single game."""
