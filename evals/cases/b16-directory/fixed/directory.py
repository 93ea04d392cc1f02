PEOPLE = [
    ("e1", "Anna Bergmann", "4410", "Graz"),
    ("e2", "Otto Lindberg", "2207", "Graz"),
    ("e3", "Mira Sand", "1244", "Linz"),
    ("e4", "Paul Stein", "3381", "Graz"),
]


async def load_people(db):
    for pid, name, extension, office in PEOPLE:
        await db.express.create(
            "Employee", {"id": pid, "name": name, "extension": extension, "office": office}
        )


async def search(db, office, term):
    pattern = f"%{term}%"
    hits = {}
    for column in ("name", "extension"):
        where = {"office": office, column: {"$like": pattern}}
        for row in await db.express.list("Employee", filter=where, limit=20):
            hits[row["id"]] = row
    return list(hits.values())
