from models import db
from report import weekly

BADGES = [
    {"id": 1, "worker": "Ada", "hours": 8},
    {"id": 2, "worker": "Bert", "hours": 6},
    {"id": 3, "hours": 5},
    {"id": 4, "worker": "Ada", "hours": 6},
]


def import_badges(badges):
    refused = 0
    for badge in badges:
        try:
            db.express_sync.create("Shift", badge)
        except RuntimeError as exc:
            if "worker" not in str(exc):
                raise
            refused += 1
    return refused


if __name__ == "__main__":
    print("refused:", import_badges(BADGES))
    print("shifts:", db.express_sync.count("Shift"))
    for line in weekly(["Ada", "Bert"]):
        print(line)
    db.close()
