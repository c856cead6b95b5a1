"""Guess the step on which Biscuit is asleep.

The Old Candle has 131 steps, and the dog sleeps on one of them. After every guess we hear
whether he is higher or lower, so we always ask about the middle of what is left.
"""

STEPS = 131


def answer(secret, guess):
    """Say where the dog is, seen from the step that was guessed."""
    if secret > guess:
        return "higher"
    if secret < guess:
        return "lower"
    return "here"


def find(secret):
    """Return the list of guesses that leads to the dog.

    >>> find(66)
    [66]
    >>> find(131)[-1]
    131
    """
    low, high = 1, STEPS
    guesses = []
    while True:
        guess = (low + high) // 2
        guesses.append(guess)
        match answer(secret, guess):
            case "here":
                return guesses
            case "higher":
                low = guess + 1
            case "lower":
                high = guess - 1


def main():
    """Look for the dog on three steps, then find the hardest step of all."""
    for secret in (7, 66, 100):
        path = " -> ".join(str(guess) for guess in find(secret))
        print(f"Asleep on step {secret}: {path}")
    worst = max(range(1, STEPS + 1), key=lambda step: len(find(step)))
    print(f"No step needs more than {len(find(worst))} guesses.")


if __name__ == "__main__":
    main()
