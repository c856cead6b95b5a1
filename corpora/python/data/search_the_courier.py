"""Search the back numbers of the Courier.

An index says which reports contain a word, and how often. A report is a good answer when it has
the words of the question, and rare words count for more than common ones: "the" tells us
nothing, "trombone" almost everything.
"""

import re
from collections import Counter
from collections.abc import Iterator
from math import log

REPORTS = {
    "Goat on the line": "The train from Tavish was late, because a goat stood on the line. The "
    "goat was led away with bread.",
    "Bread for the band": "Ada Ferro has baked a loaf like a trombone. The band ate it after "
    "the concert, all but the mouthpiece.",
    "A concert in fog": "The band played on the quay in thick fog. Nobody saw the concert, and "
    "the trombone was heard as far as Gannet.",
    "New timetable": "The train to Tavish will leave five minutes later, so that it can be "
    "missed by more people.",
    "Fog again": "There was fog on the quay. The ferry waited, and the captain read a book.",
}


def words(text: str) -> list[str]:
    """Return the words of a text; a plural s is cut off.

    >>> words("Two goats, one fog.")
    ['two', 'goat', 'one', 'fog']
    """
    found = re.findall(r"[a-z]+", text.lower())
    return [word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in found]


class Index:
    """Everything that must be known about some texts to search them."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.places: dict[str, Counter[str]] = {}
        for title, text in texts.items():
            for word in words(f"{title} {text}"):
                self.places.setdefault(word, Counter())[title] += 1

    def weight(self, word: str) -> float:
        """Return how much a word tells: nothing, if every text has it.

        >>> index = Index({"a": "fog and sun", "b": "fog and rain"})
        >>> index.weight("fog"), round(index.weight("sun"), 3), index.weight("snow")
        (0.0, 0.693, 0.0)
        """
        having = len(self.places.get(word, ()))
        return log(len(self.texts) / having) if having else 0.0

    def search(self, question: str) -> Iterator[tuple[float, str]]:
        """Yield the score and the title of every answer, the best first."""
        scores: Counter[str] = Counter()
        for word in words(question):
            for title, times in self.places.get(word, {}).items():
                # The second goat in a report is worth less than the first.
                scores[title] += self.weight(word) * (1 + log(times))
        for title, score in scores.most_common():
            if score > 0:
                yield score, title

    def with_all(self, question: str) -> set[str]:
        """Return the titles of the texts that have every word."""
        sets = [set(self.places.get(word, ())) for word in words(question)]
        return set.intersection(*sets) if sets else set()

    def typical(self, title: str, count: int = 3) -> list[str]:
        """Return the words that belong to one text more than to the others."""
        scores = {
            word: self.weight(word) * titles[title]
            for word, titles in self.places.items()
            if title in titles
        }
        return sorted(scores, key=lambda word: (-scores[word], word))[:count]


def extract(text: str, question: str, around: int = 3) -> str:
    """Cut out the words around the first place that fits the question.

    >>> extract("We saw a goat on a roof today", "goats", around=2)
    '... saw a goat on a ...'
    """
    parts = text.split()
    wanted = set(words(question))
    for place, part in enumerate(parts):
        if wanted & set(words(part)):
            start, end = max(place - around, 0), place + around + 1
            before = "... " if start > 0 else ""
            after = " ..." if end < len(parts) else ""
            return before + " ".join(parts[start:end]) + after
    return ""


def main() -> None:
    """Answer what people ask at the counter of the Courier."""
    index = Index(REPORTS)
    for question in ("concerts with a trombone", "the train to Tavish", "fog", "elephants"):
        print(f"? {question}")
        answers = list(index.search(question))
        for score, title in answers[:2]:
            print(f"  {score:5.2f}  {title}: {extract(REPORTS[title], question)}")
        if not answers:
            print("  The Courier has never written about that.")

    print("\nBread and band together:", *index.with_all("bread band"))
    for title in REPORTS:
        print(f"  {title}: {', '.join(index.typical(title))}")


if __name__ == "__main__":
    main()
