"""The classroom without sockets: a room of seats that plays levels together, and the file in which it is kept."""
