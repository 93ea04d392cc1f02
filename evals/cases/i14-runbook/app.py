from collections import defaultdict

from catalog import db, labels_of
from importer import import_runbooks


def overview():
    rows = db.express_sync.list("Runbook", {}, limit=50)
    return sorted(rows, key=lambda r: -r["minutes"])


def by_label(rows):
    index = defaultdict(list)
    for row in rows:
        for label in labels_of(row):
            index[label].append(row["id"])
    return {label: sorted(ids) for label, ids in sorted(index.items())}


def main():
    added = import_runbooks()
    print("imported:", ", ".join(sorted(added)))
    rows = overview()
    for row in rows:
        print(f"{row['id']} {row['title']} ({row['minutes']} min) {row['owner']}")
    for label, ids in by_label(rows).items():
        print(f"  {label}: {' '.join(ids)}")


if __name__ == "__main__":
    main()
