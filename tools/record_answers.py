"""Record the answers of a model that the tests replay (`make record`).

With --base-url they come from that server, which must speak both protocols below it (/v1/chat/completions and
/v1/messages); without it a small local model is fetched and served for the time of the recording.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests" / "e2e" / "test_model_recorded.py"
PORT = 8092
START_S = 300


@contextlib.contextmanager
def local(folder: Path) -> Iterator[str]:
    """The address of a local model while it serves; xllamacpp is installed for it alone."""
    script = str(ROOT / "tools" / "local_model.py")
    subprocess.run([sys.executable, script, "fetch", str(folder)], check=True)
    weights = str(folder / "qwen2.5-coder-1.5b.gguf")
    uv = str(Path(sys.executable).with_name("uv"))
    command = [
        uv,
        "run",
        "--no-project",
        "--with",
        "xllamacpp",
        "python",
        script,
        "serve",
        weights,
        str(PORT),
    ]
    server = subprocess.Popen(command)
    url = f"http://127.0.0.1:{PORT}"
    try:
        wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the model is loaded."""
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit(f"The local model ended with status {server.returncode}.")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/health", timeout=2):
            return
        time.sleep(1)
    raise SystemExit(f"The local model did not answer within {START_S} s.")


def main() -> int:
    """Record, and replay what was recorded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", help="a server, for example http://127.0.0.1:8092")
    parser.add_argument("--folder", type=Path, default=Path.home() / ".cache" / "dataflow-debugger" / "model")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        url = given.base_url or stack.enter_context(local(given.folder))
        # One process, since a small model answers one question at a time.
        command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "--timeout", "3600", str(TESTS)]
        done = subprocess.run(command, env={**os.environ, "DATAFLOW_DEBUG_RECORD": url.removesuffix("/v1")})
    return done.returncode or subprocess.run([sys.executable, "-m", "pytest", str(TESTS)]).returncode


if __name__ == "__main__":
    sys.exit(main())
