def register(db):
    @db.model
    class Bouquet:
        id: str
        title: str
        price: int
        visible: bool = True

    return db
