"""Tracebacks as they reach a person: printed by real programs, then through shippers, chats and terminals."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dataflow_debugger.agent import logtext

SHOP = """\
class NodeError(Exception):
    pass

def read(key):
    return {}[key]

def fail():
    try:
        read("email")
    except KeyError as error:
        raise NodeError("Node 'add' failed: no such table: users") from error
"""
PROGRAMS = {
    "plain": "from shop import fail\nfail()\n",
    "rich": "from rich.traceback import install\ninstall(width=100)\nfrom shop import fail\nfail()\n",
    "rich_colours": (
        "from rich.console import Console\nfrom rich.traceback import install\n"
        "install(console=Console(force_terminal=True, width=100, stderr=True), show_locals=True)\n"
        "from shop import fail\nfail()\n"
    ),
    "logging": "import logging\nfrom shop import fail\ntry:\n    fail()\nexcept Exception:\n"
    "    logging.basicConfig(format='%(asctime)s [%(process)d] %(levelname)s %(name)s: %(message)s')\n"
    "    logging.getLogger('app').exception('order failed')\n",
    "json": "import json, traceback\nfrom shop import fail\ntry:\n    fail()\nexcept Exception:\n"
    "    print(json.dumps({'event': 'order failed', 'level': 'error', 'timestamp': '2026-01-02T03:04:05Z',"
    " 'exception': traceback.format_exc()}))\n",
    "group": "from shop import fail\ntry:\n    fail()\nexcept Exception as error:\n"
    "    raise ExceptionGroup('several', [error, ValueError('other')])\n",
}
CHAIN = [("NodeError", "Node 'add' failed: no such table: users"), ("KeyError", "'email'")]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each program printed."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "shop.py").write_text(SHOP)
    (folder / "test_shop.py").write_text("from shop import fail\n\ndef test_fail():\n    fail()\n")
    found = {}
    for name, text in PROGRAMS.items():
        (folder / f"{name}_app.py").write_text(text)
        found[name] = _run([sys.executable, f"{name}_app.py"], folder)
    for style in ("short", "long", "native"):
        words = [
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:dataflow_debugger",
            f"--tb={style}",
        ]
        found[f"pytest_{style}"] = _run([sys.executable, *words, "--color=yes", "test_shop.py"], folder)
    return found


def _run(words: list[str], folder: Path) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


def said(text: str) -> list[tuple[str, str]]:
    exception = logtext.read(text, folder=Path("/nonexistent")).exception
    chain = exception.chain if exception else []
    return [(item.type.rsplit(".", 1)[-1], item.message) for item in chain]


@pytest.mark.parametrize("name", [*PROGRAMS, "pytest_short", "pytest_long", "pytest_native"])
def test_what_programs_print_is_read(printed: dict[str, str], name: str) -> None:
    chain = said(printed[name])
    assert chain[-2:] == CHAIN or chain[:2] == CHAIN or chain[1:3] == CHAIN, printed[name]
    exception = logtext.read(printed[name]).exception
    assert exception
    places = {
        (frame.file.rsplit("/", 1)[-1], frame.line) for item in exception.chain for frame in item.frames
    }
    assert {("shop.py", 5), ("shop.py", 11)} <= places


def each_line(make: Callable[[int, str], str]) -> Callable[[str], str]:
    return lambda text: "".join(make(number, line) + "\n" for number, line in enumerate(text.splitlines()))


def docker(number: int, line: str) -> str:
    return json.dumps(
        {"log": line + "\n", "stream": "stderr", "time": f"2026-01-02T03:04:{number % 60:02}.1Z"}
    )


WAYS: dict[str, Callable[[str], str]] = {
    "kubectl --prefix": each_line(lambda n, line: f"[pod/shop-7d9f6c-x2x/web] {line}"),
    "kubectl --timestamps": each_line(lambda n, line: f"2026-01-02T03:04:{n % 60:02}.123456789Z {line}"),
    "stern": each_line(lambda n, line: f"shop-7d9f6c-x2x web {line}"),
    "compose": each_line(lambda n, line: f"web-1  | {line}"),
    "compose colours": each_line(lambda n, line: f"\x1b[36mweb-1  |\x1b[0m {line}"),
    "docker json-file": each_line(docker),
    "cri": each_line(lambda n, line: f"2026-01-02T03:04:{n % 60:02}.123456789Z stderr F {line}"),
    "GitHub Actions": each_line(lambda n, line: f"2026-01-02T03:04:{n % 60:02}.1234567Z {line}"),
    "journald": each_line(lambda n, line: f"Jan 02 03:04:{n % 60:02} host shop[{n}]: {line}"),
    "GCP textPayload": lambda t: json.dumps({"textPayload": t, "severity": "ERROR"}),
    "GCP jsonPayload": lambda t: json.dumps({"severity": "ERROR", "jsonPayload": {"message": "x\n" + t}}),
    "GCP message": lambda t: json.dumps({"severity": "ERROR", "message": "order failed\n" + t}),
    "CloudWatch": lambda t: json.dumps({"timestamp": 1767323045000, "message": t, "ingestionTime": 1}),
    "Lambda": lambda t: json.dumps({"level": "ERROR", "message": "failed", "stackTrace": t.splitlines(True)}),
    "ECS": lambda t: json.dumps({"log.level": "error", "message": "x", "error": {"stack_trace": t}}),
    "JSON in a prefix": lambda t: "web-1  | " + json.dumps({"level": "error", "msg": "x", "exc_info": t}),
    "quoted": each_line(lambda n, line: f"> {line}"),
    "quoted without the blank": each_line(lambda n, line: f">{line}"),
    "fenced": lambda text: f"it says\n```python\n{text}```\nany idea?\n",
    "quoted and fenced": lambda text: each_line(lambda n, line: f"> {line}")(f"```\n{text}```\n"),
    "indented": each_line(lambda n, line: f"        {line}"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace("  ", "\xa0\xa0"),
    "escaped line ends": lambda text: text.replace("\n", "\\n"),
    "Windows": lambda text: re.sub(r'File "[^"]*/', lambda m: 'File "C:\\\\Users\\\\ada\\\\', text),
    "between other lines": lambda text: f"INFO: start\n127.0.0.1 - GET / 500\n{text}INFO:     shutdown\n",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_chain_survives_the_way_it_came(printed: dict[str, str], way: str) -> None:
    assert said(WAYS[way](printed["plain"])) == CHAIN


@pytest.mark.parametrize("lines", range(1, 9))
def test_a_text_cut_at_its_head_keeps_the_error(printed: dict[str, str], lines: int) -> None:
    text = "\n".join(printed["plain"].splitlines()[lines:])
    assert said(text)[0] == CHAIN[0]


def test_lines_of_another_service_between_do_not_hide_the_error(printed: dict[str, str]) -> None:
    lines = printed["plain"].splitlines()
    other = "db-1   | LOG:  checkpoint starting: time"
    text = "\n".join(one for line in lines for one in (f"web-1  | {line}", other))
    assert said(text) == CHAIN


def test_the_answer_is_marked_as_from_a_text(printed: dict[str, str]) -> None:
    evidence = logtext.read(printed["plain"])
    assert evidence.cut == ["everything that a text does not hold"]
    assert "text only" in logtext.NOTE
