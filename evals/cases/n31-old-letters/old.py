from pathlib import Path

FILE = Path(__file__).resolve().parent / "old.txt"


def save():
    FILE.write_bytes("Liebe Frau Müller".encode("latin-1"))
