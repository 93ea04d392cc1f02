from repository import add_reader, lend, overdue

READERS = {
    "r1": ("Imke", [("Tide Tables", 2), ("Salt", 9)]),
    "r2": ("Joost", [("Peat", 6)]),
}


def load():
    for reader_id, (name, titles) in READERS.items():
        add_reader(reader_id, name)
        lend(reader_id, titles)


def remind(limit_weeks=4):
    lines = [f"{name}: please return '{title}'" for name, title in overdue(limit_weeks)]
    return "\n".join(lines)


if __name__ == "__main__":
    load()
    print(remind())
