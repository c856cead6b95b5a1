"""Gathering: somebody's own texts from files, folders, archives and the web, made into a corpus on this machine."""
