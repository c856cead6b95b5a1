"""Count the words of a song that is sung on the quay.

Songs repeat themselves, and that is why they are easy to learn. We count how often each word
comes, which words follow which, and how large a part of the song is new when it is sung.
"""

import re
from collections import Counter, defaultdict
from itertools import pairwise

SONG = """\
The tide goes out, the tide comes in,
the net is thick, the net is thin,
the gull sits on the harbour wall
and does not care for us at all.

The tide comes in, the tide goes out,
the captain gives a mighty shout,
the gull sits on the harbour wall
and does not hear him call at all.
"""


def words_in(text):
    """Split a text into small words without punctuation.

    >>> words_in("The tide, the TIDE!")
    ['the', 'tide', 'the', 'tide']
    """
    return re.findall(r"[a-z']+", text.lower())


def followers(words):
    """Map each word to a count of the words that come right after it.

    >>> followers(["a", "b", "a", "c", "a", "b"])["a"].most_common(1)
    [('b', 2)]
    """
    after = defaultdict(Counter)
    for word, following in pairwise(words):
        after[word][following] += 1
    return after


def new_words(lines):
    """Yield, for each line, the words that no earlier line contained."""
    seen = set()
    for line in lines:
        fresh = [word for word in words_in(line) if word not in seen]
        seen.update(fresh)
        yield line, list(dict.fromkeys(fresh))


def most_likely_after(word, after):
    """Guess the next word of the song, or return None after a word that never comes."""
    if word not in after:
        return None
    return after[word].most_common(1)[0][0]


def main():
    """Print the commonest words, some guesses, and the new words of every line."""
    words = words_in(SONG)
    counts = Counter(words)
    print(f"{len(words)} words, {len(counts)} different ones.")
    for word, count in counts.most_common(5):
        print(f"{word:>6} {count:3}")

    after = followers(words)
    for word in ("harbour", "at", "the", "kettle"):
        print(f"After {word!r} I expect {most_likely_after(word, after)!r}.")

    lines = [line for line in SONG.splitlines() if line]
    for line, fresh in new_words(lines):
        print(f"{line:40} {' '.join(fresh) or '(nothing new)'}")


if __name__ == "__main__":
    main()
