"""What contexts are worth to the base model: `python -m benchmarks.contexts` prints the tables of docs/assistant.md.

On the hidden questions of the level *A lousy chatbot*, in nats a token of their answers: each form with more and more
examples, the visible questions of the level in order; examples whose answers were moved on to other questions; and what
a few contexts save on the first token, on the stop, and on all that lies between.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.game.level import find_level, load_level
from tokenroom.game.prompt_level import Asked, Prompt, read_questions
from tokenroom.game.prompt_model import ALONE, AskedModel
from tokenroom.rivals.field import open_field
from tokenroom.rivals.in_context import answer_surprises, prompt_tokens

FORMS = {
    "Q: … A: …": ("Q: {q}\nA: {a}\n", "Q: {question}\nA:"),
    "a play": ("WREN: {q}\nPERRIN: {a}\n", "WREN: {question}\nPERRIN:"),
    "a play, blank lines": ("WREN: {q}\n\nPERRIN: {a}\n\n", "WREN: {question}\n\nPERRIN:"),
    "a tale": ('"{q}" asked Wren. "{a}"\n\n', '"{question}" asked Wren. "'),
    "both on one line": ("{q} {a}\n", "{question}"),
    "User, Assistant": ("User: {q}\nAssistant: {a}\n", "User: {question}\nAssistant:"),
}
WORDS = {
    "nothing": ALONE,
    "a new line": "{question}\n",
    "an order": "Answer the question. {question}",
    "a request and a form": "Please answer this question: {question}\nAnswer:",
    "a role, an order and a form": ("You are a helpful assistant. Answer the question.\nQuestion: {question}\nAnswer:"),
    "a title and a form": "Questions and Answers about Dunmar\n\nQ: {question}\nA:",
}
EXAMPLES = (0, 1, 2, 3, 4)
MOVED = 3  # by how many places answers are moved on, for examples that are all wrong


def main() -> None:
    """Measure, and print the tables."""
    level = load_level(find_level("a-lousy-chatbot"))
    spec = level.file.mechanic
    assert isinstance(spec, Prompt)
    model = AskedModel(open_field(spec.corpus), read_questions(level.folder, spec.questions))
    right = model.questions.visible
    wrong = [Asked(question=a.question, answer=right[(n + MOVED) % len(right)].answer) for n, a in enumerate(right)]
    _words(model)
    _forms(model, "examples", right)
    _forms(model, "wrong examples", wrong)
    _places(model, right)
    _copies(model)


def _words(model: AskedModel) -> None:
    print("\n| before the question | nats a token |\n|---|--:|")
    for name, context in WORDS.items():
        print(f"| {name} | {model.measured(context).loss:.2f} |")


def _forms(model: AskedModel, title: str, examples: Sequence[Asked]) -> None:
    print(f"\n| form, by {title} | {' | '.join(map(str, EXAMPLES))} |\n|---|{'--:|' * len(EXAMPLES)}")
    for name, form in FORMS.items():
        losses = [model.measured(_context(form, examples[:n])).loss for n in EXAMPLES]
        print(f"| {name} | {' | '.join(f'{loss:.2f}' for loss in losses)} |")


def _places(model: AskedModel, examples: tuple[Asked, ...]) -> None:
    """What the parts of an answer cost, nats an answer."""
    print("\n| behind | the first token | between | the stop | an answer |\n|---|--:|--:|--:|--:|")
    form = FORMS["Q: … A: …"]
    for name, context in (("nothing", ALONE), *((f"{n} examples", _context(form, examples[:n])) for n in (0, 1, 3))):
        prompts = [prompt_tokens(model.tokenizer, context, a.question, model.room) for a in model.questions.hidden]
        answers = [a.answer for a in model.questions.hidden]
        costs = answer_surprises(model.checkpoint, model.tokenizer, prompts, answers)
        parts = np.mean([(c[0], c[1:-1].sum(), c[-1], c.sum()) for c in costs], axis=0)
        print(f"| {name} | {' | '.join(f'{nats:.2f}' for nats in parts)} |")


def _copies(model: AskedModel) -> None:
    """Whether an answer is cheaper where it stands in the context already, as the answer to the same question."""
    form, hidden = FORMS["Q: … A: …"], model.questions.hidden
    sums = [0.0, 0.0]
    for n, asked in enumerate(hidden):
        for which, example in enumerate((asked, hidden[n - 1])):
            prompt = prompt_tokens(model.tokenizer, _context(form, [example]), asked.question, model.room)
            (costs,) = answer_surprises(model.checkpoint, model.tokenizer, [prompt], [asked.answer])
            sums[which] += float(costs.sum())
    own, another = (nats / sum(model.measured(ALONE).tokens) for nats in sums)
    print(
        f"\none example, the very answer that is asked for: {own:.2f}; the answer before it in the file: {another:.2f}"
    )


def _context(form: tuple[str, str], examples: Sequence[Asked]) -> str:
    example, end = form
    return "".join(example.replace("{q}", a.question).replace("{a}", a.answer) for a in examples) + end


if __name__ == "__main__":
    main()
