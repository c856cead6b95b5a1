"""What a player can do once the assistant's tokens have been asked: tune the base model, and talk to both."""

from __future__ import annotations

from tokenroom.game.wire import Command


class TuneChat(Command, frozen=True, tag="chat_tune"):
    """Begin to fine-tune the base model on the training dialogues."""


class TuneChatOn(Command, frozen=True, tag="chat_tune_on"):
    """Let the fine-tuning take its next steps; to be sent again until it has ended."""


class StopChatTuning(Command, frozen=True, tag="chat_stop"):
    """Stop the fine-tuning, and keep what has been learned so far or undo all of it."""

    keep: bool


class TakeShippedChat(Command, frozen=True, tag="chat_take_shipped"):
    """Take the chat model that comes with the program in place of one tuned here."""


class SayToBoth(Command, frozen=True, tag="chat_say"):
    """Say something to the base model and to the tuned one; an empty text lets both answer once more."""

    text: str


class ClearChat(Command, frozen=True, tag="chat_clear"):
    """Begin a new chat with both: neither sees what was said before."""
