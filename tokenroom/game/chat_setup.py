"""From a level of the mechanic *chat* and a seed to a session: dialogues to be asked about, players, both models."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.chat import ChatSession, ChatSetup
from tokenroom.game.chat_level import Ahead, Chat
from tokenroom.game.chat_models import ChatModels
from tokenroom.game.level import Level
from tokenroom.game.names import BASE
from tokenroom.game.parts import Part
from tokenroom.game.passage import Passage
from tokenroom.game.predict_level import Predict, ScoreEveryItem
from tokenroom.game.predict_state import PredictSetup
from tokenroom.rivals.checkpoint import NamedCheckpoint
from tokenroom.rivals.field import COUNTED, Field, OpenField
from tokenroom.text.chat import ChatTokens, Dialogue
from tokenroom.text.chats import Chats, load_chats, shipped_chats
from tokenroom.training.sft import SftSettings

SETTINGS = SftSettings()
THREADS = 2  # they change the time and nothing else
_DIALOGUE_STREAM = 30


def new_chat_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> ChatSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level names a corpus, a checkpoint or a topic that is not there, or has another mechanic's goal.
    """
    mechanic, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(mechanic, Chat)
    if not isinstance(goal, Ahead):
        raise BadInput(path, "goal.kind", "is no goal of chat", "ahead")
    field, chats = _opened(level, mechanic, open_field), load_chats(shipped_chats())
    models = ChatModels(
        tokenizer=field.tokenizer,
        vocabulary=field.vocabulary,
        pre_trained=field.checkpoint(mechanic.base),
        chats=chats,
        settings=SETTINGS,
        threads=THREADS,
    )
    passages = _passages(level, mechanic, models, np.random.default_rng((seed, _DIALOGUE_STREAM)))
    predict = PredictSetup(
        level=level,
        mechanic=Predict(instinct=mechanic.instinct, rival=BASE, answer_in=mechanic.answer_in),
        goal=ScoreEveryItem(),  # it is never asked: the session around it has a goal of its own
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        parts=_parts(mechanic, field, models, passages),
    )
    return ChatSession(ChatSetup(level, mechanic, goal, seed, seconds_per_nat, predict, models))


def _opened(level: Level, mechanic: Chat, open_field: OpenField) -> Field:
    """Return the field of the level's corpus; a name that is none is the level's fault."""
    try:
        field = open_field(mechanic.corpus)
        field.checkpoint(mechanic.base)
    except BadInput as error:
        key = {"corpus": "corpus", "rival": "base"}.get(error.file)
        if key is None:
            raise
        path = level.folder / "level.toml"
        raise BadInput(path, f"mechanic.{key}", f"{error.key}: {error.wrong}", error.right) from error
    return field


def _parts(mechanic: Chat, field: Field, models: ChatModels, passages: Sequence[Passage]) -> tuple[Part, ...]:
    """A part a dialogue; im_end is always on offer, since no instinct that is counted on texts knows of it."""
    base = NamedCheckpoint(BASE, models.base, field.tokenizer)
    counted = tuple(field.player(name) for name in COUNTED)
    return tuple(
        Part(
            title=f"dialogue {number}",
            kind="",
            vocabulary=field.vocabulary,
            passage=passage,
            instinct=field.player(mechanic.instinct),
            rival=base,
            field=(*counted, base),
            offered=(field.tokenizer.im_end,),
        )
        for number, passage in enumerate(passages, start=1)
    )


def _passages(level: Level, mechanic: Chat, models: ChatModels, rng: np.random.Generator) -> list[Passage]:
    """Draw held-out dialogues, each of another topic as far as there are some, and tokens of the assistant in each."""
    drawn = _dialogues(level, mechanic, models.chats, rng)
    with_end = set(rng.permutation(len(drawn))[: mechanic.ends].tolist())
    passages = []
    for number, (topic, dialogue) in enumerate(drawn):
        chat = models.tokens(dialogue)
        asked = _asked(level, chat, mechanic.items, models.tokenizer.im_end, number in with_end, rng)
        # Every player reads the end of text in front unasked. Behind the last item nothing is left: a count of what is
        # still hidden would give away where an answer ends.
        places = tuple(at - 1 for at in asked)
        passages.append(Passage(chat.ids[1 : asked[-1] + 1], places, f"held-out chats: {topic}"))
    return passages


def _dialogues(level: Level, mechanic: Chat, chats: Chats, rng: np.random.Generator) -> list[tuple[str, Dialogue]]:
    topics = list(mechanic.topics or chats.held_out)
    unknown = [topic for topic in topics if topic not in chats.held_out]
    if unknown:
        path = level.folder / "level.toml"
        raise BadInput(path, "mechanic.topics", f"{unknown[0]!r} is no topic", ", ".join(chats.held_out))
    order = rng.permutation(len(topics))
    drawn: list[tuple[str, Dialogue]] = []
    left = {topic: list(rng.permutation(len(chats.held_out[topic]))) for topic in topics}
    while len(drawn) < mechanic.dialogues:
        fresh = [topics[n] for n in order if left[topics[n]]][: mechanic.dialogues - len(drawn)]
        if not fresh:
            path = level.folder / "level.toml"
            raise BadInput(path, "mechanic.dialogues", f"there are but {len(drawn)}", "ask for fewer, or more topics")
        drawn += [(topic, chats.held_out[topic][int(left[topic].pop())]) for topic in fresh]
    return drawn


def _asked(
    level: Level, chat: ChatTokens, items: int, im_end: int, with_end: bool, rng: np.random.Generator
) -> list[int]:
    """Draw so many places of the assistant's tokens; one of them is the end of an answer or none is."""
    ends = [at for at, asked in enumerate(chat.asked) if asked and chat.ids[at] == im_end]
    words = [at for at, asked in enumerate(chat.asked) if asked and chat.ids[at] != im_end]
    if len(words) < items:
        path = level.folder / "level.toml"
        raise BadInput(path, "mechanic.items", f"a dialogue has but {len(words)} tokens to ask for", "ask for fewer")
    drawn = rng.choice(words, size=items - with_end, replace=False).tolist()
    return sorted([*drawn, *([int(rng.choice(ends))] if with_end else [])])
