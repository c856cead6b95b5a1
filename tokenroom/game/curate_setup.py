"""From a level of the mechanic *curate* and a seed to a session: the heap, the tokenizer, the plan of the training."""

from __future__ import annotations

from tokenroom.errors import BadInput
from tokenroom.game.curate import CurateSession, CurateSetup
from tokenroom.game.curate_cleaning import Cleaning
from tokenroom.game.curate_level import Cleaned, Curate
from tokenroom.game.curate_options import LISTS
from tokenroom.game.level import Level
from tokenroom.model.optimisers import Rates
from tokenroom.model.transformer import TransformerConfig
from tokenroom.rivals.field import Field, OpenField
from tokenroom.text.corpus import Corpus
from tokenroom.text.curation.addresses import BadRule, parse_rules
from tokenroom.text.heap.build import build_heap
from tokenroom.text.heap.files import HeapFiles, find_heap, read_heap
from tokenroom.training.duel import DuelPlan
from tokenroom.training.pretrain import PretrainSettings

HELD_OUT = 400  # tokens of each held-out document that both rivals are compared on
THREADS = 2  # they change the time and nothing else
CONTEXT, LAYERS, HEADS, WIDTH = 64, 2, 2, 64
BATCH, MICRO_BATCH = 16, 8


def new_curate_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> CurateSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level names a heap that is not there, or has another mechanic's goal.
    """
    mechanic, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(mechanic, Curate)
    if not isinstance(goal, Cleaned):
        raise BadInput(path, "goal.kind", "is no goal of curate", "cleaned")
    try:
        files = read_heap(find_heap(mechanic.heap))
    except BadInput as error:
        if error.file != "heap":
            raise
        raise BadInput(path, "mechanic.heap", f"{error.key}: {error.wrong}", error.right) from error
    _check_lists(files)
    field = open_field(files.heap.wanted)

    def open_corpus(name: str) -> Corpus:
        return open_field(name).corpus

    setup = CurateSetup(
        level=level,
        mechanic=mechanic,
        goal=goal,
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        cleaning=Cleaning(build_heap(files, open_corpus, seed), files, field.corpus.info.language),
        tokenizer=field.tokenizer,
        plan=_plan(mechanic, field, seed),
        threads=THREADS,
    )
    return CurateSession(setup)


def _plan(mechanic: Curate, field: Field, seed: int) -> DuelPlan:
    return DuelPlan(
        config=TransformerConfig(
            vocab_size=field.tokenizer.size,
            context=CONTEXT,
            layers=LAYERS,
            heads=HEADS,
            width=WIDTH,
            attention_gain=1.5,
        ),
        settings=PretrainSettings(
            phrases=mechanic.phrases,
            batch=BATCH,
            micro_batch=MICRO_BATCH,
            rungs=(),
            rates=Rates(muon=0.02, adam=0.02),
            dropout=0.0,
            seed=seed,
        ),
        end_of_text=field.tokenizer.end_of_text,
        held_out=[ids[:HELD_OUT] for ids in field.held_out_ids],
    )


def _check_lists(files: HeapFiles) -> None:
    for name in LISTS:
        path = files.folder / "blocked" / f"{name}.txt"
        if name not in files.blocked:
            raise BadInput(path, "", "is missing", "a heap has a list of blocked addresses of that name")
        try:
            parse_rules(files.blocked[name])
        except BadRule as error:
            raise BadInput(path, "", str(error), "mend that line") from error
