"""How many dialogues, pairs and questions ship: `python -m docs.count_chats` prints the tables of docs/chats.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tokenroom.text.chat import Dialogue
from tokenroom.text.chats import load_chats, shipped_chats
from tokenroom.text.judging import load_questions
from tokenroom.text.preferences import Pair, load_preferences, shipped_preferences


def main() -> None:
    """Count, and print."""
    chats, pairs = load_chats(shipped_chats()), load_preferences(shipped_preferences())
    _table("dialogues on", "training | held out | of several turns | with a system message")
    for topic, training in chats.training.items():
        print(_dialogues(f"`{topic}`", training, chats.held_out.get(topic, ())))
    print(_dialogues("all", chats.all_training, chats.all_held_out))
    _table("pairs on", "training | held out | contested")
    for topic, trained in pairs.training.items():
        print(_pairs(f"`{topic}`", trained, pairs.held_out.get(topic, ())))
    print(_pairs("all", pairs.all_training, pairs.all_held_out))
    _table("what decides", "pairs")
    _counted(pair.reason for pair in (*pairs.all_training, *pairs.all_held_out))
    _table("the judge asks for", "questions")
    _counted(question.kind for question in load_questions())


def _dialogues(name: str, training: Sequence[Dialogue], held_out: Sequence[Dialogue]) -> str:
    every = [*training, *held_out]
    turns = sum(sum(message.role == "user" for message in dialogue.messages) > 1 for dialogue in every)
    system = sum(dialogue.messages[0].role == "system" for dialogue in every)
    return f"| {name} | {len(training):,} | {len(held_out):,} | {turns:,} | {system:,} |"


def _pairs(name: str, training: Sequence[Pair], held_out: Sequence[Pair]) -> str:
    contested = sum(pair.contested for pair in (*training, *held_out))
    return f"| {name} | {len(training):,} | {len(held_out):,} | {contested:,} |"


def _counted(names: Iterable[str]) -> None:
    for name, count in Counter(names).most_common():
        print(f"| {name} | {count:,} |")


def _table(first: str, others: str) -> None:
    print(f"\n| {first} | {others} |\n|---|{'--:|' * (others.count('|') + 1)}")


if __name__ == "__main__":
    main()
