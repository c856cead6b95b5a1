"""A recipe is read as data: what it says is done, what it does not say is the default, what is wrong is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.tokenizer import load_tokenizer
from tokenroom.training.mixture import Part
from tokenroom.training.pretrain import PretrainSettings
from tokenroom.training.recipe import job_of, load_recipe, shipped_recipe


def written(folder: Path, text: str) -> Path:
    path = folder / "recipe.toml"
    path.write_text(text)
    return path


def test_the_shipped_recipe_names_corpora_that_ship_and_whole_shares() -> None:
    recipe = load_recipe(shipped_recipe())
    assert sum(part.share for part in recipe.corpora.values()) == 100
    assert all((content_root() / "corpora" / name / "corpus.toml").is_file() for name in recipe.corpora)


def test_what_a_recipe_does_not_say_is_the_default(tmp_path: Path) -> None:
    recipe = load_recipe(written(tmp_path, "format_version = 1\n[corpora]\nenglish = {}\n"))
    assert recipe.corpora == {"english": Part()}
    assert recipe.settings == PretrainSettings()


def test_the_job_is_what_the_recipe_says(tmp_path: Path) -> None:
    text = "[corpora.a]\nshare = 2\nnoise = 0.3\n[model]\nlayers = 1\nwidth = 32\n[settings]\nphrases = 48\n"
    tokenizer = load_tokenizer(tokenizer_path("tokenroom"))
    job = job_of(load_recipe(written(tmp_path, text)), {"a": [[1, 2, 3]]}, {"a": [[4]]}, tokenizer)
    assert job.parts == {"a": Part(share=2, noise=0.3)}
    assert (job.config.layers, job.config.width, job.config.vocab_size) == (1, 32, tokenizer.size)
    assert (job.settings.phrases, job.tokenizer) == (48, tokenizer.sha256)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[corpora]\nenglish = { share = 0 }", "share"),
        ("[corpora]\nenglish = { noise = 1.0 }", "noise"),
        ("[corpora]\nenglish = 2", "corpora"),
        ("[model]\nwidth = 32", "corpora"),
        ("[corpora]", "corpora: names no corpus"),
        ("[corpora]\nenglish = {}\n[settings]\nphrases = 0", "phrases"),
        ("[corpora]\nenglish = {}\n[settings]\ncolour = 1", "colour"),
        ("[corpora]\nenglish = {}\n[model]\nlayers = 'two'", "layers"),
        ("[corpora]\nenglish = {}\n[model]\nwidth = 33", "model: width must be a multiple"),
        ("[corpora", "recipe.toml"),
    ],
)
def test_a_wrong_recipe_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        load_recipe(written(tmp_path, text))
    assert "\n" not in caught.value.line()


def test_a_missing_recipe_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="none"):
        load_recipe(tmp_path / "none.toml")
