"""The game: levels, sessions, comparison and records; no terminal, no socket, no clock of its own."""
