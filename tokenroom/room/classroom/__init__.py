"""The classroom in the room: a student at a terminal, and the remote of a teacher; no socket is known here."""
