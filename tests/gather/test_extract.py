"""Markdown and web pages become plain blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gather.test_decode import found
from tokenroom.errors import BadInput
from tokenroom.gather.extract import extract
from tokenroom.gather.limits import Limits
from tokenroom.text.blocks import Block
from tokenroom.text.curation.extraction import DEEPEST

MARKDOWN = """---
title: not shown
---
# The *lamp* of [Kestle](http://x)

It was **bright**
and &#8238;warm.  
Next `line`. <b>Bold</b><!-- unseen -->

- one
- two
  - three

3. third
4. fourth

> quoted

```python
x = 1

y = 2
```

| a | b |
|---|---|
| 1 | 2 |

![a heron](x.png)
"""
PAGE = """<!DOCTYPE html><html><head><title>Le phare</title><style>p { color: red }</style>
<script>let hidden = "nothing to read";</script></head><body><nav><a href="/">Accueil</a>
<a href="/b">Archives</a></nav><main><article><h1>Le phare</h1>
<p>Il était une fois un phare qui n'aimait pas la <b>nuit</b>. Chaque soir, son gardien
lui parlait.</p><h2>La tempête</h2><p>Un jour, la mer se fâcha&nbsp;; le phare comprit enfin pourquoi on l'avait bâti si
haut.</p></article></main><footer>Mentions légales</footer></body></html>"""


def blocks(text: str, kind: str, limits: Limits | None = None) -> list[Block]:
    return list(extract(replace(found(text.encode()), kind=kind), limits or Limits()))  # type: ignore[arg-type]


def test_markdown_becomes_plain() -> None:
    assert blocks(MARKDOWN, "markdown") == [
        Block("The lamp of Kestle", is_heading=True),
        Block("It was bright and warm.\nNext line. Bold"),
        Block("- one\n- two\n- three"),
        Block("3. third\n4. fourth"),
        Block("quoted"),
        Block("x = 1"),
        Block("y = 2"),
        Block("a | b\n1 | 2"),
        Block("a heron"),
    ]


def test_the_main_text_of_a_page() -> None:
    read = blocks(PAGE, "html")
    assert read[0] == Block("Le phare", is_heading=True)
    assert Block("La tempête", is_heading=True) in read
    text = "\n".join(block.text for block in read)
    assert "n'aimait pas la nuit. Chaque soir, son gardien lui parlait." in text
    assert not any(word in text for word in ("Archives", "Mentions", "hidden", "color", "<"))


def test_a_page_nested_without_end_is_refused_at_once() -> None:
    with pytest.raises(BadInput, match="is too deeply nested for a page"):
        blocks("<div>" * (DEEPEST + 1), "html")
    assert blocks("<div><p>deep" * 99, "html")


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_what_is_taken_apart_whole_is_not_large(kind: str) -> None:
    with pytest.raises(BadInput, match=r"is 101 bytes of .*; at most 100 are read"):
        blocks("x" * 101, kind, Limits(markup_bytes=100))


def test_a_short_first_line_is_the_title_and_a_sentence_is_none() -> None:
    assert blocks("The Fog Seller\n\nHe sold fog.\n", "plain")[0].is_heading
    assert not blocks("He sold fog.\n\nNobody else did.\n", "plain")[0].is_heading
    assert not blocks("He sold fog\nand rain\n\nNobody else did.\n", "plain")[0].is_heading


@pytest.mark.parametrize("mark", ["<!--", "<a", "- [a](b)\n"])
def test_bad_markdown_takes_no_longer_than_good(mark: str) -> None:
    text = "<div>\n" + (mark + "x" * 1_000) * 4_000  # nothing that is opened is closed
    assert ("x" in "".join(block.text for block in blocks(text, "markdown"))) == (mark != "<!--")


@pytest.mark.parametrize("mark", ["[", "![", "_a__ ", "<b ", "[a](", "`x"])
def test_markdown_that_would_take_hours_is_refused(mark: str) -> None:
    with pytest.raises(BadInput, match="holds a paragraph with more than 5,000 marks"):
        blocks("Hello.\n\n" + mark * 500_000, "markdown")


def test_a_page_of_headings_takes_no_longer_than_another() -> None:
    heading = "<h2 id=x>Part <b>{n}</b> &amp;\n more</h2><p>Words, words. {n}</p>"
    found = blocks("<main>" + "".join(heading.format(n=n) for n in range(1_000)), "html")
    assert Block("Part 999 & more", is_heading=True) in found
    assert sum(block.is_heading for block in found) == 1_000
    blocks("<h1>" * 1_900 + "word " * 2_000, "html")
