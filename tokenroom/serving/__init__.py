"""Serving a class: one aiohttp process for students, remotes and projectors, over one WebSocket address."""
