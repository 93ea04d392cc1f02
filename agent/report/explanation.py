"""The page of a knowledge entry on a terminal: the small part of Markdown that such pages use."""

from __future__ import annotations

import re

from rich.text import Text

from dataflow_debugger.agent.report import text as plain
from dataflow_debugger.agent.report.canvas import Canvas

_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)"
)
_HEADING = re.compile(r"^(?P<level>#{1,6}) (?P<title>.*)$")
_FENCE = re.compile(r"^(?P<fence>`{3,})\w*$")


def render(markdown: str, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """The page as text; with `colour` it holds ANSI codes."""
    canvas = Canvas(width, colour, ascii_only)
    fence: str | None = None
    for line in plain.visible(markdown).splitlines():
        if fence is not None:
            if line.strip() == fence:
                fence = None
            else:
                canvas.line(Text(f"    {line.expandtabs(plain.TAB)}", style="cyan"))
            continue
        opened = _FENCE.match(line)
        if opened:
            fence = opened["fence"]
        else:
            _prose(canvas, line)
    return canvas.text()


def _prose(canvas: Canvas, line: str) -> None:
    heading = _HEADING.match(line)
    if heading and len(heading["level"]) == 1:
        rule = canvas.glyphs.rule
        canvas.wrapped(Text(heading["title"], style="bold"), 3, lead=f"{rule * 2} ")
    elif heading:
        canvas.wrapped(_inline(heading["title"], "bold"), 0)
    elif line.startswith("- "):
        canvas.wrapped(_inline(line[2:]), 4, lead=f"  {canvas.glyphs.bullet} ")
    elif line.strip():
        canvas.wrapped(_inline(line.strip()), 2)
    else:
        canvas.line()


def _inline(line: str, style: str = "") -> Text:
    """Code, emphasis and links in their colours; backticks stay, because they tell code from words."""
    found = Text()
    at = 0
    for match in _INLINE.finditer(line):
        found.append(line[at : match.start()], style=style)
        if match[1]:
            found.append(match.group(), style=f"{style} cyan".strip())
        elif match["strong"]:
            found.append(match["strong"], style="bold")
        else:
            found.append(f"{match['label']} ({match['link']})", style=style)
        at = match.end()
    found.append(line[at:], style=style)
    return found
