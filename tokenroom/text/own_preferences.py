"""Preference pairs of one's own: a file of JSON Lines or a folder, some of whose questions are held out."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.text.chats import ChatsInfo
from tokenroom.text.jsonl import read_lines
from tokenroom.text.preferences import EXAMPLE, INFO, Pair, Preferences, load_preferences

EVERY = 5  # of so many questions the last is held out
MOST = 20_000_000  # bytes


def load_own_preferences(path: Path, tokenizer: str) -> Preferences:
    """Read pairs from a `.jsonl` file, or from a folder that has the form of the shipped one.

    In a file every fifth question is held out with all pairs that were made of it: no question is in both parts.

    Args:
        path: the file or folder.
        tokenizer: the name of the one that the pairs will be read with.

    Raises:
        BadInput: a pair is a tie, lacks a side or does not read, told by its line; or there are too few questions.
    """
    if path.is_dir():
        if not (path / INFO).is_file():
            wrong = f"is a folder without {INFO}"
            raise BadInput(path, "", wrong, f"name a .jsonl file, or a folder with {INFO}, training/ and held_out/")
        return load_preferences(path)
    if path.is_file() and path.stat().st_size > MOST:
        raise BadInput(path, "", f"is larger than {MOST:,} bytes", "take fewer pairs")
    pairs = read_lines(path, Pair, EXAMPLE)
    questions = {prompt: place for place, prompt in enumerate(dict.fromkeys(pair.prompt for pair in pairs))}
    if len(questions) < EVERY:
        wrong = f"has {len(questions)} different questions" if questions else "is empty"
        raise BadInput(
            path, "", wrong, f"at least {EVERY}, since every {EVERY}th is held out; a line is e.g. {EXAMPLE}"
        )
    held_out = tuple(pair for pair in pairs if questions[pair.prompt] % EVERY == EVERY - 1)
    training = tuple(pair for pair in pairs if questions[pair.prompt] % EVERY != EVERY - 1)
    info = ChatsInfo(format_version=1, title=path.name, language="", licence="", tokenizer=tokenizer)
    return Preferences(info, {path.stem: training}, {path.stem: held_out})
