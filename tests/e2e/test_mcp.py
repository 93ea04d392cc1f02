"""The MCP server in a session of the SDK's own client, over its standard streams."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "evals" / "cases" / "c02-press" / "evidence.json"

PROGRAM = """\
import sys
print("said by the program", sys.stdin.read(), flush=True)
from kailash.workflow.builder import WorkflowBuilder
wf = WorkflowBuilder()
wf.add_node("PythonCodeNode", "double", {"code": "result = 2"})
wf.add_connection("double", "result", "missing", "x")
"""


def talk(folder: Path, conversation: Callable[[ClientSession], Awaitable[None]]) -> None:
    """One session with a server that was started in the folder."""
    words = ["-c", "from dataflow_debugger.agent.cli import main; main()", "debug", "--mcp"]
    server = StdioServerParameters(
        command=sys.executable, args=words, cwd=folder, env={**os.environ, "HOME": str(folder)}
    )

    async def session() -> None:
        with (folder / "stderr.txt").open("w") as errors:
            async with stdio_client(server, errlog=errors) as streams, ClientSession(*streams) as client:
                await client.initialize()
                await conversation(client)

    asyncio.run(asyncio.wait_for(session(), 120))


async def said(client: ClientSession, tool: str, **arguments: object) -> tuple[str, bool]:
    result = await client.call_tool(tool, arguments)
    return result.content[0].text, bool(result.isError)  # type: ignore[union-attr]


def test_a_session_with_every_tool(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(PROGRAM)

    async def conversation(client: ClientSession) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"diagnose", "explain", "search_entries", "inspect_workflow"}
        assert all(tool.description and tool.inputSchema["properties"] for tool in tools)

        page, failed = await said(client, "diagnose", evidence=str(EVIDENCE))
        assert not failed and page.startswith("# DFX315") and "```diff" in page

        page, failed = await said(client, "diagnose", command=["app.py"], timeout=60, format="json")
        report = json.loads(page)
        assert not failed and report["failure"]["at"]["line"] == 6

        text = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: x\n'
        page, failed = await said(client, "diagnose", log=text)
        assert not failed and "Read from text only" in page

        page, failed = await said(client, "explain", code="DFX315")
        assert not failed and "DFX315" in page
        page, failed = await said(client, "search_entries", words="connection output does not exist")
        assert not failed and "- DFX" in page

        page, _ = await said(client, "inspect_workflow", evidence=str(EVIDENCE))
        assert json.loads(page)["workflow"]["failed_node"] == "proof"
        page, _ = await said(client, "inspect_workflow", source="app.py")
        found = json.loads(page)
        assert found["ran"] is False and found["workflow"]["connections"][0]["target"] == "missing"

        for tool, arguments, sentence in (
            ("explain", {"code": "DFX000"}, "There is no entry DFX000"),
            ("diagnose", {}, "exactly one of"),
            ("diagnose", {"evidence": "none.json"}, "cannot be read"),
            ("inspect_workflow", {"source": "none.py"}, "cannot be read"),
        ):
            page, failed = await said(client, tool, **arguments)
            assert failed and sentence in page and "Traceback" not in page

    talk(tmp_path, conversation)
    assert "said by the program" in (tmp_path / "stderr.txt").read_text()


def test_it_takes_no_program(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-c",
        "from dataflow_debugger.agent.cli import main; main()",
        "debug",
        "--mcp",
        "x",
    ]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--mcp takes nothing after it" in done.stderr


def test_it_says_what_to_install_when_the_sdk_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['mcp'] = None\n"
        "from dataflow_debugger.agent import cli; cli.main(['debug', '--mcp'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'mcp>=" in done.stderr
