"""The page that describes the classroom's protocol names every message and every field, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import msgspec

from tokenroom.classroom.from_clients import Act, AnyFromClient
from tokenroom.classroom.to_clients import AnyToClient, Phase, RefusalCode, decode_host, encode
from tokenroom.classroom.views import AnyView, Figures, View

PAGE = (Path(__file__).parents[2] / "docs" / "classroom-protocol.md").read_text(encoding="utf-8")


def section(kind: str) -> str:
    """What the page says of a message that has a table of its own."""
    match = re.search(rf"^`{kind}` — .*?(?=^`|^#|^Acts|^Codes|^A view|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert match is not None, kind
    return match[0]


def fields_in(table: str) -> set[str]:
    cells = re.findall(r"^\| ([^|]*) \|", table, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def tag(kind: type) -> str:
    return str(kind.__struct_config__.tag)  # type: ignore[attr-defined]


def test_every_message_has_its_table() -> None:
    for kind in (*get_args(AnyFromClient), *get_args(AnyToClient)):
        if not issubclass(kind, Act):
            assert fields_in(section(tag(kind))) == set(kind.__struct_fields__), tag(kind)


def test_every_act_has_its_line() -> None:
    for kind in get_args(AnyFromClient):
        if issubclass(kind, Act):
            (line,) = re.findall(rf"^\| `{tag(kind)}` \| (.*?) \|", PAGE, re.MULTILINE)
            own = set(kind.__struct_fields__) - {"id", "stage"}
            assert set(re.findall(r"`(\w+)`", line)) == own, tag(kind)


def test_every_code_and_phase_is_named() -> None:
    codes = re.search(r"^Codes: (.*?)\n\n", PAGE, re.MULTILINE | re.DOTALL)
    assert codes is not None
    assert set(re.findall(r"`(\w+)`", codes[1])) == set(get_args(RefusalCode))
    assert set(get_args(Phase)) <= set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))


def test_every_field_of_a_view_is_named() -> None:
    for kind in get_args(AnyView):
        (line,) = re.findall(rf"^\| `{tag(kind)}` \| (.*) \|$", PAGE, re.MULTILINE)[-1:]
        own = set(kind.__struct_fields__) - set(View.__struct_fields__)
        assert own <= set(re.findall(r"`(\w+)`", line)), tag(kind)
    assert set(Figures.__struct_fields__) <= set(re.findall(r"`(\w+)`", PAGE))


def test_messages_come_through_as_they_were_and_unknown_fields_are_passed_over() -> None:
    example = '{"kind":"count","stage":3,"answered":1,"present":2,"seats":2,"later":true}'
    count = decode_host(example)
    assert decode_host(encode(count)) == count
    assert msgspec.json.decode(encode(count))["kind"] == "count"
