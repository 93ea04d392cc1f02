"""The general check over the user's code: a pattern matches, or does not, in a given scope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.pattern_source import Source
from dataflow_debugger.agent.patterns import Match, compile

_SCOPES = ("program", "failing_line", "failing_function", "failing_file")


@check
def code_matches(
    view: View,
    pattern: str | list[str],
    where: dict[str, Any] | None = None,
    scope: str = "program",
    inside: str | list[str] = (),  # type: ignore[assignment]
    not_inside: str | list[str] = (),  # type: ignore[assignment]
    awaited: bool | None = None,
    claim: str | None = None,
    **options: Any,
) -> Verdict:
    """A pattern (or one of a list) of the language of `agent/patterns.py` matches in the user's code.

    `where` constrains metavariables (`{X: regex}` or `{X: {regex, not, follow}}`), `inside` and `not_inside`
    are patterns of an enclosing node, `not` patterns the place itself must not match, `awaited` wants it
    under `await` or not. `scope` is program, failing_file, failing_function (of the deepest user frame) or
    failing_line (its statement). `claim` is the sentence shown, with `{X}` for the text of a metavariable.
    Binds file, line, end_line, pattern and the text of each metavariable. UNKNOWN when the evidence has no
    source for the scope.
    """
    if scope not in _SCOPES:
        raise ValueError(f"scope {scope!r} is not one of {', '.join(_SCOPES)}")
    areas = _areas(view, scope)
    if not areas:
        return UNKNOWN
    patterns = [pattern] if isinstance(pattern, str) else pattern
    for source, first, last in areas:
        for text in patterns:
            found = compile(text).matches(
                source,
                where=where,
                inside=inside,
                not_inside=not_inside,
                not_=options.get("not", ()),
                awaited=awaited,
                sources=view.sources,
            )
            for match in found:
                if first <= match.line <= last or (match.line <= first and match.end_line >= last):
                    return _held(match, text, claim)
    return FAILS


def _areas(view: View, scope: str) -> list[tuple[Source, int, int]]:
    """The files to look at, each with the lines that count; the failing file comes first."""
    failing = view.failing_statement
    if scope == "program":
        first = [failing[0]] if failing else []
        rest = [source for source in view.sources.values() if source not in first]
        return [(source, 1, len(source.lines)) for source in (*first, *rest) if source.tree is not None]
    if failing is None:
        return []
    source, statement = failing
    if scope == "failing_file":
        return [(source, 1, len(source.lines))]
    around = source.function(statement) if scope == "failing_function" else None
    if around is not None:
        return [(source, around.lineno, around.end_lineno or around.lineno)]
    if scope == "failing_function":
        return [(source, 1, len(source.lines))]
    frame = view.user_frame
    end = getattr(statement, "body", None)
    if frame is not None and isinstance(end, list) and end:
        return [(source, frame.line, frame.line)]
    return [(source, statement.lineno, statement.end_lineno or statement.lineno)]


def _held(match: Match, pattern: str, claim: str | None) -> Verdict:
    texts = match.texts()
    line_text = match.source.lines[match.line - 1].strip()
    said = _filled(claim, texts) if claim else f"{match.source.file} has: {line_text}"
    bindings: dict[str, Any] = {"file": match.source.file, "line": match.line, "end_line": match.end_line}
    return holds(
        Claim(said, match.source.file, match.line, value=line_text),
        **{**texts, **bindings, "pattern": pattern},
    )


def _filled(template: str, texts: dict[str, str]) -> str:
    for name, text in _longest_first(texts):
        template = template.replace("{" + name + "}", text)
    return template


def _longest_first(texts: dict[str, str]) -> Iterable[tuple[str, str]]:
    return sorted(texts.items(), key=lambda pair: -len(pair[0]))
