"""Programs that the benchmarks start in a terminal: ours at its largest, and the peers."""
