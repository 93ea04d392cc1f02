"""The MCP server for coding assistants: four tools over standard input and output.

Standard output belongs to the protocol. So the streams are set aside first: whatever else this process or a
program that it starts prints goes to standard error, and a program reads an empty standard input.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, Literal

import anyio
import anyio.to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dataflow_debugger import __version__
from dataflow_debugger.agent import evidence, session
from dataflow_debugger.agent.capture import static
from dataflow_debugger.agent.launch import Target

TIMEOUT_S = 120.0
SOURCE_MAX = 512 * 1024


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Diagnose(_Arguments):
    """Run a failing Kailash DataFlow program, or read what was recorded of one, and say why it fails, with the
    evidence and patches that apply. Give exactly one of command, evidence, last and log."""

    command: list[str] | None = Field(
        None,
        description='What to run, such as ["app.py", "--day", "monday"] or ["-m", "shop"] or ["pytest"].',
    )
    evidence: str | None = Field(None, description="A recorded evidence file.")
    last: bool = Field(False, description="The newest failure that the automatic hook kept here.")
    log: str | None = Field(None, description="A traceback or log as text; it tells less than a run.")
    symptom: str | None = Field(None, description="What is wrong, in the user's words, if nothing is raised.")
    python: str | None = Field(None, description="The interpreter or virtual environment of the program.")
    timeout: float = Field(TIMEOUT_S, gt=0, le=3600, description="End the program after so many seconds.")
    format: Literal["markdown", "json"] = "markdown"


class Explain(_Arguments):
    """The page of a known cause: what happens, how it shows, how to mend it."""

    code: str = Field(description="The code of an entry, such as DFX315.")


class SearchEntries(_Arguments):
    """The known causes whose words fit a description or an error message, best first."""

    words: str = Field(min_length=1)


class InspectWorkflow(_Arguments):
    """Nodes, connections and outcomes of a workflow, and the models and tables behind it. From evidence of a run,
    or from a program's source, which is read and not run. Give one of evidence, last and source."""

    evidence: str | None = Field(None, description="A recorded evidence file.")
    last: bool = Field(False, description="The newest failure that the automatic hook kept here.")
    source: str | None = Field(None, description="A Python file whose literal add_node calls are read.")


def _diagnose(asked: Diagnose) -> str:
    if (
        sum(value not in (None, False) for value in (asked.command, asked.evidence, asked.last, asked.log))
        != 1
    ):
        raise session.InputError("Give exactly one of command, evidence, last and log.")
    result = session.run(
        session.Request(
            target=_target(asked.command),
            evidence=_newest() if asked.last else Path(asked.evidence) if asked.evidence else None,
            log=asked.log,
            symptom=asked.symptom,
            python=asked.python,
            timeout=asked.timeout,
            stdout_to_stderr=True,
        )
    )
    if result.report is None:
        raise session.InputError("The program was interrupted.")
    if asked.format == "json":
        return result.report.to_json()
    from dataflow_debugger.agent.report import markdown

    return markdown.render(result.report)


def _target(command: list[str] | None) -> Target | None:
    """A program or a module is run with our interpreter or the one asked for, anything else as it is."""
    if command is None:
        return None
    if not command:
        raise session.InputError("The command is empty; name what to run.")
    if command[0] == "-m" and len(command) > 1:
        return Target(module=command[1], args=command[2:])
    if command[0].endswith(".py"):
        return Target(program=command[0], args=command[1:])
    return Target(command=command)


def _newest() -> Path:
    from dataflow_debugger.agent import kept

    try:
        return kept.newest()
    except kept.NothingKept as error:
        raise session.InputError(str(error)) from error


def _explain(asked: Explain) -> str:
    if asked.code.lower() in ("list", "search"):
        raise session.InputError("Give the code of an entry; search_entries finds codes.")
    return session.explain(asked.code)


def _search(asked: SearchEntries) -> str:
    return session.explain("search", [asked.words])


def _inspect(asked: InspectWorkflow) -> str:
    if sum(value not in (None, False) for value in (asked.evidence, asked.last, asked.source)) != 1:
        raise session.InputError("Give exactly one of evidence, last and source.")
    if asked.source:
        return json.dumps({"workflow": _static(Path(asked.source)), "ran": False}, indent=1)
    try:
        found = evidence.load(_newest() if asked.last else Path(asked.evidence or ""))
    except evidence.EvidenceError as error:
        raise session.InputError(str(error)) from error
    parts = found.model_dump(mode="json", include={"workflow": True, "inspector": {"models", "databases"}})
    return json.dumps({**parts, "ran": True}, indent=1)


def _static(path: Path) -> Any:
    from dataflow_debugger.agent.capture.redact import Redactor
    from dataflow_debugger.agent.capture.secrets import of_process

    try:
        text = path.read_text(encoding="utf-8")[:SOURCE_MAX]
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise session.InputError(f"The source {path} cannot be read: {reason}.") from error
    return static.from_sources([Redactor(of_process([])).source(text)])


TOOLS: dict[str, tuple[type[_Arguments], Callable[[Any], str]]] = {
    "diagnose": (Diagnose, _diagnose),
    "explain": (Explain, _explain),
    "search_entries": (SearchEntries, _search),
    "inspect_workflow": (InspectWorkflow, _inspect),
}


def _server() -> Server[Any, Any]:
    server: Server[Any, Any] = Server("dataflow-debugger", version=__version__)

    async def list_tools() -> list[types.Tool]:
        return [
            types.Tool(
                name=name,
                description=" ".join((asks.__doc__ or "").split()),
                inputSchema=asks.model_json_schema(),
                annotations=types.ToolAnnotations(readOnlyHint=name != "diagnose", openWorldHint=False),
            )
            for name, (asks, _) in TOOLS.items()
        ]

    async def call_tool(name: str, arguments: dict[str, Any]) -> list[types.TextContent]:
        text = await anyio.to_thread.run_sync(answer, name, arguments)
        return [types.TextContent(type="text", text=text)]

    server.list_tools()(list_tools)  # type: ignore[no-untyped-call]
    server.call_tool()(call_tool)
    return server


def answer(name: str, arguments: dict[str, Any]) -> str:
    """What a tool says. Raises ValueError with one sentence, which the protocol hands over as the tool's error."""
    if name not in TOOLS:
        raise ValueError(f"There is no tool {name}; there are {', '.join(TOOLS)}.")
    asks, does = TOOLS[name]
    try:
        return does(asks.model_validate(arguments))
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    except session.InputError as error:
        raise ValueError(str(error)) from error
    except session.InternalError as error:
        raise ValueError(f"The debugger itself failed: {error}.") from error


def serve() -> None:
    """Serve until standard input ends."""
    anyio.run(_serve)


async def _serve() -> None:
    stdin = os.fdopen(os.dup(0), encoding="utf-8", errors="replace")
    stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    with redirect_stdout(os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace")):
        server = _server()
        async with stdio_server(anyio.wrap_file(stdin), anyio.wrap_file(stdout)) as (read, write):
            await server.run(read, write, server.create_initialization_options())
