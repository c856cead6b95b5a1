"""The two models of a session of *chat*: what they learn from, what they are measured on, and how they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.chat_events import ChatCompared
from tokenroom.game.compare import paired_difference
from tokenroom.game.ranking import is_top
from tokenroom.game.session import CommandError
from tokenroom.game.wire import Shown
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.sampling import log_probs
from tokenroom.rivals.assistants import Assistant, assistant_names, load_assistant
from tokenroom.scoring import Floats
from tokenroom.text.chat import ChatTokens, Dialogue, Message, chat_tokens
from tokenroom.text.chats import Chats
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.text.vocabulary import Vocabulary
from tokenroom.training.sft import SftSettings, answer_surprises, ready_to_chat

if TYPE_CHECKING:
    from tokenroom.game.predict_state import PredictSetup

SHIPPED = "chat"  # the assistant that takes the place of one tuned here
SAMPLE = 32  # held-out dialogues that are measured now and then while the model is tuned
MEASURED = 128  # held-out dialogues on which base and tuned model are compared
LONGEST_BASE, LONGEST_TUNED = 40, 60  # tokens of an answer; the base model seldom ends one
TEMPERATURE = 0.5


@dataclass(frozen=True)
class ChatModels:
    """Makes and asks the models; what is slow is made when it is first asked for.

    Attributes:
        tokenizer: whose ids all of them speak.
        vocabulary: its tokens.
        pre_trained: the base model as it came out of pre-training.
        chats: training and held-out dialogues.
        settings: of the fine-tuning.
        threads: how many work at once; they change the time and nothing else.
    """

    tokenizer: Tokenizer
    vocabulary: Vocabulary
    pre_trained: Checkpoint
    chats: Chats
    settings: SftSettings
    threads: int

    @cached_property
    def base(self) -> Checkpoint:
        """The base model with rows for the chat tokens, ready to learn."""
        tokens = self.tokenizer
        chat_ids = (tokens.im_start, tokens.im_end)
        return ready_to_chat(self.pre_trained, tokens.end_of_text, chat_ids, self.settings.context)

    @cached_property
    def training(self) -> list[ChatTokens]:
        """The training dialogues as tokens."""
        return [self.tokens(dialogue) for dialogue in self.chats.all_training]

    @cached_property
    def sample(self) -> list[ChatTokens]:
        """The held-out dialogues that are measured while the model is tuned: always the same."""
        return self._spread(SAMPLE)

    @cached_property
    def measured(self) -> list[ChatTokens]:
        """The held-out dialogues on which both models are compared: always the same."""
        return self._spread(MEASURED)

    def tokens(self, dialogue: Dialogue) -> ChatTokens:
        """Return a dialogue as tokens."""
        return chat_tokens(self.tokenizer, dialogue.messages)

    @property
    def has_shipped(self) -> bool:
        """Whether a chat model comes with the program."""
        return SHIPPED in assistant_names()

    def shipped(self) -> Checkpoint:
        """Return the chat model that comes with the program (raises CommandError if there is none to use)."""
        try:
            return load_assistant(SHIPPED, self.tokenizer)
        except BadInput as error:
            raise CommandError(f"no chat model can be taken: {error.line()}") from error

    def on_items(self, tuned: Checkpoint, predict: PredictSetup) -> tuple[list[float], list[bool]]:
        """Return what the tuned model pays for each item, in nats, and whether its likeliest token is the right one."""
        nats, top = [], []
        for part in predict.parts:
            ids = part.passage.ids
            said = log_probs(tuned.params, tuned.config, [self.tokenizer.end_of_text, *ids[:-1]])  # (T, V)
            nats += [-float(said[at, ids[at]]) for at in part.passage.asked]
            top += [is_top(said[at], ids[at]) for at in part.passage.asked]
        return nats, top

    def held_out(self, model: Checkpoint, chats: Sequence[ChatTokens]) -> Floats:
        """Return the surprise in nats of every token that the assistant says in `chats`, (N,)."""
        return np.concatenate(answer_surprises(model.params, model.config, chats))

    def compared(self, tuned: Checkpoint) -> ChatCompared:
        """Return base and tuned model on held-out dialogues; of the items it says nothing."""
        before, after = (self.held_out(model, self.measured) for model in (self.base, tuned))
        gain, margin = paired_difference(after.tolist(), before.tolist())
        return ChatCompared(
            dialogues=len(self.measured),
            tokens=len(before),
            before=float(before.mean()),
            after=float(after.mean()),
            gain=gain,
            margin=margin,
            surprises=(),
            top=(),
            yours=0.0,
            base=0.0,
            tuned=0.0,
        )

    def answers(
        self, tuned: Checkpoint, chats: tuple[Sequence[Message], Sequence[Message]], rng: np.random.Generator
    ) -> tuple[tuple[Shown, ...], tuple[Shown, ...], bool]:
        """Return the answers of the base model and of the tuned one, and whether either has forgotten old turns.

        The base model gets the bare text to go on with, as in pre-training; the tuned one the chat tokens.
        """
        speakers = (Assistant(self.pre_trained, self.tokenizer, knows_chats=False), Assistant(tuned, self.tokenizer))
        lengths = (LONGEST_BASE, LONGEST_TUNED)
        forgot = any(who.forgets(said, n) for who, said, n in zip(speakers, chats, lengths, strict=True))
        base, answer = (
            tuple(Shown(token, self.vocabulary.texts[token]) for token in who.answer(said, rng, TEMPERATURE, longest))
            for who, said, longest in zip(speakers, chats, lengths, strict=True)
        )
        return base, answer, forgot

    def text(self, tokens: Sequence[Shown]) -> str:
        """Return tokens as the text that they stand for."""
        return self.tokenizer.decode(token.id for token in tokens).strip()

    def _spread(self, count: int) -> list[ChatTokens]:
        every = self.chats.all_held_out
        places = np.linspace(0, len(every) - 1, min(count, len(every)))  # from every topic some
        return [self.tokens(every[int(place)]) for place in places]
