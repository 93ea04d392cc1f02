"""Checks of options of DataFlow that are switches and were given a text, of which every one counts as true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from dataflow_debugger.agent.checks import FAILS, UNKNOWN, Claim, Verdict, check, holds
from dataflow_debugger.agent.checks.connection_urls import inits
from dataflow_debugger.agent.checks.view import View
from dataflow_debugger.agent.evidence import Call
from dataflow_debugger.agent.pattern_names import resolve
from dataflow_debugger.agent.pattern_source import Source

# Switches, and what a failing run says when one of them is on against the will of its author.
_FAILURES = {
    "multi_tenant": r"no tenant(?:_id)? is bound|[Tt]enant",
    "existing_schema_mode": r"no such table|does not exist|doesn't exist",
}
_SWITCHES = (
    *_FAILURES,
    "cache_enabled",
    "enable_caching",
    "echo",
    "monitoring",
    "audit_logging",
    "audit_enabled",
    "encrypt_at_rest",
    "migration_enabled",
    "test_mode",
    "tdd_mode",
    "enable_model_persistence",
)
_OFF = re.compile(r"(?i)^\s*(?:false|no|off|0|n|f|none|null|disabled?)\s*$")
_SET = r"""(?m)(?:^\s*(?:export\s+)?%s\s*=\s*["']?|["']%s["']\]?\s*[,=]\s*["'])(?P<text>\w+)"""


@check
def text_as_switch(view: View, option: str | None = None) -> Verdict:
    """A switch of DataFlow was given a text such as "false", also through `bool(...)`; a text counts as true.

    `option` wants the switch of this name. A run that failed must say so in a way that fits the switch. Binds
    option, text, file, line (of `DataFlow(...)`). UNKNOWN when no instance was seen.
    """
    made = inits(view)
    if not made:
        return UNKNOWN
    for name, text, call in _switches(view, made):
        if option not in (None, name) or not _fits(view, name):
            continue
        file, line = view.at(call.at)
        said = f"{name} is the text {text!r}, which is not empty and therefore counts as true"
        claim = Claim(said, file, line, value=repr(text))
        return holds(claim, option=name, text=text, file=file, line=line)
    return FAILS


def _switches(view: View, made: list[Call]) -> Iterator[tuple[str, str, Call]]:
    """Name and text of each switch that a text switches on."""
    calls = {call.instance: call for call in made}
    for index, options in view.options():
        call = calls.get(index, made[-1])
        for name in _SWITCHES:
            value = options.get(name)
            if isinstance(value, str) and _OFF.match(value):
                yield name, value, call
            elif value is True and (text := _made_true(view, name)):
                yield name, text, call


def _fits(view: View, name: str) -> bool:
    """Whether the failure, if there was one, is what the switch brings about."""
    if not view.raised:
        return True
    wanted = _FAILURES.get(name)
    return wanted is not None and any(re.search(wanted, one.message) for one in view.raised)


def _made_true(view: View, name: str) -> str | None:
    """The text of a setting that `bool(os.getenv("NAME"))` makes true, where the program's files have it."""
    for source in view.sources.values():
        for given in _values(source, name):
            found, where = resolve(given, source, view.sources)
            if not isinstance(found, ast.Call) or ast.unparse(found.func) != "bool":
                continue
            for variable in _texts(found, where):
                text = _setting(view, variable)
                if text is not None and _OFF.match(text):
                    return text
    return None


def _setting(view: View, variable: str) -> str | None:
    """The text that `.env` gives a variable, else the one that the program sets or reads as its default."""
    asked = re.escape(variable)
    for one in sorted(view.evidence.source, key=lambda one: one.file.endswith(".py")):
        told = re.search(_SET % (asked, asked), one.text)
        if told:
            return told["text"]
    return None


def _texts(call: ast.Call, source: Source) -> Iterator[str]:
    """Names of settings that are read in a call."""
    for node in ast.walk(call):
        if isinstance(node, ast.Name):
            node, _ = resolve(node, source, {})
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.isidentifier():
                yield part.value


def _values(source: Source, name: str) -> Iterator[ast.expr]:
    """The expressions given under this name: as keyword, as item of a dictionary, as field."""
    for node in source.nodes:
        if isinstance(node, ast.keyword) and node.arg == name:
            yield node.value
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    yield value
