"""Programs that fail in every way the automatic hook covers, and the table of what each way in sees of them.

`python tests/unit/hook_programs.py` writes the table into docs/invocation.md; the tests run what it says.
"""

from __future__ import annotations

import re
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs" / "invocation.md"
WAYS = {
    "install": "`dataflow_debugger.install()`",
    "variable": "`DATAFLOW_DEBUG=1`",
    "module": "`python -m dataflow_debugger.run`",
    "command": "`dataflow debug --ai`",
}
# Stands where the program installs the hook itself; without the variable HOOK it runs as if it did not.
HOOK = "import os; os.environ.get('HOOK') and __import__('dataflow_debugger').install()\n"
# Sentry as programs use it; what it would send is told at once instead.
SENTRY = (
    "import sys, sentry_sdk, sentry_sdk.transport\n"
    "class Told(sentry_sdk.transport.Transport):\n    def capture_envelope(self, envelope):\n"
    "        event = envelope.get_event()\n        if event:\n"
    "            print('sent', event['exception']['values'][0]['type'], file=sys.stderr)\n"
    "sentry_sdk.init(dsn='http://key@127.0.0.1:9/1', transport=Told)\n"
)
# The hook of DATAFLOW_DEBUG=1 tells of processes that use Kailash or DataFlow.
KAILASH = "import kailash\n"


@dataclass(frozen=True)
class Failure:
    """A program: `raised` is the exception that must be seen, None where nothing may be; `status` its own."""

    title: str
    body: str
    raised: str | None
    status: int = 1
    early: str = ""
    # Ways in that do not see it, with the reason.
    holes: tuple[tuple[str, str], ...] = ()

    def program(self, kailash: bool = False) -> str:
        """Its source."""
        return (KAILASH if kailash else "") + self.early + HOOK + self.body


LOGGED = "it stands in the evidence of the run, but a program that ends well is no failure of this command"
UNREAD = "nothing in a run that ends well tells of it; the hook asks the future itself"

