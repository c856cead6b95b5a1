"""Dressing a text as a web page: a site's template, menu, notices, adverts between the paragraphs, comments below."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tokenroom.text.heap.dice import Dice
from tokenroom.text.heap.files import HeapFiles, Site

ADVERT_EVERY = 6  # paragraphs, about
SIDEBAR = 5  # titles beside the text


def dressed(site: Site, title: str, paragraphs: Sequence[str], files: HeapFiles, dice: Dice, slug: str) -> str:
    """Return a page of a site as HTML.

    Args:
        site: whose template, menu and notices it has.
        title: of the text.
        paragraphs: plain text.
        files: of the heap: templates, adverts, comments.
        dice: what changes from page to page.
        slug: what the address calls the text, for its links.
    """
    adverts = files.adverts
    return files.templates[site.template].substitute(
        title=escape(title, quote=False).replace('"', "”"),  # it stands in an attribute, too
        site=escape(site.name),
        host=site.host,
        number=dice.number(10_000, 99_999),
        menu="".join(f'<li><a href="/{n}">{escape(word)}</a></li>' for n, word in enumerate(site.menu)),
        notice=escape(site.notice),
        footer=escape(site.footer),
        sidebar="".join(f'<li><a href="/{slug}">{escape(w)}</a></li>' for w in dice.some(adverts.adverts, SIDEBAR)),
        comments="".join(f"<li>{escape(words)}</li>" for words in dice.some(adverts.comments, dice.number(3, 9))),
        body="\n".join(_body(paragraphs, site, adverts.adverts, dice)),
    )


def _body(paragraphs: Sequence[str], site: Site, adverts: Sequence[str], dice: Dice) -> list[str]:
    """Paragraphs with adverts between them, as the template's time wrote them."""
    end = "" if site.template in {"tables", "broken"} else "</p>"  # then nobody closed a paragraph
    lines = []
    for paragraph in paragraphs:
        lines.append(f"<p>{escape(paragraph, quote=False).replace(chr(10), '<br>')}{end}")
        if dice.hit(1 / ADVERT_EVERY):
            link = f'<a href="/out?{dice.number(1, 999)}">{escape(dice.one(adverts))}</a>'
            lines.append(f'<div class="ad advert">{link}</div>')
    return lines
