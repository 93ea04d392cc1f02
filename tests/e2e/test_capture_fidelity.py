"""A program under capture looks to its user exactly as without: output, traceback, exit code, signal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dataflow_debugger.agent.evidence import Evidence
from dataflow_debugger.agent.launch import Options, Target, run

RECORD = Path(__file__).resolve().parents[2] / "tools" / "record.py"

PLAIN: dict[str, str] = {
    "raise": "def f(x):\n    return 1 / x\n\nprint('before')\nf(0)\n",
    "chained": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('no a') from e\n",
    "context": "try:\n    {}['a']\nexcept KeyError:\n    int('x')\n",
    "asyncio": "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    raise OSError('gone')\n"
    "asyncio.run(main())\n",
    "task_never_retrieved": "import asyncio, gc\nasync def bad():\n    raise OSError('gone')\n"
    "async def main():\n    t = asyncio.create_task(bad(), name='bad')\n    await asyncio.sleep(0.01)\n"
    "    del t\n"
    "    gc.collect()\nasyncio.run(main())\n",
    "thread": "import threading\ndef work():\n    raise LookupError('in thread')\n"
    "t = threading.Thread(target=work, name='worker')\nt.start()\nt.join()\nprint('after')\n",
    "exit_3": "import sys\nsys.exit(3)\n",
    "exit_text": "import sys\nsys.exit('no such thing')\n",
    "os_exit": "import os\nprint('x', flush=True)\nos._exit(4)\n",
    "sigkill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "sigterm": "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n",
    "abort": "import os\nos.abort()\n",
    "keyboard_interrupt": "raise KeyboardInterrupt\n",
    "sigint": "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(1)\n",
    "handler": "import signal, time\n"
    "def stop(*_):\n    raise ValueError('stop')\nsignal.signal(signal.SIGTERM, stop)\n"
    "signal.raise_signal(signal.SIGTERM)\ntime.sleep(1)\n",
    "raise_signal": "import signal\nsignal.raise_signal(signal.SIGTERM)\n",
    "kill_fails": "import os\nos.kill(os.getpid(), 9999)\n",
    "syntax_error": "print('x'\n\ndef f(:\n",
    "indentation": "if True:\nprint(1)\n",
    "import_error": "import no_such_module_here\n",
    "import_syntax_error": "import broken\n",
    "import_raises": "import raises\n",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)\n",
    "unraisable": "class A:\n    def __del__(self):\n        raise ValueError('in del')\na = A()\ndel a\n",
    "atexit_error": "import atexit\ndef bye():\n    raise ValueError('at exit')\natexit.register(bye)\n",
    "never_awaited": "async def f():\n    pass\nf()\nx = f()\n",
    "warning": "import warnings\ndef old():\n    warnings.warn('old', UserWarning, stacklevel=2)\nold()\n"
    "old()\n",
    "warning_error": "import warnings\nwarnings.simplefilter('error')\nwarnings.warn('now an error')\n",
    "logging_last_resort": "import logging\nlogging.warning\nlogging.getLogger('a').warning('w %s', 1)\n",
    "logging_exception": "import logging\n"
    "logging.basicConfig(format='%(filename)s:%(lineno)d %(funcName)s %(message)s')\n"
    "try:\n    1/0\nexcept ZeroDivisionError:\n    logging.exception('failed')\n",
    "logging_bad_format": "import logging\nlogging.getLogger('a').warning('w %d', 'x')\n",
    "print_exc": "import traceback\ntry:\n    1/0\nexcept ZeroDivisionError:\n    traceback.print_exc()\n"
    "    traceback.print_stack()\n",
    "own_excepthook": "import sys\ndef hook(t, v, tb):\n"
    "    print('own', t.__name__, v, file=sys.stderr)\nsys.excepthook = hook\n"
    "raise ValueError('x')\n",
    "bad_str": "class E(Exception):\n    def __str__(self):\n        raise RuntimeError('broken')\n"
    "raise E()\n",
    "bad_repr_local": "class R:\n    def __repr__(self):\n        raise RuntimeError('broken')\nr = R()\n"
    "raise ValueError(1)\n",
    "environment": "import sys, os\nprint(sys.argv, sys.path[1:], __name__, __file__, sys.flags)\n"
    "print(sorted(m for m in sys.modules if m.startswith(('json', 'logging', 'threading', 'ast', 'sqlite3'))))\n",
    "exit_in_except": "import sys\n"
    "try:\n    int('x')\nexcept ValueError as e:\n    print(e)\n    sys.exit(1)\n",
    "exit_caught": "import sys, traceback\n"
    "try:\n    sys.exit(4)\nexcept SystemExit:\n    print(traceback.format_exc())\n",
    "unittest": "import unittest\nclass T(unittest.TestCase):\n"
    "    def test_a(self):\n        self.assertEqual(1, 2)\n"
    "    def test_b(self):\n        {}['x']\nunittest.main()\n",
    "process_pool": "import concurrent.futures as c, multiprocessing as m\ndef f(x):\n"
    "    raise ValueError(x)\n"
    "if __name__ == '__main__':\n    with c.ProcessPoolExecutor(1, mp_context=m.get_context('spawn')) as p:\n"
    "        p.submit(f, 1).result()\n",
    "fork_child": "import multiprocessing as m\ndef f():\n    raise ValueError('child')\n"
    "if __name__ == '__main__':\n    p = m.get_context('fork').Process(target=f)\n    p.start()\n"
    "    p.join()\n"
    "    print(p.exitcode)\n",
    "subprocess": "import subprocess, sys\n"
    "print(subprocess.run([sys.executable, '-c', 'raise ValueError(1)'],"
    " capture_output=True, text=True))\n",
    "closed_stderr": "import sys\nsys.stderr.close()\nraise ValueError('x')\n",
    "unhandled_in_generator": "def g():\n    try:\n        yield 1\n    finally:\n"
    "        raise ValueError('fin')\nx = g()\nnext(x)\n",
}
GROUP = "raise ExceptionGroup('two', [ValueError(1), ExceptionGroup('in', [TypeError(2)])])\n"


# What differs between versions of Python: how tracebacks, warnings and workers are made and shown.
BY_VERSION = [
    "raise",
    "chained",
    "asyncio",
    "task_never_retrieved",
    "thread",
    "keyboard_interrupt",
    "syntax_error",
    "import_raises",
    "recursion",
    "unraisable",
    "never_awaited",
    "warning",
    "logging_exception",
    "logging_bad_format",
    "print_exc",
    "process_pool",
    "fork_child",
]


def others() -> list[str]:
    """Other versions of Python that are installed beside this one."""
    found = []
    code = "import sys; print(*sys.version_info[:2])"
    for path in sorted(Path(sys.base_prefix).parent.glob("*/bin/python")):
        done = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
        version = (
            tuple(map(int, done.stdout.split())) if done.returncode == 0 and done.stdout[:1] == "3" else ()
        )
        if version >= (3, 10) and version != sys.version_info[:2]:
            found.append(str(path))
    return found


def _environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST", "COV_"))}
    return {**kept, "HOME": str(home), "PYTHONHASHSEED": "0"}


def _plain(python: str, arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [python, *arguments],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        input="in",
        timeout=120,
    )


def _captured(python: str, arguments: list[str], folder: Path) -> tuple[str, str, Evidence]:
    streams = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
    with streams[0].open("wb") as out, streams[1].open("wb") as err:
        options = Options(
            python=None if python == sys.executable else python,
            cwd=folder,
            env=_environment(folder),
            stdout=out.fileno(),
            stderr=err.fileno(),
            timeout=120,
        )
        evidence = run(Target(program=arguments[0], args=arguments[1:]), options).evidence
    return streams[0].read_text(), streams[1].read_text(), evidence


def _folder(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "app.py").write_text(text)
    (folder / "broken.py").write_text("def f(:\n")
    (folder / "raises.py").write_text("def g():\n    return {}['x']\ng()\n")
    return folder


def _stable(text: str) -> str:
    return re.sub(r"(?<=0x)[0-9a-f]{6,}|(?<=refcount : )\d+|(?<=tests in )[\d.]+", "…", text)


def assert_same(python: str, arguments: list[str], folder: Path) -> None:
    """Both runs look alike and end alike."""
    plain = _plain(python, arguments, folder)
    out, err, evidence = _captured(python, arguments, folder)
    assert _stable(out).splitlines() == _stable(plain.stdout).splitlines()
    assert _stable(err).splitlines() == _stable(plain.stderr).splitlines()
    program = evidence.program
    ended = program.exit_code if program.signal is None else -signal.Signals[program.signal].value
    assert ended == plain.returncode


@pytest.mark.parametrize("name", [*PLAIN, "group"])
def test_output_and_end_are_those_of_the_plain_run(name: str, tmp_path: Path) -> None:
    folder = _folder(tmp_path, {**PLAIN, "group": GROUP}[name])
    assert_same(sys.executable, ["app.py", "one", "two"], folder)


@pytest.mark.parametrize("name", BY_VERSION)
@pytest.mark.parametrize("python", others(), ids=lambda path: Path(path).parts[-3])
def test_output_and_end_on_other_versions_of_python(name: str, python: str, tmp_path: Path) -> None:
    assert_same(python, ["app.py", "one", "two"], _folder(tmp_path, PLAIN[name]))


def test_standard_input_is_the_programs(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "import sys\nprint(sys.stdin.read().upper())\n")
    command = [sys.executable, str(RECORD), str(tmp_path / "out.json"), "app.py"]
    done = subprocess.run(
        command, cwd=folder, env=_environment(folder), capture_output=True, text=True, input="in"
    )
    assert (done.stdout, done.stderr) == ("IN\n", "")


HEAD = """
import asyncio, logging, sys, warnings
from pathlib import Path
from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.runtime.async_local import AsyncLocalRuntime
from kailash.workflow.builder import WorkflowBuilder
db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'data.db'}"KEYWORDS)

