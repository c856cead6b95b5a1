"""The shipped ladder: it loads, it falls, and its last rung beats Kneser–Ney 5-grams on the same tokens."""

import numpy as np
import pytest

from tokenroom.errors import BadInput
from tokenroom.rivals.evaluation import Evaluation, evaluate_rivals
from tokenroom.rivals.field import Field, open_field

LADDER = ("step-0", "step-1000", "step-10000")


@pytest.fixture(scope="module")
def english() -> Field:
    return open_field("english")


def test_ladder_of_three_rungs(english: Field) -> None:
    assert tuple(rival.name for rival in english.ladder) == LADDER


@pytest.fixture(scope="module")
def rows(english: Field) -> dict[str, Evaluation]:
    return {row.rival: row for row in evaluate_rivals(english, [*LADDER, "kneser-ney-5"])}


def test_every_rung_is_better_and_the_last_beats_kneser_ney(rows: dict[str, Evaluation]) -> None:
    ladder = [rows[name].nats_per_token for name in LADDER]
    assert ladder == sorted(ladder, reverse=True)
    assert rows["step-10000"].nats_per_token < rows["kneser-ney-5"].nats_per_token
    assert rows["step-10000"].bits_per_byte < rows["kneser-ney-5"].bits_per_byte
    assert len({row.tokens for row in rows.values()}) == 1


@pytest.mark.parametrize("name", LADDER)
def test_the_recorded_held_out_loss_is_what_is_measured(english: Field, rows: dict[str, Evaluation], name: str) -> None:
    recorded = english.checkpoint(name).training.curve[-1].held_out_losses["english"]
    # recorded before the weights were rounded to half precision
    assert rows[name].nats_per_token == pytest.approx(recorded, abs=0.005)


def test_same_answer_alone_and_in_a_passage(english: Field) -> None:
    rival = english.ladder[-1]
    ids = english.tokenizer.encode("The ferry left the quay at half past")
    row = rival.passage_log_probs(ids)[-1]
    assert rival.log_probs(ids[:-1]) == pytest.approx(row, abs=1e-4)
    assert np.exp(row).sum() == pytest.approx(1.0)


def test_unknown_players_are_told(english: Field) -> None:
    with pytest.raises(BadInput, match="no such player"):
        english.player("deep-thought")
    with pytest.raises(BadInput, match="no such checkpoint"):
        english.checkpoint("step-7")
