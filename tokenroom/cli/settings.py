"""`tokenroom settings`: what is set once and for all, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tokenroom.cli.say import say, say_json

if TYPE_CHECKING:
    from tokenroom.settings import Settings


@click.command()
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.option("--reset", metavar="KEY", help="Set KEY back to what it was at first.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def settings(key: str | None, value: str | None, reset: str | None, as_json: bool) -> int:
    """List the settings, or set KEY to VALUE; options such as --pace go before them."""
    import msgspec

    from tokenroom.settings import Settings, changed, read_settings, typed, write_settings

    if key is not None and reset is not None:
        raise click.UsageError("set one setting, or set one back: not both at once")
    kept = before = read_settings()
    if key is not None:
        to = getattr(kept, key, None) if value is None else typed(key, _theme_checked(key, value))
        kept = changed(kept, key, to)
    if reset is not None:
        kept = changed(kept, reset, getattr(Settings(), reset, None))
    if kept != before:
        write_settings(kept)
    if as_json:
        say_json(msgspec.json.encode(kept).decode())
    else:
        _list(kept, key or reset)
    return 0


def theme_names() -> list[str]:
    """Return the themes that the room can wear."""
    from textual.theme import BUILTIN_THEMES

    return sorted(BUILTIN_THEMES)


def _theme_checked(key: str, value: str) -> str:
    """Return `value`; raises BadInput if it should be a theme and is none."""
    from tokenroom.errors import BadInput
    from tokenroom.settings import DEFAULT

    if key == "theme" and value != DEFAULT and value not in theme_names():
        raise BadInput("settings", key, f"no theme is called {value[:40]!r}", f"there is {', '.join(theme_names())}")
    return value


def _list(kept: Settings, only: str | None) -> None:
    from tokenroom.settings import KEYS, meaning, named

    for key in [only] if only else KEYS:
        value = getattr(kept, key)
        say(f"{key:<15} {named(value):<16} {meaning(key, value)}".rstrip())
