"""Where the terminal pages are drawn: wrapping that knows wide characters, and text that is only text."""

from __future__ import annotations

import io
import re

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console
from rich.text import Text

from dataflow_debugger.agent.report.text import ASCII, Glyphs

_SPAN = re.compile(r"(`[^`]+`)")
MEASURE = 100  # prose wider than this is hard to read
NARROWEST = 40
CONTINUED = 8


class Canvas:
    """Lines of styled text for a terminal of a given width; `text` gives what was drawn."""

    def __init__(self, width: int, colour: bool, ascii_only: bool = False) -> None:
        self.width = max(NARROWEST, width)
        self.measure = min(self.width, MEASURE)
        self.glyphs = ASCII if ascii_only else Glyphs()
        self._buffer = io.StringIO()
        self._console = Console(
            file=self._buffer,
            width=self.width,
            force_terminal=colour,
            color_system="standard" if colour else None,
            no_color=not colour,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """Everything drawn so far."""
        return self._buffer.getvalue()

    def line(self, content: Text | None = None, *, keep: bool = False) -> None:
        """One line, never broken; blanks at its end go unless `keep`."""
        if content is not None and not keep:
            content.rstrip()
        self._console.print(content or Text(), soft_wrap=True)

    @staticmethod
    def prose(content: str, style: str = "") -> Text:
        """Text in which what stands in backticks has the colour of code; the backticks stay."""
        found = Text()
        for number, part in enumerate(_SPAN.split(content)):
            found.append(part, style=f"{style} cyan".strip() if number % 2 else style)
        return found

    def wrapped(self, content: Text, indent: int, width: int | None = None, lead: str | None = None) -> None:
        """Text broken to the width, each line indented; the first starts with `lead` instead."""
        start = lead if lead is not None else " " * indent
        for line in content.wrap(self._console, max(20, (width or self.measure) - indent)):
            line.rstrip()
            self.line(Text(start).append_text(line))
            start = " " * indent

    def rows(self, line: str, room: int, most: int) -> list[str]:
        """A line of code as rows that fit, broken at blanks; what the last has no room for is cut off."""
        room = max(20, room)
        found: list[str] = []
        lead = ""
        while len(found) < most - 1 and cell_len(lead + line) > room:
            piece = chop_cells(line, room - len(lead))[0]
            piece = piece[: piece.rfind(" ", len(piece) // 2) + 1] or piece
            found.append(lead + piece.rstrip())
            line = line[len(piece) :]
            # Moved in, so that it does not look like a line of its own.
            lead = " " * CONTINUED
        return [*found, self.cut(lead + line, room)]

    def cut(self, line: str, room: int | None = None) -> str:
        """A line that fits, with a sign where something was cut off."""
        room = max(8, self.width if room is None else room)
        if cell_len(line) <= room:
            return line
        return set_cell_size(line, room - 1).rstrip() + self.glyphs.cut
