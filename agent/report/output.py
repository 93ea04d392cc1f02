"""Gives a report its face and writes it where it should go."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dataflow_debugger.agent.report.schema import Report
from dataflow_debugger.agent.report.text import Glyphs

if TYPE_CHECKING:
    from dataflow_debugger.agent.evidence import Evidence

FILE_WIDTH = 100


class NotWritten(Exception):
    """The output file cannot be written; the message is one sentence."""


@dataclass(frozen=True)
class Shown:
    """A report, and the evidence it was made from where that is known: the HTML page draws its workflow."""

    report: Report
    evidence: Evidence | None = None


def write(shown: Shown, form: str, path: Path | None, *, colour: bool = True) -> None:
    """Write the report in a format to standard output or to `path`. Raises NotWritten."""
    if path is not None:
        _put(face(shown, form, FILE_WIDTH), path)
        return
    width = shutil.get_terminal_size().columns
    text = face(shown, form, width, colour and colours(sys.stdout), not _writes(sys.stdout))
    # A page stands apart from what the program printed before it.
    show(f"\n{text}" if form == "text" and shown.report.status != "no_failure" else text)


def write_page(markdown: str, form: str, path: Path | None, *, colour: bool = True) -> None:
    """Write a page of the knowledge base likewise; only text and markdown are formats of a page."""
    from dataflow_debugger.agent.report import explanation

    if path is not None or form != "text":
        _put(markdown if form != "text" else explanation.render(markdown, width=FILE_WIDTH), path)
        return
    width = shutil.get_terminal_size().columns
    coloured = colour and colours(sys.stdout)
    show(explanation.render(markdown, width=width, colour=coloured, ascii_only=not _writes(sys.stdout)))


def _put(text: str, path: Path | None) -> None:
    if path is None:
        show(text)
        return
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise NotWritten(f"The output {path} cannot be written: {error.strerror or error}.") from error


def face(shown: Shown, form: str, width: int, colour: bool = False, ascii_only: bool = False) -> str:
    """The report as text in one of its formats."""
    report = shown.report
    if form == "json":
        return report.to_json() + "\n"
    if form == "markdown":
        from dataflow_debugger.agent.report import markdown

        return markdown.render(report)
    if form == "sarif":
        from dataflow_debugger.agent.report import annotations, sarif

        return sarif.render(report, root=annotations.root())
    if form == "html":
        from dataflow_debugger.agent.report import html

        return html.render(report, shown.evidence)
    from dataflow_debugger.agent.report import terminal

    return terminal.render(report, width=width, colour=colour, ascii_only=ascii_only, cwd=os.getcwd())


def show(text: str) -> None:
    """Print text on standard output, whatever its encoding; a reader that went away is no error."""
    encoding = sys.stdout.encoding or "utf-8"
    with contextlib.suppress(BrokenPipeError):
        try:
            sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
            sys.stdout.flush()
            return
        except BrokenPipeError:
            # Python would complain again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def colours(stream: TextIO) -> bool:
    """Whether a stream wants colours: a terminal that can, and nobody who said no."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def _writes(stream: TextIO) -> bool:
    """Whether the stream's encoding has the signs that our pages use."""
    try:
        "".join(astuple(Glyphs())).encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
