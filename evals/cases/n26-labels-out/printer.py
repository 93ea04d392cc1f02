import os
from pathlib import Path

OUT = Path(__file__).resolve().parent / "out"


def write(lines):
    OUT.mkdir(mode=0o500, exist_ok=True)
    service = os.geteuid() == 0
    if service:
        os.seteuid(65534)
    try:
        (OUT / "labels.txt").write_text("\n".join(lines), encoding="utf-8")
    finally:
        if service:
            os.seteuid(0)
