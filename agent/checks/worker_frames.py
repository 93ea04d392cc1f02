"""The user's frames in the traceback that a worker process sent as text, the one trace of where it failed."""

from __future__ import annotations

import re
from collections.abc import Callable

from dataflow_debugger.agent.evidence import Frame
from dataflow_debugger.agent.pattern_source import Source

_FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<function>\S+)')


def worker_frames(traceback: str, source_of: Callable[[str], Source | None]) -> list[Frame]:
    """The frames whose file is one of the user's sources, outermost first."""
    frames = []
    for match in _FRAME.finditer(traceback):
        source = source_of(match["file"])
        if source is not None:
            line = int(match["line"])
            frames.append(Frame(file=source.file, line=line, function=match["function"], user=True))
    return frames
