from catalog import db
from moves import ShelfFull, move, pieces_on

STOCK = {"A1": 30, "B7": 35, "C2": 0}
PLAN = [("A1", "C2", 12), ("A1", "B7", 10), ("B7", "C2", 5)]


def run(plan):
    for number, (source, target, pieces) in enumerate(plan, start=1):
        move_id = f"m{number}"
        try:
            move(move_id, source, target, pieces)
        except ShelfFull as full:
            yield f"{move_id} refused: {full}"
        else:
            yield f"{move_id} ok"


def main():
    for shelf_id, pieces in STOCK.items():
        db.express_sync.create("Shelf", {"id": shelf_id, "pieces": pieces})
    for line in run(PLAN):
        print(line)
    shelves = {shelf_id: pieces_on(shelf_id) for shelf_id in STOCK}
    print("shelves", shelves, "sum", sum(shelves.values()))
    print("moves", sorted(m["id"] for m in db.express_sync.list("Move")))
    db.close()


if __name__ == "__main__":
    main()
