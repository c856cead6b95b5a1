"""Comparison: means, paired differences and their intervals in words."""

import msgspec
import pytest

from tokenroom.game.compare import (
    Item,
    Report,
    compare,
    ladder_doubt,
    most_read,
    paired_difference,
    running_means,
    t_quantile,
    verdict,
)


def item(text: str = "x", n_bytes: int = 2, top: tuple[str, ...] = (), **surprises: float) -> Item:
    return Item(text, n_bytes, {name.replace("_", "-"): value for name, value in surprises.items()}, top)


@pytest.mark.parametrize(
    ("freedom", "table"), [(2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (11, 2.201), (29, 2.045), (10**6, 1.960)]
)
def test_t_quantile_against_the_printed_table(freedom: int, table: float) -> None:
    assert t_quantile(freedom) == pytest.approx(table, rel=0.01)


def test_paired_difference_by_hand() -> None:
    # differences 1, 2, 3: mean 2, standard deviation 1, t(2) = 4.303
    ahead, margin = paired_difference([0, 0, 0], [1, 2, 3])
    assert ahead == 2
    assert margin == pytest.approx(4.303 / 3**0.5, abs=1e-3)
    assert paired_difference([1], [3]) == (2, None)


@pytest.mark.parametrize(
    ("ahead", "margin", "words"),
    [
        (0.12, 0.20, "ahead by 0.12 ± 0.20 nats: not yet proven"),
        (-0.5, 0.20, "behind by 0.50 ± 0.20 nats: proven"),
        (1.0, None, "ahead by 1.00 nats: too few items to say more"),
        (0.0, 0.0, "level"),
        (0.004, 0.003, "level"),
        (0.004, 0.2, "ahead by 0.00 ± 0.20 nats: not yet proven"),
    ],
)
def test_verdicts(ahead: float, margin: float | None, words: str) -> None:
    assert verdict(ahead, margin) == words


def test_wild_figures_survive_json() -> None:
    report = compare([item(you=1e6, bigram=2.0, step_0=3.0)] * 3)
    assert report.standings[-1].perplexity is None
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_the_checkpoint_that_has_read_most() -> None:
    assert most_read(compare([item(you=1.0, step_1000=1.0, step_10000=2.0, step_0=9.0)])) == "step-10000"
    assert most_read(compare([item(you=1.0, uniform=2.0)])) is None


def test_report_is_sorted_and_leaves_out_who_missed_an_item() -> None:
    items = [
        item(you=1.0, bigram=2.0, late=1.0, top=("you",)),
        item(you=2.0, bigram=1.5),
        item(you=3.0, bigram=4.0),
    ]
    report = compare(items)
    assert [s.player for s in report.standings] == ["you", "bigram"]
    you, bigram = report.standings
    assert (you.mean, bigram.mean) == (2.0, 2.5)
    assert bigram.ahead == pytest.approx(0.5)
    assert (you.accuracy, bigram.accuracy) == (pytest.approx(1 / 3), 0.0)
    assert you.bits_per_byte == pytest.approx(6.0 / 0.6931 / 6, rel=1e-3)
    assert you.words == ""


def test_no_items_give_an_empty_report() -> None:
    assert compare([]).standings == ()


def test_running_means() -> None:
    assert running_means([item(you=1.0), item(you=3.0)], "you") == [1.0, 2.0]


def test_beyond_the_ladder_it_is_said_whether_that_is_proven() -> None:
    sure = compare([item(you=1.0, step_0=5.0 + n / 10, step_1000=3.0 + n / 10) for n in range(4)])
    assert sure.equals is not None
    assert sure.equals.words.endswith("a model that has read 1,000 phrases, and that is proven")
    lucky = compare([item(you=you, step_0=9.0, step_1000=3.0) for you in (0.0, 0.0, 8.0)])
    assert lucky.equals is not None
    assert lucky.equals.words.endswith("a model that has read 1,000 phrases, but that is not yet proven")
    between = compare([item(you=4.0, step_0=9.0, step_1000=3.0)] * 3)
    assert between.equals is not None
    assert "proven" not in between.equals.words


def test_a_ladder_that_does_not_fall_is_told() -> None:
    assert ladder_doubt(compare([item(you=4.0, step_0=9.0, step_1000=3.0)] * 3)) == ""
    assert "on 5 items" in ladder_doubt(compare([item(you=4.0, step_0=9.0, step_1000=3.0, step_10000=3.5)] * 5))
