"""The front ends without a screen: lines for people, JSONL for programs."""
