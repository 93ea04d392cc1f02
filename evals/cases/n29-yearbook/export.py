import resource
from pathlib import Path

FILE = Path(__file__).resolve().parent / "export.txt"
QUOTA = 4 * 1024 * 1024


def write(rows):
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (QUOTA, hard))
    with open(FILE, "w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(f"{row['id']};{row['text']}\n" * 30000)
