"""Draws what happens while the assistants learn: `python -m docs.draw_assistant [chat] [reward] [steered] [sums]`.

Takes every stage that is named, or all, once more by the shipped recipe, looks at held-out texts on the way, and writes
`pictures/assistant-*.svg`. It takes about ten minutes on two cores; the models that come of it are thrown away.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree as ET

import numpy as np

from docs.charts import Line, line_chart
from tokenroom.cli.assistants import schooling, shipped_base
from tokenroom.rivals.assistants import load_assistant
from tokenroom.rivals.judge import judged
from tokenroom.text.judging import load_questions
from tokenroom.text.sums import INSTRUCTIONS
from tokenroom.training.assistants import figures_of
from tokenroom.training.policy import PolicyStep
from tokenroom.training.stages import Stage, chat_stage, practice_sums, reward_stage, steer_stage, sums_stage

PICTURES = Path(__file__).parent / "pictures"
THREADS, SMOOTH = 2, 10  # updates that are taken together in a line
SCHOOL = schooling(shipped_base())
S = TypeVar("S")


def looks(stage: Stage[S], every: int) -> Iterator[tuple[Stage[S], list[S]]]:
    """Take a stage to its end and yield it as it begins and after every so many steps."""
    yield stage, []
    while not stage.tuning.is_done:
        stage, told = stage.advanced(min(every, stage.tuning.total - stage.tuning.state.step), THREADS)
        print(f"{stage.name}: {stage.tuning.state.step} of {stage.tuning.total}", end="\r", file=sys.stderr, flush=True)
        yield stage, told


def chat() -> None:
    """Fine-tuning: the loss of what it reads and of held-out dialogues."""
    read, held = [], []
    for stage, told in looks(chat_stage(SCHOOL.base, SCHOOL.tokenizer, SCHOOL.chats[0], SCHOOL.recipe.chat), 19):
        step = stage.tuning.state.step
        read += [(step, float(np.mean([each.loss for each in told])))] if told else []
        held += [(step, figures_of(stage.checkpoint(), SCHOOL)["nats a token"])] if step % 57 == 0 else []
    write("chat", "Fine-tuning: nats a token of the assistant", "steps", {"reads": read, "held out": held})


def reward() -> None:
    """The reward model: nats a pair of what it reads and of held-out pairs."""
    read, held = [], []
    begun = reward_stage(
        load_assistant("chat", SCHOOL.tokenizer), SCHOOL.tokenizer, SCHOOL.pairs[0], SCHOOL.recipe.reward
    )
    for stage, told in looks(begun, 10):
        step = stage.tuning.state.step
        read += [(step, float(np.mean([each.loss for each in told])))] if told else []
        held += [(step, figures_of(stage.checkpoint(), SCHOOL)["nats a pair"])]
    write(
        "reward",
        "The reward model: nats a pair; knowing nothing costs 0.69",
        "steps",
        {"reads": read, "held out": held},
    )


def steered() -> None:
    """The chat model against the reward model, held and not held: the reward, and what the judge passes."""
    rewards: dict[str, Line] = {}
    passed: dict[str, Line] = {}
    for name, settings in (("tamed", SCHOOL.recipe.tamed), ("gamed", SCHOOL.recipe.gamed)):
        models = [load_assistant(each, SCHOOL.tokenizer) for each in ("chat", "reward")]
        begun = steer_stage(name, models[0], models[1], SCHOOL.tokenizer, SCHOOL.pairs[0], settings)
        seen = [(stage.tuning.state.step, told, share_passed(stage)) for stage, told in looks(begun, SMOOTH)]
        rewards[name] = [(step, float(np.mean([each.reward for each in told]))) for step, told, _ in seen if told]
        passed[name] = [(step, share) for step, _, share in seen]
    write("steered-reward", "What is paid for: mean reward of its answers", "updates", rewards)
    write("steered-judge", "What was meant: per cent of answers that the judge passes", "updates", passed, digits=0)


def share_passed(stage: Stage[PolicyStep]) -> float:
    """Return what the judge passes, in per cent, each of its questions asked twice."""
    rng = np.random.default_rng(0)
    return 100 * float(judged(stage.checkpoint(), SCHOOL.tokenizer, load_questions() * 2, rng, threads=THREADS).mean())


def sums() -> None:
    """Sums against the checker: the share that is right, in both ways."""
    recipe = SCHOOL.recipe
    start = load_assistant("sums-start", SCHOOL.tokenizer)
    ways = [way for _ in practice_sums(recipe.sums_start) for way in INSTRUCTIONS]
    lines: dict[str, list[tuple[float, float]]] = {way: [] for way in INSTRUCTIONS}
    for stage, told in looks(sums_stage(start, SCHOOL.tokenizer, recipe.sums_start, recipe.sums), SMOOTH):
        tried = [each for step in told for each in step.rollouts]
        for way, line in lines.items() if told else ():
            right = [each.reward for each in tried if ways[each.prompt] == way]
            line.append((stage.tuning.state.step, 100 * float(np.mean(right))))
    write("sums", "Sums: per cent of its tries that are right", "updates", lines, digits=0)


def write(name: str, title: str, below: str, lines: dict[str, Line], digits: int = 2) -> None:
    """Write a picture."""
    picture = line_chart(title, below, lines, digits)
    (PICTURES / f"assistant-{name}.svg").write_text(ET.tostring(picture, encoding="unicode") + "\n")
    print(
        f"assistant-{name}.svg: {', '.join(f'{n} {line[0][1]:.3f} to {line[-1][1]:.3f}' for n, line in lines.items())}"
    )


STAGES: dict[str, Callable[[], None]] = {"chat": chat, "reward": reward, "steered": steered, "sums": sums}


def main(names: Sequence[str]) -> None:
    """Draw the stages that are named, or all."""
    for name in names:
        if name not in STAGES:
            raise SystemExit(f"there is no stage {name!r}: name some of {', '.join(STAGES)}")
    for name in names or STAGES:
        STAGES[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
