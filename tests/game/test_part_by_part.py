"""A report part by part: who is shown, when bytes are counted, and what the parts say beside each other."""

from __future__ import annotations

from tokenroom.game.compare import Item, Report, compare
from tokenroom.game.part_by_part import LUCK, crosses_languages, part_players, part_words
from tokenroom.game.units import Units

BEST = "step-200000"


def report(parts: dict[str, tuple[float, float]], rival: str = BEST, n_bytes: int = 4) -> Report:
    """A report of one item a part: your surprise and the rival's."""
    played = [
        Item("t", n_bytes * (n + 1), {"you": you, rival: theirs, "uniform": 8.0}, (), part)
        for n, (part, (you, theirs)) in enumerate(parts.items())
    ]
    return compare(played)


def test_meaning_is_worth_the_difference_between_numbers_and_words() -> None:
    told = report({"numbers": (9.0, 4.5), "words": (5.5, 4.25)})
    words = "To you, meaning was worth 3.50 nats a square; the rival, who has no veil, paid 4.50 and 4.25."
    assert part_words(told, BEST) == [words]
    assert part_words(told) == ["To you, meaning was worth 3.50 nats a square."]
    assert part_words(told, None, Units("bits")) == ["To you, meaning was worth 5.05 bits a square."]
    worse = part_words(report({"numbers": (4.0, 4.5), "words": (5.5, 4.25)}))
    assert worse == ["Meaning did not help you this time: with it you paid 1.50 nats a square more."]
    assert not crosses_languages(told)


def test_passages_are_compared_a_token_and_a_byte_at_a_time() -> None:
    told = report({"French": (2.0, 3.0), "Korean": (6.0, 4.0)})
    assert crosses_languages(told)
    assert part_words(told, BEST) == [
        "Easiest for you: French (2.00 nats); hardest: Korean (6.00 nats). "
        "For the model that has read most: French (3.00 nats) and Korean (4.00 nats).",
        "For the same model in bits a byte, where long and short tokens count alike: Korean (0.72) and French (1.08).",
    ]


def test_dice_have_no_bytes_to_compare() -> None:
    told = report({"The fair die": (2.0, 1.8), "The loaded die": (1.5, 1.4)}, rival="counting")
    assert not crosses_languages(told)
    assert part_words(told, "counting") == []
    assert part_players(told, "counting") == ("you", "counting", "uniform")


def test_a_player_who_was_not_there_is_not_shown() -> None:
    assert part_players(report({"a": (1.0, 1.0), "b": (1.0, 1.0)}), "twin") == ("you", BEST, "uniform")
    assert part_players(compare([])) == ()


def test_who_is_below_the_best_that_can_be_expected_had_luck() -> None:
    def lucky(you: float) -> bool:
        played = [Item("6", 1, {"you": you, "optimum": 1.5, "uniform": 1.8}, (), part) for part in ("a", "b")]
        return LUCK in part_words(compare(played))

    assert lucky(1.49)
    assert not lucky(1.498)
    assert not lucky(1.6)
