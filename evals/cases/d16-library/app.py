from datetime import datetime

from models import db
from queries import loans

ROWS = [
    ("L1", "Anouk", "Atlas", "north", datetime(2025, 4, 2, 10, 15)),
    ("L2", "Bela", "Botany", "north", None),
    ("L3", "Anouk", "Chess", "north", datetime(2025, 4, 5, 16, 40)),
    ("L4", "Cora", "Dunes", "south", None),
    ("L5", "Bela", "Ethics", "north", datetime(2025, 4, 7, 9, 5)),
]


def show(label, rows):
    print(f"{label}: {', '.join(row['id'] for row in rows) or 'none'}")


if __name__ == "__main__":
    for id_, reader, title, branch, returned_at in ROWS:
        db.express_sync.create(
            "Loan",
            {"id": id_, "reader": reader, "title": title, "branch": branch, "returned_at": returned_at},
        )
    show("north, all", loans(branch="north"))
    show("north, still out", loans(branch="north", returned=False))
    show("north, back on the shelf", loans(branch="north", returned=True))
    show("Anouk, back on the shelf", loans(reader="Anouk", returned=True))
    db.close()
