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


def build_where(office, term):
    where = {"office": office}
    pattern = f"%{term}%"
    where["$or"] = [
        {"name": {"$like": pattern}},
        {"extension": {"$like": pattern}},
    ]
    return where


async def search(db, office, term):
    return await db.express.list("Employee", filter=build_where(office, term), limit=20)