FAILURES = {
    "uncaught": Failure("uncaught error", "def f(x):\n    return {}[x]\nf('k')\n", "KeyError"),
    "asyncio_run": Failure(
        "`asyncio.run`",
        "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    raise OSError('gone')\n"
        "asyncio.run(main())\n",
        "OSError",
    ),
    "group": Failure(
        "exception group",
        "import asyncio\nasync def bad(n):\n    raise ValueError(n)\nasync def main():\n"
        "    async with asyncio.TaskGroup() as group:\n        group.create_task(bad(1))\n"
        "        group.create_task(bad(2))\nasyncio.run(main())\n",
        "ExceptionGroup",
    ),
    "thread": Failure(
        "thread",
        "import threading\ndef work():\n    raise LookupError('in thread')\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\nprint('after')\n",
        "LookupError",
        0,
    ),
    "thread_after": Failure(
        "thread, with a `threading.excepthook` set after ours that does not chain",
        "import sys, threading\ndef work():\n    raise LookupError('in thread')\n"
        "threading.excepthook = lambda args: print('caught', args.exc_type.__name__, file=sys.stderr)\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\n",
        "LookupError",
        0,
    ),
    "task": Failure(
        "task that nobody awaits, asyncio",
        "import asyncio, gc\nasync def bad():\n    raise OSError('gone')\nasync def main():\n"
        "    t = asyncio.create_task(bad())\n    await asyncio.sleep(0.01)\n    del t\n    gc.collect()\n"
        "asyncio.run(main())\n",
        "OSError",
        0,
    ),
    "task_global": Failure(
        "task in a global that nobody awaits",
        "import asyncio\nasync def bad():\n    raise OSError('gone')\nasync def main():\n    global kept\n"
        "    kept = asyncio.create_task(bad())\n    await asyncio.sleep(0.01)\nasyncio.run(main())\n",
        "OSError",
        0,
    ),
    "task_uvloop": Failure(
        "task that nobody awaits, uvloop",
        "import asyncio, gc, uvloop\nasync def bad():\n    raise OSError('gone')\nasync def main():\n"
        "    t = asyncio.create_task(bad())\n    await asyncio.sleep(0.01)\n    del t\n    gc.collect()\n"
        "with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:\n    runner.run(main())\n",
        "OSError",
        0,
    ),
    "del": Failure(
        "`__del__`",
        "class A:\n    def __del__(self):\n        raise ValueError('in del')\na = A()\ndel a\n",
        "ValueError",
        0,
    ),
    "atexit": Failure(
        "`atexit`",
        "import atexit\ndef bye():\n    raise ValueError('at exit')\natexit.register(bye)\n",
        "ValueError",
        0,
    ),
    "spawn": Failure(
        "multiprocessing child, spawn",
        "import multiprocessing as m\ndef work():\n    raise ArithmeticError('child')\n"
        "if __name__ == '__main__':\n    p = m.get_context('spawn').Process(target=work)\n    p.start()\n"
        "    p.join()\n    print(p.exitcode)\n",
        "ArithmeticError",
        0,
    ),
    "fork": Failure(
        "multiprocessing child, fork",
        "import multiprocessing as m\ndef work():\n    raise ArithmeticError('child')\n"
        "if __name__ == '__main__':\n    p = m.get_context('fork').Process(target=work)\n    p.start()\n"
        "    p.join()\n    print(p.exitcode)\n",
        "ArithmeticError",
        0,
    ),
    "executor": Failure(
        "executor's future that nobody reads",
        "import concurrent.futures as c\ndef work():\n    raise BufferError('lost')\n"
        "with c.ThreadPoolExecutor(1) as pool:\n    pool.submit(work)\n    kept = pool.submit(len, 'ok')\n"
        "print(kept.result())\n",
        "BufferError",
        0,
    ),
    "server": Failure(
        "request that fails under uvicorn",
        "import threading, time, urllib.error, urllib.request, uvicorn\nasync def app(scope, receive, send):\n"
        "    raise ValueError('request')\n"
        "server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan='off', log_level='error'))\n"
        "thread = threading.Thread(target=server.run)\nthread.start()\n"
        "while not server.started:\n    time.sleep(0.01)\n"
        "port = server.servers[0].sockets[0].getsockname()[1]\n"
        "for _ in range(3):\n    try:\n        urllib.request.urlopen(f'http://127.0.0.1:{port}/')\n"
        "    except urllib.error.HTTPError as answer:\n        print(answer.code)\n"
        "server.should_exit = True\nthread.join()\n",
        "ValueError",
        0,
    ),
    "recursion": Failure("RecursionError", "def f(n):\n    return f(n + 1)\nf(0)\n", "RecursionError"),
    "memory": Failure(
        "MemoryError under a limit",
        "import resource\nused = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
        "hard = resource.getrlimit(resource.RLIMIT_AS)[1]\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 80_000_000, hard))\n"
        "def fill():\n    kept = []\n    while True:\n        kept.append(bytearray(5_000_000))\nfill()\n",
        "MemoryError",
    ),
    "str_raises": Failure(
        "`__str__` that raises",
        "class Broken(Exception):\n    def __str__(self):\n        raise RuntimeError('broken')\nraise Broken()\n",
        "Broken",
    ),
    "repr_raises": Failure(
        "`__repr__` that raises",
        "class R:\n    def __repr__(self):\n        raise RuntimeError('broken')\nraise ValueError(1, R())\n",
        "ValueError",
    ),
    "str_hangs": Failure(
        "`__str__` that hangs",
        "import sys, time\nclass Slow(Exception):\n    def __str__(self):\n        time.sleep(60)\n"
        "        return 'late'\nsys.excepthook = lambda t, v, tb: print(t.__name__, file=sys.stderr)\n"
        + HOOK
        + "raise Slow()\n",
        "Slow",
    ),
    "ctrl_c": Failure(
        "Ctrl-C (no report)",
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n",
        None,
        -2,
    ),
    "sys_exit": Failure("`sys.exit` (no report)", "import sys\nsys.exit(3)\n", None, 3),
    "chaining_before": Failure(
        "excepthook that chains, set before ours",
        "raise KeyError('k')\n",
        "KeyError",
        early="import sys\ndef hook(t, v, tb, before=sys.excepthook):\n    before(t, v, tb)\n"
        "    print('sent', t.__name__, file=sys.stderr)\nsys.excepthook = hook\n",
    ),
    "chaining_after": Failure(
        "excepthook that chains, set after ours",
        "import sys\ndef hook(t, v, tb, before=sys.excepthook):\n"
        "    print('sent', t.__name__, file=sys.stderr)\n    before(t, v, tb)\nsys.excepthook = hook\n"
        "raise KeyError('k')\n",
        "KeyError",
    ),
    "sentry_before": Failure("Sentry, set before ours", "raise KeyError('k')\n", "KeyError", early=SENTRY),
    "sentry_after": Failure("Sentry, set after ours", SENTRY + "raise KeyError('k')\n", "KeyError"),
    "rich_before": Failure(
        "rich, set before ours",
        "raise KeyError('k')\n",
        "KeyError",
        early="import rich.traceback\nrich.traceback.install(width=80)\n",
    ),
    "rich_after": Failure(
        "rich, set after ours (it does not chain)",
        "import rich.traceback\nrich.traceback.install(width=80)\nraise KeyError('k')\n",
        "KeyError",
    ),
}


def table() -> str:
    """Failure by way in, as Markdown, with the reasons for the holes."""
    head = ["failure", "own exit status", *WAYS.values()]
    rows = [head, ["---"] * len(head)]
    notes: list[str] = []
    for one in FAILURES.values():
        holes = dict(one.holes)
        cells = []
        for way in WAYS:
            if way in holes:
                if holes[way] not in notes:
                    notes.append(holes[way])
                cells.append(f"not told ({notes.index(holes[way]) + 1})")
            else:
                cells.append("silent" if one.raised is None else "seen, once")
        status = str(one.status) if one.status >= 0 else signal.Signals(-one.status).name
        rows.append([one.title, status, *cells])
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", *(f"({number}) {note[0].upper()}{note[1:]}." for number, note in enumerate(notes, 1))]
    return "\n".join(lines).rstrip() + "\n"


def written(page: str) -> str:
    """The page with the table between its marks."""
    return re.sub(
        r"(<!-- table of failures -->\n).*?(<!-- end -->)",
        lambda match: match[1] + table() + match[2],
        page,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    DOCS.write_text(written(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(table())
