from catalog import db

CAPACITY = 40


class ShelfFull(Exception):
    pass


def pieces_on(shelf_id):
    return db.express_sync.read("Shelf", shelf_id, cache_ttl=0)["pieces"]


def move(move_id, source, target, pieces):
    """Both shelves and the journal change together, or nothing does."""
    before_source, before_target = pieces_on(source), pieces_on(target)
    with db.transactions_sync.begin() as tx:
        tx.execute_raw(
            "INSERT INTO moves (id, source, target, pieces) VALUES (?, ?, ?, ?)",
            [move_id, source, target, pieces],
        )
        tx.execute_raw("UPDATE shelves SET pieces = ? WHERE id = ?", [before_source - pieces, source])
        if before_target + pieces > CAPACITY:
            raise ShelfFull(f"{target} cannot take {pieces} more")
        tx.execute_raw("UPDATE shelves SET pieces = ? WHERE id = ?", [before_target + pieces, target])
