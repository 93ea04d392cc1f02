"""Starts the automatic hook in a process that was started with `DATAFLOW_DEBUG=1`; a `.pth` file imports this."""

from __future__ import annotations

import os
import sys

_OFF = ("", "0", "no", "off", "false")
# Also processes that never load DataFlow or Kailash.
_ALL = "all"
# The launcher of `dataflow debug --ai` watches its programs itself.
_LAUNCHED = "DFDBG_OUT"
_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")


def start() -> None:
    """Installs the hook when the variable asks for it; never raises."""
    try:
        wish = os.environ.get("DATAFLOW_DEBUG", "").lower()
        if wish in _OFF or os.environ.get(_LAUNCHED):
            return
        words = getattr(sys, "orig_argv", [])
        if _is_ours(words):
            return
        from dataflow_debugger.agent.hooks import watch

        watch.install(everything=wish == _ALL, entry=program(words))
    except Exception as error:
        sys.stderr.write(f"dataflow-debugger: the hook of DATAFLOW_DEBUG did not start: {error!r}\n")


def _is_ours(words: list[str]) -> bool:
    """Whether this is the debugger itself."""
    script = os.path.basename(words[1]) if len(words) > 1 else ""
    module = words[words.index("-m") + 1 :][:1] if "-m" in words else []
    return script in ("dataflow", "dataflow.exe") or module in (
        ["dataflow_debugger"],
        ["dataflow_debugger.run"],
    )


def program(words: list[str]) -> str | None:
    """The file that Python was told to run, where it was one."""
    at = 1
    while at < len(words) and words[at].startswith("-") and words[at] != "-":
        word = words[at]
        # Letters may stand together, as in -um; -c and -m take all that follows.
        if not word.startswith(("--", "-W", "-X")) and ("c" in word or "m" in word):
            return None
        at += 2 if word in _WITH_VALUE else 1
    return words[at] if at < len(words) else None


start()
