"""Training as generators that yield frozen steps: no clock, no printing, no files in the learning itself."""
