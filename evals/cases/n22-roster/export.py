from pathlib import Path

FILE = Path(__file__).resolve().parent / "roster.csv"


def write():
    """What the office program saves."""
    FILE.write_text("id,name\nr1,Ute\n", encoding="utf-8-sig")
