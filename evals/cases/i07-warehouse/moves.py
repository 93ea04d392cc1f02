from catalog import db

CAPACITY = 40


class ShelfFull(Exception):
    pass


def pieces_on(shelf_id):
    return db.express_sync.read("Shelf", shelf_id, cache_ttl=0)["pieces"]


def move(move_id, source, target, pieces):
    """Both shelves and the journal change together, or nothing does."""
    before_source, before_target = pieces_on(source), pieces_on(target)
    with db.transactions_sync.begin():
        db.express_sync.create(
            "Move", {"id": move_id, "source": source, "target": target, "pieces": pieces}
        )
        db.express_sync.update("Shelf", source, {"pieces": before_source - pieces})
        if before_target + pieces > CAPACITY:
            raise ShelfFull(f"{target} cannot take {pieces} more")
        db.express_sync.update("Shelf", target, {"pieces": before_target + pieces})
