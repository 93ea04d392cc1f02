"""What a report says of a program whose main thread was over and that did not end."""

from __future__ import annotations

from dataflow_debugger.agent.capture.unended import IDLE_S
from dataflow_debugger.agent.evidence import Evidence, ThreadStack

MAIN = "MainThread"
SHOWN_MAX = 3


def note(evidence: Evidence) -> list[str]:
    """One sentence on what it waited for and that it was ended; nothing for a program that ended by itself."""
    if not evidence.program.unended:
        return []
    # The main thread waits for the others; it is the culprit only where there are none.
    holding = [one for one in evidence.threads if not one.daemon and one.name != MAIN]
    holding = holding or [one for one in evidence.threads if one.name == MAIN]
    shown = "; ".join(_place(one) for one in holding[:SHOWN_MAX])
    more = f" and {len(holding) - SHOWN_MAX} more" if len(holding) > SHOWN_MAX else ""
    waited = f" because of {shown}{more}" if shown else ""
    failed = "failed and then " if evidence.program.exit_code else ""
    return [
        f"The program {failed}did not end{waited}. It was ended, by Ctrl-C or after {IDLE_S:g} s without work."
    ]


def _place(thread: ThreadStack) -> str:
    own = [frame for frame in thread.frames if frame.user] or thread.frames
    name = "an exit handler" if thread.name == MAIN else f"thread {thread.name}"
    return f"{name}, waiting at {own[-1].file}:{own[-1].line}" if own else name
