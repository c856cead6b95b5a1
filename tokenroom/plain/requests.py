"""What a program can ask beyond the game's commands, and the replies: none of it changes the session or is kept."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tokenroom.game.chat import ChatSession
from tokenroom.game.commands import Answer, AnswerChips, AnswerScores, AnyCommand, Command
from tokenroom.game.events import AnyEvent, Event, Option, Shown
from tokenroom.game.predict import PredictSession
from tokenroom.game.ranking import LISTED, likeliest
from tokenroom.game.sample import SampleSession
from tokenroom.game.session import CommandError, Session

FOUND = 64  # tokens that one search returns at most


class Find(Command, frozen=True, tag="find"):
    """Ask for the tokens that begin with `text`, case and leading space aside."""

    text: str


class ListVocabulary(Command, frozen=True, tag="vocabulary"):
    """Ask for all tokens."""


class Preview(Command, frozen=True, tag="preview"):
    """Ask what softmax makes of an answer, without giving it."""

    answer: Answer


class AskRival(Command, frozen=True, tag="rival"):
    """Ask for the rival's whole answer to the item just revealed, to hold it against the seal."""


class RivalAnswered(Event, frozen=True, tag="rival_answered"):
    """The rival's log-probabilities of all tokens by id; with the item's nonce they give the seal."""

    item: int
    log_probs: tuple[float, ...]


class Found(Event, frozen=True, tag="found"):
    """The tokens that begin with `text`, shortest first, 64 at most."""

    text: str
    tokens: tuple[Shown, ...]


class VocabularyListed(Event, frozen=True, tag="vocabulary_listed"):
    """Every token by id; `named` says what they are."""

    named: str  # "symbols", "numbers" or "tokens"
    tokens: tuple[Shown, ...]


class Previewed(Event, frozen=True, tag="previewed"):
    """The shares that the answer would give: its own tokens and the likeliest, likeliest first."""

    options: tuple[Option, ...]
    others: int  # tokens not listed
    others_p: float  # their share, 0 to 1


class Failed(Event, frozen=True, tag="error"):
    """A line that could not be carried out; unless it was fatal, the session is as it was and goes on."""

    message: str
    fatal: bool


Query = Find | ListVocabulary | Preview | AskRival
Line = AnyCommand | Query
Reply = Found | VocabularyListed | Previewed | RivalAnswered
AnyReply = AnyEvent | Reply | Failed


def reply(query: Query, session: Session) -> Reply:
    """Answer a query (raises AnswerError or CommandError if it cannot be answered now)."""
    if isinstance(session, ChatSession):  # its first part is a session of *predict*
        session = session.predicting
    if not isinstance(session, PredictSession | SampleSession):
        raise CommandError("there is no vocabulary to ask about in this level")
    vocabulary = session.part.vocabulary
    match query:
        case Find(text):
            return Found(text, _shown(session, vocabulary.find_prefix(text, FOUND)))
        case ListVocabulary():
            return VocabularyListed(vocabulary.named, _shown(session, range(len(vocabulary))))
        case Preview(answer):
            return _previewed(answer, session)
        case AskRival() if isinstance(session, SampleSession):
            raise CommandError("nobody answers against you here")
        case AskRival():
            return RivalAnswered(session.state.item, tuple(session.rival_answer().tolist()))


def decode_line(line: str) -> Line:
    """Read one line of the protocol (raises msgspec.MsgspecError or UnicodeError)."""
    return _decoder.decode(line)


_decoder: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def _shown(session: PredictSession | SampleSession, tokens: Iterable[int]) -> tuple[Shown, ...]:
    return tuple(Shown(token, session.part.vocabulary.texts[token]) for token in tokens)


def _previewed(answer: Answer, session: PredictSession | SampleSession) -> Previewed:
    p = session.preview(answer)
    order = sorted({*_named(answer), *likeliest(p, LISTED)}, key=lambda token: (-p[token], token))
    texts = session.part.vocabulary.texts
    options = tuple(Option(token, texts[token], float(p[token])) for token in order)
    others = len(p) - len(order)
    return Previewed(options, others, max(0.0, 1.0 - sum(o.p for o in options)) if others else 0.0)


def _named(answer: Answer) -> Iterable[int]:
    if isinstance(answer, AnswerScores):
        return answer.scores
    return answer.chips if isinstance(answer, AnswerChips) else (answer.token,)
