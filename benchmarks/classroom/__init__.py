"""How much the host of a class holds: clients on loopback against a host in a process of its own."""
