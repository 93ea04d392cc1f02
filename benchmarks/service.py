"""A uvicorn service under load, plain and with the middleware, side by side in one run.

    python benchmarks/service.py                          # 10 seconds
    python benchmarks/service.py --minutes 30             # the long run of the docs
    python benchmarks/service.py --check                  # status 1 where something is lost, doubled, or grows
    python benchmarks/service.py --wrk 10                 # as fast as wrk asks, in turns; wrk must be installed

Both servers run the same program; 5 of 100 requests fail, at `--kinds` different places. Requests are sent at a
fixed rate, each of the same moment to one server and then to the other, so that what else the machine does meets
both. Prints the latency of answers that succeed and of those that fail, the differences with bootstrap intervals
(95 %, over slices of the run), memory at the start and at the end, and what was recorded against what was sent.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAM = """
import os
from pathlib import Path

from dataflow import DataFlow
from fastapi import FastAPI

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'shop.db'}")


@db.model
class Order:
    id: str
    customer: str


app = FastAPI()
if os.environ.get("WATCHED"):
    from dataflow_debugger.service import DebugMiddleware, shared

    app.add_middleware(DebugMiddleware)

    @app.get("/failures")
    async def failures():
        return shared().failures()


@app.post("/orders/{id}")
async def place(id: str):
    return await db.express.create("Order", {"id": id, "customer": "Ada"})


@app.get("/orders/{id}")
async def read(id: str):
    return await db.express.read("Order", id)
"""
FAILING = """

@app.get("/fail{number}/{{id}}")
async def fail{number}(id: str):
    await db.express.create("Order", {{"id": "first", "customer": id}})
