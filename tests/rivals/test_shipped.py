"""The shipped ladder: it loads, it falls on every corpus, and its last rung beats Kneser–Ney 5-grams."""

from functools import cache

import numpy as np
import pytest

from tokenroom.errors import BadInput
from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.field import Field, open_field
from tokenroom.training.recipe import load_recipe, shipped_recipe

RECIPE = load_recipe(shipped_recipe())
LADDER = tuple(f"step-{phrases}" for phrases in (*RECIPE.settings.rungs, RECIPE.settings.phrases))


@cache
def field(corpus: str) -> Field:
    return open_field(corpus)


def held_out_loss(corpus: str, name: str) -> float:
    """Return nats a token over every held-out document of a corpus and its end."""
    end = field(corpus).tokenizer.end_of_text
    documents = [[*ids, end] for ids in field(corpus).held_out_ids]
    return float(np.concatenate([passage_surprises(field(corpus).player(name), ids) for ids in documents]).mean())


def test_the_ladder_has_the_rungs_of_its_recipe() -> None:
    assert tuple(rival.name for rival in field("english").ladder) == LADDER
    shares = {name: part.share for name, part in RECIPE.corpora.items()}
    assert all(checkpoint.corpora == shares for checkpoint in field("english").checkpoints)


@pytest.mark.parametrize("corpus", RECIPE.corpora)
def test_the_last_rung_beats_kneser_ney(corpus: str) -> None:
    assert held_out_loss(corpus, LADDER[-1]) < held_out_loss(corpus, "kneser-ney-5")


@pytest.mark.parametrize("corpus", RECIPE.corpora)
def test_every_rung_is_better_than_the_one_before(corpus: str) -> None:
    losses = [checkpoint.training.curve[-1].held_out_losses[corpus] for checkpoint in field(corpus).checkpoints]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] > losses[-1] + 1.0


@pytest.mark.parametrize("name", LADDER)
def test_the_recorded_loss_is_what_is_measured(name: str) -> None:
    recorded = field("python").checkpoint(name).training.curve[-1].held_out_losses["python"]
    # recorded before the weights were rounded to half precision
    assert held_out_loss("python", name) == pytest.approx(recorded, abs=0.005)


def test_all_rungs_tell_the_same_growth() -> None:
    curves = [checkpoint.training.curve for checkpoint in field("english").checkpoints]
    assert all(curves[-1][: len(curve)] == curve for curve in curves)


def test_same_answer_alone_and_in_a_passage() -> None:
    rival = field("english").ladder[-1]
    ids = field("english").tokenizer.encode("The ferry left the quay at half past")
    row = rival.passage_log_probs(ids)[-1]
    assert rival.log_probs(ids[:-1]) == pytest.approx(row, abs=1e-4)
    assert np.exp(row).sum() == pytest.approx(1.0)


def test_unknown_players_are_told() -> None:
    with pytest.raises(BadInput, match="no such player"):
        field("english").player("deep-thought")
    with pytest.raises(BadInput, match="no such checkpoint"):
        field("english").checkpoint("step-7")