@db.model
class User:
    id: str
    name: str
    age: int = 0

def workflow(kind, config):
    wf = WorkflowBuilder()
    wf.add_node(kind, "step", config)
    return wf

"""
DATAFLOW: dict[str, str] = {
    "works": "print(db.express_sync.create('User', {'id': 'u', 'name': 'Ada'})['id'])\ndb.close()\n",
    "express_fails": "db.express_sync.create('User', {'id': 'u'})\n",
    "express_async_fails": "async def main():\n    await db.express.create('User', {'id': 'u'})\n"
    "asyncio.run(main())\n",
    "express_wrong_call": "db.express_sync.create('User')\n",
    "express_async_wrong_call": "async def main():\n    await db.express.read()\nasyncio.run(main())\n",
    "express_never_awaited": "async def main():\n    db.express.create('User', {'id': 'u', 'name': 'x'})\n"
    "asyncio.run(main())\nx = db.express.count('User')\n",
    "express_coroutine_shown": "import inspect\nc = db.express.count('User')\n"
    "print(c.__name__, c.__qualname__, type(c))\n"
    "c.close()\nprint(asyncio.iscoroutinefunction(db.express.count), inspect.signature(db.express.count))\n",
    "workflow_fails": "with LocalRuntime() as rt:\n"
    "    rt.execute(workflow('UserCreateNode', {'data': {}}).build())\n",
    "workflow_async_fails": "async def main():\n    rt = AsyncLocalRuntime()\n"
    "    await rt.execute_workflow_async(workflow('UserCreateNode', {'data': {}}).build(), inputs={})\n"
    "asyncio.run(main())\n",
    "unknown_node": "workflow('NoSuchNode', {}).build()\n",
    "builder_not_built": "with LocalRuntime() as rt:\n"
    "    rt.execute(workflow('UserCreateNode', {'id': 'u'}))\n",
    "caught_and_printed": "import traceback\ntry:\n    db.express_sync.create('User', {'id': 'u'})\n"
    "except Exception:\n"
    "    traceback.print_exc()\n    logging.getLogger('mine').exception('failed')\n",
    "interrupted": "raise KeyboardInterrupt\n",
    "task_error": "async def main():\n    t = asyncio.create_task(db.express.create('User', {'id': 'u'}))\n"
    "    await asyncio.sleep(0.3)\nasyncio.run(main())\n",
}


def _without_chance(text: str) -> str:
    """Without what differs from run to run: ids of objects, times, generated names."""
    text = re.sub(r"df_\d+|id\(\d+\)|\b\d+\.\d+ ?(?:ms|s)\b|0x[0-9a-f]+", "…", text)
    text = re.sub(r"line \d+, in (?=result)", "line …, in ", text)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b\d{10,}\b|\b[0-9a-f]{12,}\b", "…", text)


@pytest.mark.parametrize("name", [*DATAFLOW, "unknown_option"])
def test_dataflow_programs_look_the_same(name: str, tmp_path: Path) -> None:
    keywords = ", no_such_option=1" if name == "unknown_option" else ""
    text = HEAD.replace("KEYWORDS", keywords) + DATAFLOW.get(name, "print('done')\n")
    seen = []
    for captured in (False, True):
        (tmp_path / str(captured)).mkdir()
        folder = _folder(tmp_path / str(captured), text)
        if captured:
            out, err, evidence = _captured(sys.executable, ["app.py"], folder)
            code = evidence.program.exit_code if evidence.program.signal is None else "signal"
        else:
            done = _plain(sys.executable, ["app.py"], folder)
            out, err, code = done.stdout, done.stderr, done.returncode if done.returncode >= 0 else "signal"
        texts = [_without_chance(text.replace(str(folder), "FOLDER")).splitlines() for text in (out, err)]
        seen.append([*texts, code])
    assert seen[1] == seen[0]
