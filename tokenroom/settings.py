"""What a person has set once and for all: kept in `settings.toml` in their own folder, read when the game starts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import atomic_write_text, user_root
from tokenroom.schema import Data, convert, read_toml

Value = str | bool | None
ThemeName = Annotated[str, msgspec.Meta(pattern=r"\A[a-z0-9][a-z0-9-]{0,39}\Z")]
SECONDS_PER_NAT = {"quick": 0.25, "story": 1.0, "calm": 0.0}  # by pace
DEFAULT = "default"  # how a setting that leaves it to others is named
_SWITCH = {"on": True, "off": False, "true": True, "false": False, "yes": True, "no": False}


class Settings(Data, frozen=True):
    """All settings; each has a default, so that no file is needed."""

    pace: Literal["quick", "story", "calm"] = "quick"
    answer_in: Literal["scores", "chips", "guess"] | None = None  # None: as the level has it
    theme: ThemeName | None = None  # a Textual theme; None: the one that Textual starts with
    reduced_motion: bool = False
    units: Literal["nats", "bits"] = "nats"
    all_open: bool = False  # every level is open, for teachers
    sound: bool = False

    @property
    def seconds_per_nat(self) -> float:
        """How long the shock of one nat lasts at this pace."""
        return SECONDS_PER_NAT[self.pace]


KEYS = Settings.__struct_fields__

# What each value of a setting means; a theme may be any that the terminal's own library knows.
MEANINGS: dict[str, dict[Value, str]] = {
    "pace": {
        "quick": "a shock lasts a quarter of a second a nat",
        "story": "a shock lasts a second a nat, as in the story",
        "calm": "shocks take no time; their figures stay",
    },
    "answer_in": {
        None: "the level says how an answer is written",
        "scores": "any numbers: the higher, the likelier",
        "chips": "100 chips to lay out",
        "guess": "one token, and how sure you are",
    },
    "theme": {None: "the colours that come with the room"},
    "reduced_motion": {
        False: "words come one by one, the shock's meter drains",
        True: "nothing moves and nothing dims",
    },
    "units": {
        "nats": "36.8 % for the token that came costs 1 nat",
        "bits": "50 % for the token that came costs 1 bit; 1 nat is 1.443 bits",
    },
    "all_open": {
        False: "levels open one after the other",
        True: "every level is open from the start, for teachers",
    },
    "sound": {
        False: "no sound at all",
        True: "the terminal's bell rings once when a square opens",
    },
}


def settings_file() -> Path:
    """Return where the settings are kept."""
    return user_root() / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings kept in `path` (default: this person's own), the defaults if there is no such file.

    Raises:
        BadInput: the file is damaged or says what no setting can be; it is left as it is.
    """
    path = path or settings_file()
    if not path.exists():
        return Settings()
    try:
        return read_toml(path, Settings)
    except BadInput as error:
        known = [json.dumps(value) for value in MEANINGS.get(error.key, {}) if value is not None]
        rights = (_listed(known) or error.right, "mend it by hand, or take the file away")
        raise BadInput(path, error.key, error.wrong, "; ".join(right for right in rights if right)) from error


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Keep `settings` in `path` (default: this person's own), whole or not at all; only what is no default is written.

    Raises:
        BadInput: it cannot be written, or what lies there is damaged: that is never written over.
    """
    path = path or settings_file()
    read_settings(path)
    kept = {key: value for key in KEYS if (value := getattr(settings, key)) != getattr(Settings(), key)}
    # a JSON string, true and false are written the same in TOML
    atomic_write_text(path, "".join(f"{key} = {json.dumps(value)}\n" for key, value in kept.items()))


def changed(settings: Settings, key: str, value: Value) -> Settings:
    """Return `settings` with one value changed.

    Raises:
        BadInput: there is no such setting, or it cannot be so.
    """
    _check_key(key)
    try:
        data = {**msgspec.structs.asdict(settings), key: value}
        return convert({k: v for k, v in data.items() if v is not None}, Settings, Path("settings"))
    except BadInput as error:
        right = "the name of a theme" if key == "theme" else _listed([named(value) for value in MEANINGS[key]])
        raise BadInput("settings", key, f"cannot be {named(value)!r}", right) from error


def typed(key: str, text: str) -> Value:
    """Return the value that `text` names for a setting; one that cannot be is for `changed` to refuse.

    Raises:
        BadInput: there is no such setting.
    """
    _check_key(key)
    if isinstance(getattr(Settings(), key), bool):
        return _SWITCH.get(text.casefold(), text)
    return None if text == DEFAULT and getattr(Settings(), key) is None else text


def values(key: str, themes: Sequence[str]) -> tuple[Value, ...]:
    """Return all that a setting can be; `themes` are the names of those that there are."""
    return (*MEANINGS[key], *(themes if key == "theme" else ()))


def stepped(settings: Settings, key: str, by: int, themes: Sequence[str]) -> Settings:
    """Return `settings` with `key` some values further on; behind the last comes the first."""
    choices, value = values(key, themes), getattr(settings, key)
    place = choices.index(value) if value in choices else 0  # a theme that is gone: as if none were set
    return changed(settings, key, choices[(place + by) % len(choices)])


def named(value: Value) -> str:
    """Return a value as it is shown and typed.

    >>> named(True), named(None), named("quick")
    ('on', 'default', 'quick')
    """
    if value is None:
        return DEFAULT
    return value if isinstance(value, str) else ("on" if value else "off")


def meaning(key: str, value: Value) -> str:
    """Return in a few words what a value of a setting means."""
    return MEANINGS[key].get(value, "one of the themes")


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def _check_key(key: str) -> None:
    if key not in KEYS:
        raise BadInput("settings", key, "is no setting", f"there is {', '.join(KEYS)}")
