"""The README of a case as HTML: headings, text, lists and tables; no link, picture or raw HTML."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: all headings of the README stand below one of the page
HEADING = "h4"


def html(text: str) -> str:
    """HTML of Markdown, without its title, which the page has already."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["link", "image", "autolink", "reference"])
    tokens = _untitled(parser.parse(text))
    for token in tokens:
        token.attrs.clear()  # alignment is an inline style, which the content policy refuses
        if token.type in ("heading_open", "heading_close"):
            token.tag = HEADING
    return str(parser.renderer.render(tokens, parser.options, {}))


def _untitled(tokens: list[Token]) -> list[Token]:
    """Without the heading that the text begins with."""
    if tokens and tokens[0].type == "heading_open":
        end = next(k for k, token in enumerate(tokens) if token.type == "heading_close")
        return tokens[end + 1 :]
    return tokens
