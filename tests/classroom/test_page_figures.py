"""What pages of a class compute and show by themselves is what the game computes and shows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import numpy as np
import pytest
import pytest_asyncio

from tests.classroom.browser import GONE, Browsers, Page, needs_chromium
from tests.classroom.served import Served
from tests.conftest import small_field
from tokenroom.game.answer import answer_scores, as_added_scores
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores
from tokenroom.game.names import in_words
from tokenroom.rivals.field import Field
from tokenroom.scoring import log_softmax
from tokenroom.text.display import joined_text, safe_text, token_label

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="session")]
TEXTS = [
    " tree",
    "\n\n",
    "\x1b[2J",
    "  ",
    " ",
    "\t",
    "\u202eabc",
    "a\u2028b",
    "😀",
    "é",
    "\U000e0001",
    "x" * 40,
    " " + "y" * 23,
    "<b>",
    "",
    "\x7f",
    "\u200bz",
    "שלום",
]
INSTINCT = np.log(np.array([0.4, 0.3, 0.15, 0.1, 0.05]))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(browsers: Browsers, small: Field, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Page]:
    served = Served(tmp_path_factory.mktemp("class"), small)
    async with served.open():
        running = await browsers.running()
        found = await running.page()
        await found.open(served.url)
        await found.until("Boolean(document.querySelector('#code'))")
        yield found
        await running.close_pages()


async def run(page: Page, module: str, body: str) -> object:
    """Evaluate something with all that a module of the pages exports as `m`."""
    return await page.evaluate(f"import('/{module}').then((m) => {body})")


async def test_tokens_look_as_in_the_terminal(page: Page) -> None:
    texts = json.dumps(TEXTS)
    assert await run(page, "tokens.js", f"{texts}.map((text) => m.tokenLabel(text))") == [token_label(t) for t in TEXTS]
    assert await run(page, "tokens.js", f"{texts}.map((text) => m.safeText(text, 20))") == [
        safe_text(t, 20) for t in TEXTS
    ]
    spread = ["\\xec\\x9e", "\\x98", "!", "\\xff\\xfe"]
    assert await run(page, "tokens.js", f"m.joinedText({json.dumps(spread[:3])})") == joined_text(spread[:3])


@pytest.mark.parametrize(
    "answer",
    [
        AnswerScores({}),
        AnswerScores({0: 3.0, 3: -2.5}),
        AnswerScores({1: 900.0}),
        AnswerScores({0: -900.0, 1: -900.0, 2: -900.0}),
        AnswerChips({2: 60, 4: 39}),
        AnswerGuess(3, 85.0),
    ],
)
async def test_the_adjusted_list_is_that_of_the_game(page: Page, answer: Answer) -> None:
    draft = {"mode": "scores", "scores": {}, "chips": {}, "token": None, "sure": 50}
    match answer:
        case AnswerScores(scores):
            draft |= {"scores": scores}
        case AnswerChips(chips):
            draft |= {"mode": "chips", "chips": chips}
        case AnswerGuess(token, sure):
            draft |= {"mode": "guess", "token": token, "sure": sure}
    options = [{"id": n, "p": float(np.exp(INSTINCT[n]))} for n in range(3)] + [{"id": 3, "p": 0.1}]
    body = f"{{ const {{ shares, others }} = m.sharesOf({json.dumps(options)}, {json.dumps(draft)}); "
    told = await run(page, "softmax.js", body + "return [...shares.values(), others]; }")
    true = np.exp(log_softmax(answer_scores(as_added_scores(answer, INSTINCT), INSTINCT)))
    np.testing.assert_allclose(told, true, atol=1e-9)  # type: ignore[arg-type]


async def test_what_values_say_is_the_cost_of_a_pair(page: Page) -> None:
    differences = [-800.0, -3.0, 0.0, 0.5, 3.0, 800.0]
    told = await run(page, "softmax.js", f"{json.dumps(differences)}.map(m.minusLogSigmoid)")
    np.testing.assert_allclose(told, np.logaddexp(0.0, -np.array(differences)))  # type: ignore[arg-type]


async def test_players_are_called_as_in_the_terminal(page: Page) -> None:
    names = ["uniform", "bigram", "twin", "class", "together", "step-1000", "step-1", "kneser-ney-5", "somebody"]
    assert await run(page, "names.js", f"{json.dumps(names)}.map(m.inWords)") == [in_words(name) for name in names]


async def test_pauses_grow_and_are_not_all_alike(page: Page) -> None:
    pauses = await run(page, "pauses.js", "[1, 2, 3, 8, 20].map((n) => m.pauseBefore(n, 1006, 0.5))")
    assert isinstance(pauses, list)
    assert pauses == sorted(pauses)
    assert pauses[-1] == 10_000
    assert await run(page, "pauses.js", "m.pauseBefore(1, 1008, 0)") >= 2_000  # type: ignore[operator]


async def test_pages_name_only_files_that_are_served(tmp_path: Path) -> None:
    """No page asks for anything from elsewhere, and every module that is imported is there."""
    folder = Path("tokenroom/serving/pages")
    served = Served(tmp_path, small_field())
    async with served.open(), aiohttp.ClientSession() as client:
        for path in sorted(folder.rglob("*.*")):
            name = path.relative_to(folder).as_posix()
            assert "http" not in path.read_text().replace("http://www.w3.org/2000/svg", "").replace('"https:"', ""), (
                name
            )
            route = "" if name == "index.html" else name.removesuffix(".html")
            async with client.get(served.url + route) as answer:
                assert answer.status == 200
                await answer.read()


async def test_a_browser_that_has_ended_is_told_of_and_another_is_started() -> None:
    async with AsyncExitStack() as stack:
        browsers = Browsers()
        stack.push_async_callback(browsers.close)
        gone = await browsers.running()
        page = await gone.page()
        await gone.send("Browser.close")
        async with asyncio.timeout(30):
            while not gone.is_gone:
                await asyncio.sleep(0.01)
        with pytest.raises(AssertionError, match=GONE):
            await page.evaluate("new Promise(() => {})")
        another = await browsers.running()
        assert another is not gone
        assert await (await another.page()).evaluate("1 + 1") == 2