"""
ORDERS = 50
FAILING_SHARE = 0.05
SLICES = 20
# What the watched server may hold beyond the plain one: what it has loaded, and its capped tables.
GROWTH_MAX_MB = 20.0


class Server:
    """One uvicorn, and what its answers took."""

    def __init__(self, folder: Path, kinds: int, watched: bool) -> None:
        folder.mkdir()
        self.folder, self.watched = folder, watched
        failing = "".join(FAILING.format(number=number) for number in range(kinds))
        (folder / "shop.py").write_text(PROGRAM + failing)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATAFLOW_DEBUG", "DFDBG_"))}
        more = {"HOME": str(folder), "PYTHONWARNINGS": "ignore", **({"WATCHED": "1"} if watched else {})}
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "uvicorn",
                "shop:app",
                "--port",
                str(self.port),
                "--log-level",
                "critical",
            ],
            cwd=folder,
            env={**kept, **more},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.times: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        self.sent: Counter[str] = Counter()
        self.problems = 0
        self.memory: list[float] = []

    async def ready(self) -> None:
        """Waits for the first answer, and makes the rows that are read later."""
        for _ in range(600):
            try:
                await self.ask("GET", "/orders/none")
                break
            except OSError:
                await asyncio.sleep(0.1)
        for path in ["first", *(f"o{number}" for number in range(ORDERS))]:
            await self.ask("POST", f"/orders/{path}")

    async def ask(self, method: str, path: str) -> tuple[int, bytes]:
        """Status and body of one request on a connection of its own. Raises OSError."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            writer.write(head.encode())
            answer = await reader.read()
            while more := await reader.read():
                answer += more
        finally:
            writer.close()
        status, _, body = answer.partition(b"\r\n\r\n")
        return int(status.split(b" ", 2)[1]), body

    async def timed(self, path: str, fails: bool, at: float) -> None:
        """One request of the measurement."""
        started = time.perf_counter()
        try:
            status, _ = await self.ask("GET", path)
        except (OSError, IndexError, ValueError):
            status = 0
        self.times[fails].append((at, (time.perf_counter() - started) * 1000))
        self.problems += status != (500 if fails else 200)
        if fails:
            self.sent[path.split("/")[1]] += 1

    def weigh(self) -> None:
        """Notes the memory that the server holds, in megabytes."""
        text = Path(f"/proc/{self.process.pid}/statm").read_text()
        self.memory.append(int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


async def measure(servers: list[Server], seconds: float, rate: float, kinds: int) -> None:
    """Sends the load; memory is weighed at the start, ten times meanwhile, and at the end."""
    chance = random.Random(7)
    started = weighed = time.perf_counter()
    tasks: set[asyncio.Task[None]] = set()
    number = 0
    for server in servers:
        server.weigh()
    while (at := time.perf_counter() - started) < seconds:
        fails = chance.random() < FAILING_SHARE
        order = f"o{chance.randrange(ORDERS)}"
        path = f"/fail{chance.randrange(kinds)}/{order}" if fails else f"/orders/{order}"
        for server in servers if number % 2 else servers[::-1]:
            task = asyncio.create_task(server.timed(path, fails, at))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            # The second server is asked when the first has answered, or nearly: else each would slow the other.
            await asyncio.wait([task], timeout=0.5 / rate)
        number += 1
        if time.perf_counter() - weighed > seconds / 10:
            weighed = time.perf_counter()
            for server in servers:
                server.weigh()
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
    if tasks:
        await asyncio.wait(tasks, timeout=10)
    for server in servers:
        server.weigh()


async def settled(server: Server, kinds: int, seconds: float = 60.0) -> list[dict[str, Any]]:
    """What the watched server has recorded, when all of it has been diagnosed."""
    ends = time.monotonic() + seconds
    while True:
        failures: list[dict[str, Any]] = json.loads((await server.ask("GET", "/failures"))[1])
        if sum(bool(one["title"]) for one in failures) >= kinds or time.monotonic() > ends:
            return failures
        await asyncio.sleep(0.5)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def difference(
    one: list[tuple[float, float]], other: list[tuple[float, float]], of: Callable[[list[float]], float]
) -> str:
    """`of(one) - of(other)` with a bootstrap interval over slices of time, which both servers shared."""
    end = max(at for at, _ in [*one, *other]) + 1e-9
    slices: list[tuple[list[float], list[float]]] = [([], []) for _ in range(SLICES)]
    for which, values in enumerate((one, other)):
        for at, took in values:
            slices[int(at / end * SLICES)][which].append(took)
    chance = random.Random(3)
    found = []
    for _ in range(400):
        drawn = chance.choices(slices, k=SLICES)
        left = [took for part in drawn for took in part[0]]
        right = [took for part in drawn for took in part[1]]
        if left and right:
            found.append(of(left) - of(right))
    found.sort()
    plain = of([took for _, took in one]) - of([took for _, took in other])
    return f"{plain:+.2f} [{found[int(0.025 * len(found))]:+.2f}, {found[int(0.975 * len(found))]:+.2f}] ms"


def show(plain: Server, watched: Server) -> None:
    for fails, name in ((False, "answers of 200"), (True, "answers of 500")):
        both = plain.times[fails], watched.times[fails]
        print(f"{name}, {len(both[0])} to each server")
        for label, of in (
            ("p50", statistics.median),
            ("p99", lambda values: percentile(values, 0.99)),
        ):
            left, right = (of([took for _, took in times]) for times in both)
            print(
                f"  {label}  plain {left:7.2f} ms   watched {right:7.2f} ms   {difference(both[1], both[0], of)}"
            )
    for server, name in ((plain, "plain"), (watched, "watched")):
        start, end = server.memory[len(server.memory) // 5], server.memory[-1]
        print(
            f"memory, {name}: {server.memory[0]:.0f} MB, {start:.0f} MB after a fifth, {end:.0f} MB at the end"
        )


def grown(server: Server) -> float:
    """Megabytes from the end of the first fifth to the end."""
    return server.memory[-1] - server.memory[len(server.memory) // 5]


def recorded(server: Server, failures: list[dict[str, Any]]) -> list[str]:
    """Prints what was recorded against what was sent; what is wrong comes back."""
    counts = Counter({one["place"].rpartition(" in ")[2]: one["count"] for one in failures})
    kept = [json.loads(p.read_text()) for p in (server.folder / ".dataflow" / "debug").glob("*.json")]
    marks = Counter(one["hook"]["fingerprint"] for one in kept)
    lost = {name: sent - counts[name] for name, sent in server.sent.items() if counts[name] != sent}
    doubled = len(failures) - len(counts) + sum(count - 1 for count in marks.values())
    missing = len({one["fingerprint"] for one in failures} - set(marks))
    codes = Counter(one["code"] for one in failures)
    print(
        f"failing requests {sum(server.sent.values())}, counted {sum(counts.values())}; "
        f"fingerprints {len(server.sent)} sent, {len(counts)} recorded, {doubled} doubled, "
        f"{missing} without evidence; causes {dict(codes)}"
    )
    wrong = [f"counts differ by {lost}"] if lost else []
    wrong += [f"{doubled} fingerprints are doubled"] if doubled else []
    wrong += [f"{missing} fingerprints have no evidence"] if missing else []
    return wrong


WRK_LUA = """
math.randomseed(7)
request = function()
  local order = "o" .. math.random(0, %(last)d)
  if math.random() < %(share)s then
    return wrk.format("GET", "/fail" .. math.random(0, %(kind)d) .. "/" .. order)
  end
  return wrk.format("GET", "/orders/" .. order)
end
"""
WRK_SECONDS = 5
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def wrk(server: Server, script: Path) -> dict[str, float]:
    """What wrk measures with two connections that ask without a pause."""
    command = ["wrk", "-t1", "-c2", f"-d{WRK_SECONDS}s", "--latency", "-s", str(script)]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{server.port}"], capture_output=True, text=True, check=True
    )
    found = {}
    for name in ("50", "99"):
        match = re.search(rf"^ +{name}% +([\d.]+)(us|ms|s)$", done.stdout, re.M)
        assert match, done.stdout
        found[f"p{name} ms"] = float(match[1]) * _UNITS[match[2]]
    rate = re.search(r"Requests/sec: +([\d.]+)", done.stdout)
    assert rate, done.stdout
    return {**found, "requests a second": float(rate[1])}


async def run_wrk(rounds: int, kinds: int) -> None:
    """Has wrk ask both servers in turns, and prints the medians with the differences of the pairs."""
    with tempfile.TemporaryDirectory() as name:
        script = Path(name) / "load.lua"
        script.write_text(WRK_LUA % {"last": ORDERS - 1, "share": FAILING_SHARE, "kind": kinds - 1})
        plain, watched = (
            Server(Path(name) / kind, kinds, kind == "watched") for kind in ("plain", "watched")
        )
        try:
            for server in (plain, watched):
                await server.ready()
                wrk(server, script)
            await settled(watched, kinds)
            pairs = []
            for number in range(rounds):
                order = (plain, watched) if number % 2 else (watched, plain)
                found = {server.watched: wrk(server, script) for server in order}
                pairs.append((found[False], found[True]))
        finally:
            plain.end()
            watched.end()
    chance = random.Random(3)
    for figure in pairs[0][0]:
        more = [right[figure] - left[figure] for left, right in pairs]
        drawn = sorted(statistics.median(chance.choices(more, k=len(more))) for _ in range(1000))
        left, right = (statistics.median(pair[which][figure] for pair in pairs) for which in (0, 1))
        print(
            f"{figure}: plain {left:.2f}, watched {right:.2f}, difference of pairs "
            f"{statistics.median(more):+.2f} [{drawn[25]:+.2f}, {drawn[974]:+.2f}]"
        )


async def run(seconds: float, rate: float, kinds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        plain, watched = (
            Server(Path(name) / kind, kinds, kind == "watched") for kind in ("plain", "watched")
        )
        try:
            for server in (plain, watched):
                await server.ready()
            await measure([plain, watched], seconds, rate, kinds)
            failures = await settled(watched, len(watched.sent))
            show(plain, watched)
            wrong = recorded(watched, failures)
        finally:
            plain.end()
            watched.end()
    more = grown(watched) - grown(plain)
    wrong += [f"memory grew by {more:.0f} MB more than without"] if more > GROWTH_MAX_MB else []
    odd = plain.problems + watched.problems
    return wrong + ([f"{odd} answers were not the ones expected"] if odd else [])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--minutes", type=float, help="instead of --seconds")
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second to each server")
    parser.add_argument("--kinds", type=int, default=8, help="different failures")
    parser.add_argument("--check", action="store_true", help="status 1 when anything is wrong")
    parser.add_argument("--wrk", type=int, help="rounds of wrk instead, five seconds each to each server")
    options = parser.parse_args()
    if options.wrk:
        asyncio.run(run_wrk(options.wrk, options.kinds))
        return
    seconds = options.minutes * 60 if options.minutes else options.seconds
    wrong = asyncio.run(run(seconds, options.rate, options.kinds))
    for line in wrong:
        print(f"wrong: {line}")
    sys.exit(1 if wrong and options.check else 0)


if __name__ == "__main__":
    main()
