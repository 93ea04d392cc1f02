"""Programs whose main thread is over: those that hang are ended and told of, those that live are left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from captured_runs import chain, environment

from dataflow_debugger.agent import unended
from dataflow_debugger.agent.launch import Options, Running, Target, start

HEAD = "import aiosqlite, asyncio, atexit, concurrent.futures, sys, threading, time\n"
# What holds the program, the status it would have ended with, and what the report names.
HELD = {
    "thread": (
        "threading.Thread(target=threading.Event().wait, name='feeder').start()\n1 / 0\n",
        1,
        "thread feeder",
    ),
    "pool": (
        "pool = concurrent.futures.ThreadPoolExecutor(1)\npool.submit(threading.Event().wait)\n"
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    sys.exit(3)\n",
        3,
        "thread ThreadPool",
    ),
    "exit": ("atexit.register(threading.Event().wait)\n1 / 0\n", 1, "an exit handler"),
    "connection": (
        "async def main():\n    global db\n    db = await aiosqlite.connect(':memory:')\nasyncio.run(main())\n",
        0,
        "aiosqlite/core.py",
    ),
}
LIVING = {
    "working": (
        "def work():\n    until = time.monotonic() + 19\n    while time.monotonic() < until:\n"
        "        sum(range(300_000))\n        time.sleep(0.02)\n    print('done')\n"
        "threading.Thread(target=work).start()\n1 / 0\n",
        1,
    ),
    "serving": (
        "def serve():\n    time.sleep(19)\n    print('done')\nthreading.Thread(target=serve).start()\n",
        0,
    ),
}


def begun(folder: Path, text: str) -> Running:
    folder.mkdir()
    (folder / "app.py").write_text(HEAD + text)
    options = Options(cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return start(Target(program="app.py"), options)


def test_what_hangs_is_ended_and_what_lives_is_not(tmp_path: Path) -> None:
    """Side by side, since each takes its time."""
    held = {name: begun(tmp_path / name, text) for name, (text, *_) in HELD.items()}
    living = {name: begun(tmp_path / name, text) for name, (text, _) in LIVING.items()}
    for name, (_, status, told) in HELD.items():
        evidence = held[name].wait().evidence
        assert (evidence.program.unended, evidence.program.exit_code) == (True, status), name
        assert evidence.program.timed_out == (status == 0)
        assert (chain(evidence)[0].type if evidence.exception else "") == (
            "ZeroDivisionError" if status else ""
        )
        (said,) = unended.note(evidence)
        assert told in said
    for name, (_, status) in LIVING.items():
        output = living[name].process.stdout
        evidence = living[name].wait().evidence
        assert (evidence.program.unended, evidence.program.exit_code) == (False, status), name
        assert output is not None and output.read() == b"done\n"
        assert unended.note(evidence) == []


@pytest.mark.parametrize("name", ["thread", "connection"])
def test_ctrl_c_ends_the_waiting_and_not_the_report(tmp_path: Path, name: str) -> None:
    text = HELD[name][0].replace("asyncio.run(main())", "asyncio.run(main())\nprint(flush=True)")
    running = begun(tmp_path / name, text.replace("1 / 0", "print(flush=True)\n1 / 0"))
    assert running.process.stdout is not None
    running.process.stdout.readline()
    time.sleep(2)
    os.kill(os.getpid(), signal.SIGINT)
    running.process.send_signal(signal.SIGINT)
    program = running.wait().evidence.program
    assert (program.unended, program.signal) == (True, None)
