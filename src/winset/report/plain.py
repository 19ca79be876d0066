"""A sentence of the brief as plain text, for the terminal."""

from __future__ import annotations

import re

from markupsafe import Markup

_ITEM = re.compile(r"\s*<li>")
_EMPHASIS = re.compile(r"<em>(.*?)</em>")
_LIST = re.compile(r"\s*</?ul>\s*")


def plain(text: Markup) -> str:
    """The words alone, titles between quotation marks, items of a list on lines of their own.

    >>> print(plain(Markup("<em>A &amp; B</em> pay<ul><li>1</li><li>2</li></ul> in all.")))
    “A & B” pay
    - 1
    - 2
    in all.
    """
    lines = _LIST.sub(
        "\n", _ITEM.sub("\n- ", _EMPHASIS.sub(r"“\1”", str(text)).replace("</li>", ""))
    ).strip()
    rows = (Markup(row).striptags() for row in lines.split("\n") if row)
    return "\n".join(rows)
