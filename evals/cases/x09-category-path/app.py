from models import db

TREE = [
    {"id": "out", "title": "Outdoor", "parent_id": None},
    {"id": "camp", "title": "Camping", "parent_id": "out"},
    {"id": "tent", "title": "Tents", "parent_id": "camp"},
]


class Categories:
    def __init__(self, store):
        rows = store.list("Category", {}, order_by=["id"], limit=1000)
        self.by_id = {row["id"]: row for row in rows}

    def path_of(self, category_id):
        row = self.by_id[category_id]
        parent_id = row["parent_id"] or row["id"]
        return self.path_of(parent_id) + [row["title"]]


def main():
    for category in TREE:
        db.express_sync.create("Category", category)
    categories = Categories(db.express_sync)
    print("categories:", len(categories.by_id))
    print(" > ".join(categories.path_of("tent")))


if __name__ == "__main__":
    try:
        main()
    finally:
        db.close()
