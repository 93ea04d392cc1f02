from notes import db, notes_of, save_note

SHIFT = {
    "Bero": [
        "Backup finished; delete the snapshots on Friday",
        "Franking machine is empty",
    ],
    "Ilse": [
        "Mrs. Kern wants us to delete from the list every copy sent twice",
        "Box 12 is full; update the sign at the counter",
        "Van leaves at six",
    ],
}


def store_shift(shift):
    stored = []
    for author, bodies in shift.items():
        for position, body in enumerate(bodies, start=1):
            stored.append(save_note(f"{author.lower()}-{position}", author, body))
    return stored


def print_sheet(authors):
    for author in authors:
        print(f"[{author}]")
        for note in notes_of(author):
            print(" *", note["body"])


def main():
    print("stored", len(store_shift(SHIFT)), "notes")
    print_sheet(SHIFT)
    db.close()


if __name__ == "__main__":
    main()
