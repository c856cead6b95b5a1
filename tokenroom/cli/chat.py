"""`tokenroom chat`: talking to any checkpoint."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tokenroom.cli.training import Finite
from tokenroom.errors import BadInput

if TYPE_CHECKING:
    from tokenroom.rivals.assistants import Assistant


@click.command()
@click.option("--rival", help="Who answers: chat, tamed, gamed, step-200000 …, or the folder of a checkpoint.")
@click.option("--system", default="", help="A system message, such as: Answer in one word.")
@click.option("--temperature", type=Finite(0.0, 1000.0), default=0.5, help="0 takes the likeliest token always.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Draw from this number.")
def chat(rival: str | None, system: str, temperature: float, seed: int) -> int:
    """Talk to a checkpoint, line by line; by default to the chat model."""
    import numpy as np

    from tokenroom.plain.chatting import chat_in_lines
    from tokenroom.plain.intake import Intake
    from tokenroom.plain.page import Page
    from tokenroom.plain.talk import LONGEST_LINE, Talk

    assistant = assistant_called(rival or "chat")
    name = Path(rival or "chat").name  # of a checkpoint in a folder, the last part
    talk = Talk(Page(sys.stdout), Intake(sys.stdin, LONGEST_LINE))
    try:
        chat_in_lines(talk, assistant, name, system, temperature, np.random.default_rng(seed))
    except ValueError as error:
        raise BadInput("chat", "", str(error)) from error
    return 0


def assistant_called(name: str) -> Assistant:
    """Return whoever is called so: an assistant, a rung of the ladder, or a checkpoint in a folder.

    Raises:
        BadInput: there is nobody of that name, or it values answers and does not give any.
    """
    from tokenroom.model.checkpoint import load_checkpoint
    from tokenroom.rivals.assistants import CHATTING, Assistant, assistant_names, load_assistant
    from tokenroom.rivals.field import open_field

    field = open_field("english")
    if name in CHATTING:
        return Assistant(load_assistant(name, field.tokenizer), field.tokenizer)
    if (Path(name) / "checkpoint.json").is_file():
        found = load_checkpoint(Path(name), field.tokenizer.sha256)
        if found.config.readout != "tokens":
            raise BadInput(name, "", "values answers and gives none", f"talk to one of {', '.join(assistant_names())}")
        return Assistant(found, field.tokenizer, knows_chats=found.stage != "pre-training")
    if name.startswith("step-"):
        return Assistant(field.checkpoint(name), field.tokenizer, knows_chats=False)
    known = ", ".join([*assistant_names(), *(player.name for player in field.ladder)])
    raise BadInput("rival", name, "there is nobody of that name", f"there is {known}, or the folder of a checkpoint")
