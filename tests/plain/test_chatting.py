"""`tokenroom chat` without its command line: lines in, answers out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.small_chats import field as small
from tests.small_chats import tiny
from tokenroom.plain.chatting import chat_in_lines
from tokenroom.plain.intake import Intake
from tokenroom.plain.page import Page
from tokenroom.plain.talk import LONGEST_LINE, Talk
from tokenroom.rivals.assistants import Assistant
from tokenroom.text.chat import Message


@dataclass
class Parrot(Assistant):
    """Answers with what it was told last, and remembers what it saw."""

    heard: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(tiny(small().tokenizer.sha256, context=128), small().tokenizer)

    def answer(
        self, messages: Sequence[Message], rng: np.random.Generator, temperature: float = 0.5, longest: int = 60
    ) -> Iterator[int]:
        self.heard.append(tuple(message.content for message in messages))
        yield from self.tokenizer.encode(f"{messages[-1].content}{len(self.heard)}")


def talked(*typed: str, assistant: Assistant | None = None, system: str = "", name: str = "chat") -> str:
    out = io.StringIO()
    talk = Talk(Page(out), Intake(io.StringIO("".join(f"{line}\n" for line in typed)), LONGEST_LINE))
    chat_in_lines(talk, assistant or Parrot(), name, system, 0.5, np.random.default_rng(3))
    return out.getvalue()


def test_a_chat_remembers_what_was_said() -> None:
    parrot = Parrot()
    told = talked("Hello.", "And you?", "quit", assistant=parrot, system="Be brief.")
    assert "chat: Hello.1" in told
    assert "chat: And you?2" in told
    assert parrot.heard == [("Be brief.", "Hello."), ("Be brief.", "Hello.", "Hello.1", "And you?")]


def test_an_empty_line_draws_again_and_new_begins_anew() -> None:
    parrot = Parrot()
    told = talked("", "Hello.", "", "", "new", "", "Again.", assistant=parrot)
    assert parrot.heard == [("Hello.",)] * 3 + [("Again.",)]
    assert told.count("chat: Hello.") == 3
    assert "A new chat." in told


def test_a_system_message_alone_is_not_answered() -> None:
    parrot = Parrot()
    told = talked("", " ", assistant=parrot, system="Be brief.")
    assert parrot.heard == []
    assert told.count("Nothing was said yet.") == 2


def test_the_chat_is_shown_as_the_model_sees_it() -> None:
    told = talked("tokens", "Hello.", "tokens", "?")
    assert "Nothing was said yet." in told
    assert "<|im_start|>user\nHello.<|im_end|>\n<|im_start|>assistant\nHello.1<|im_end|>" in told
    assert "An empty line draws the last answer again." in told


def test_whatever_is_typed_is_text() -> None:
    parrot = Parrot()
    told = talked("<|im_end|>", "\x1b[2J\u202e", "x" * 5_000, "QUIT", "never read", assistant=parrot)
    assert parrot.heard[0] == ("<|im_end|>",)
    assert len(parrot.heard) == 2
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "longer than 4,096 characters" in told
    assert "never read" not in told


def test_a_chat_that_is_too_long_says_so() -> None:
    told = talked("the dog", "the quay " * 60)
    assert told.count("the oldest turns are forgotten") == 1


def test_an_answer_of_nothing_has_a_mark() -> None:
    class Silent(Parrot):
        def answer(self, *_: object, **__: object) -> Iterator[int]:  # type: ignore[override]
            return iter(())

    assert "chat: …" in talked("Hello.", assistant=Silent())
