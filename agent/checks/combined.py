"""Checks made of other checks."""

from __future__ import annotations

from typing import Any

from dataflow_debugger.agent import checks as registry
from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Answer, Verdict, check
from dataflow_debugger.agent.checks.view import View


@check
def any_of(view: View, checks: list[dict[str, Any]]) -> Verdict:
    """One of several checks holds, each a name (`check`) with its arguments (`with`); the first that does is shown.

    For a cause that shows in more than one way. UNKNOWN when none holds and one cannot tell.
    """
    known = registry.registered()
    answers = set()
    for use in checks:
        verdict = known[use["check"]](view, **use.get("with", {}))
        if verdict.holds:
            return verdict
        answers.add(verdict.answer)
    return UNKNOWN if Answer.UNKNOWN in answers else FAILS
