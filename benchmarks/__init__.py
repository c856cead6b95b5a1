"""Speed as ratios, ours beside a peer in one run, interleaved; nothing here is asserted in a test."""
