"""Invent sentences that Jonah Pike might say.

The program notes which words have followed which in the sentences that he has really said. To
make a new one, it begins as he begins and keeps choosing a word that has followed the last. Most
of the results are nonsense, and so, says Captain Bell, are most of the originals.
"""

from collections import defaultdict
from random import Random

REALLY_SAID = """
The sea is only rain that got tired.
A seal is only a dog that got wet.
Never trust a gull that smiles.
Never lend a rope to a man that smiles.
The fog is only the sea that got curious.
A man that got wet is only a seal.
The captain is never late, the clock is.
"""

START, STOP = "<start>", "<stop>"


def learn(text: str) -> dict[str, list[str]]:
    """Return for every word the list of words that have followed it, with repetitions.

    >>> learn("A seal is a seal.")["seal"]
    ['is', '<stop>']
    """
    followers = defaultdict(list)
    for line in text.strip().splitlines():
        words = [START, *line.rstrip(".").lower().split(), STOP]
        for word, following in zip(words, words[1:]):
            followers[word].append(following)
    return dict(followers)


def invent(followers: dict[str, list[str]], rng: Random, longest: int = 14) -> str:
    """Make one sentence; give up and begin again when it becomes too long."""
    while True:
        words = []
        word = rng.choice(followers[START])
        while word != STOP and len(words) < longest:
            words.append(word)
            word = rng.choice(followers[word])
        if word == STOP:
            return " ".join(words).capitalize() + "."


def chance(followers: dict[str, list[str]], sentence: str) -> float:
    """Return how likely it is that exactly this sentence is invented.

    >>> rules = learn("Go home.\\nGo away.")
    >>> chance(rules, "Go away.")
    0.5
    >>> chance(rules, "Stay here.")
    0.0
    """
    words = [START, *sentence.rstrip(".").lower().split(), STOP]
    result = 1.0
    for word, following in zip(words, words[1:]):
        options = followers.get(word, [])
        if following not in options:
            return 0.0
        result *= options.count(following) / len(options)
    return result


def surest(followers: dict[str, list[str]]) -> list[str]:
    """Return the words after which Jonah has never had a choice."""
    return sorted(
        word
        for word, options in followers.items()
        if word != START and len(set(options)) == 1 and len(options) > 1
    )


def main() -> None:
    """Print new wisdom, and measure how probable the old was."""
    followers = learn(REALLY_SAID)
    old = set(REALLY_SAID.strip().splitlines())
    rng = Random(22)
    new: list[str] = []
    while len(new) < 6:
        sentence = invent(followers, rng)
        if sentence not in old and sentence not in new:
            new.append(sentence)
    print("He has never said, but he might:")
    for sentence in new:
        print(f"  {sentence:<58} 1 in {1 / chance(followers, sentence):,.0f}")

    likeliest = max(sorted(old), key=lambda sentence: chance(followers, sentence))
    print(f"The likeliest thing he really said: {likeliest}")
    print(f"Words that leave him no choice: {', '.join(surest(followers))}.")


if __name__ == "__main__":
    main()
