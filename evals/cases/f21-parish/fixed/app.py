from register import db


def enter(number, name, year):
    db.express_sync.create("Baptism", {"id": number, "name": name, "year": year})


enter("b1", "Lund", 1887)
print("year:", db.express_sync.read("Baptism", "b1")["year"])
