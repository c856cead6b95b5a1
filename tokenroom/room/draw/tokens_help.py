"""What help says in the tokeniser view, and the texts that it offers as examples."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

EXAMPLES = (
    "The lighthouse keeper could not remember the word for unremembering.",
    "Counting: 1, 12, 123, 1234, 12345 ferries.",
    "def glue(left, right):\n    return left + right",
    "등대지기는 오늘도 안개를 기다렸다.",
    "Le parapluie perdu n'était pas perdu, il voyageait.",
)
KEYS = (
    ("letters", "write any text; Enter begins a new line, Backspace takes the last character away"),
    ("← →", "look at the token before or behind; Home and End at the first and last"),
    ("↑ ↓", "look at another vocabulary"),
    ("F2", "an example; press it again for another one"),
    ("^O", "open a file: type its name, then Enter"),
    ("^U", "begin with an empty line"),
    ("Esc", "back"),
    ("mouse", "click a token, a vocabulary, or any key named at the bottom"),
)
WORDS = (
    ("token", "A piece of text that has a number. Models see the number alone."),
    ("vocabulary", "All tokens there are, and the rule that cuts a text into them."),
    ("merge", "Two tokens that stood side by side so often that they were made one."),
    ("rank", "When a merge was learned: the lower, the earlier. In a text the merge of lowest rank is done first."),
    ("a byte", "Tokens for each byte of text: the fewer, the more a model can read at once."),
    ("·", "A space. Bytes that are no character alone are written as \\x and two digits."),
    (
        "not here",
        "Other vocabularies are read from tiktoken's cache on this machine; nothing is ever fetched.",
    ),
)


def help_text(width: int) -> Text:
    """Return all of help, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
