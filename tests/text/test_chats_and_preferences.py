"""Folders of dialogues and of preference pairs: read by topic, every fault told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokenroom.errors import BadInput
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.chat import Dialogue, Message
from tokenroom.text.chats import EXAMPLE, by_topic, load_chats
from tokenroom.text.preferences import EXAMPLE as PAIR_EXAMPLE
from tokenroom.text.preferences import Pair, load_preferences, valued_text
from tokenroom.text.tokenizer import load_tokenizer

TOKENIZER = load_tokenizer(tokenizer_path("tokenroom"))
INFO = 'format_version = 1\ntitle = "T"\nlanguage = "en"\nlicence = "CC0-1.0"\ntokenizer = "tokenroom"\n'


def folder(tmp_path: Path, kind: str, line: str) -> Path:
    (tmp_path / f"{kind}.toml").write_text(INFO)
    for part in ("training", "held_out"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "small.jsonl").write_text(f"{line}\n\n{line}\n")
    return tmp_path


def test_a_folder_of_chats(tmp_path: Path) -> None:
    chats = load_chats(folder(tmp_path, "chats", EXAMPLE))
    assert [len(chats.all_training), len(chats.all_held_out)] == [2, 2]
    assert chats.training["small"][0].messages[1] == Message(role="assistant", content="Hello to you.")


def test_a_folder_of_pairs(tmp_path: Path) -> None:
    pairs = load_preferences(folder(tmp_path, "preferences", PAIR_EXAMPLE))
    assert [len(pairs.all_training), len(pairs.all_held_out)] == [2, 2]
    assert pairs.training["small"][0].chosen == "Hello to you."


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "truncated"),
        ('{"prompt": [], "chosen": "a", "rejected": "b"}', "by the user"),
        ('{"prompt": [{"role": "user", "content": "q"}], "chosen": "a"}', "missing required field `rejected`"),
        ('{"prompt": [{"role": "user", "content": "q"}], "chosen": "a", "rejected": " "}', "a side is missing"),
        ('{"prompt": [{"role": "user", "content": "q"}], "chosen": "a", "rejected": "a "}', "a tie"),
        (
            '{"prompt": [{"role": "king", "content": "q"}], "chosen": "a", "rejected": "b"}',
            "prompt[0].role: invalid enum value",
        ),
        (
            '{"prompt": [{"role": "user", "content": "q"}], "chosen": "a", "rejected": "b", "x": 1}',
            "x: is not a key",
        ),
        ('{"prompt": "q", "chosen": "a", "rejected": "b"}', "line 2: prompt: expected `array`, got `str`"),
        ('["a", "b"]', "line 2: expected `object`, got `array`"),
        ("[" * 100_000, "line 2"),
    ],
)
def test_a_bad_pair_is_told_by_its_line(tmp_path: Path, line: str, wrong: str) -> None:
    (tmp_path / "bad.jsonl").write_text(f"{PAIR_EXAMPLE}\n{line}\n")
    with pytest.raises(BadInput, match="line 2") as caught:
        by_topic(tmp_path, Pair, PAIR_EXAMPLE)
    assert wrong in caught.value.line()
    assert "bad.jsonl" in caught.value.line()


def test_a_bad_dialogue_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"messages": [{"role": "assistant", "content": "a"}]}\n')
    with pytest.raises(BadInput, match=r"line 1: .*user first"):
        by_topic(tmp_path, Dialogue, EXAMPLE)


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no \.jsonl"):
        by_topic(tmp_path, Pair, PAIR_EXAMPLE)
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(BadInput, match="is empty"):
        by_topic(tmp_path, Pair, PAIR_EXAMPLE)


def test_the_value_of_an_answer_is_read_at_its_end() -> None:
    prompt = (Message(role="user", content="Hello?"),)
    ids = valued_text(TOKENIZER, prompt, "Hello.")
    assert ids[-1] == TOKENIZER.im_end
    assert TOKENIZER.decode(ids).endswith("<|im_start|>assistant\nHello.<|im_end|>")
    assert len(valued_text(TOKENIZER, prompt, "Hello.", room=14)) == 14
