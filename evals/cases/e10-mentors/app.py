from directory import add_mentor, db, overview

PEOPLE = [
    {"id": "m1", "name": "Ines Vidal", "subject": "statistics", "phone": "0664 221"},
    {"id": "m2", "name": "Paul Ober", "subject": "welding"},
    {"id": "m3", "name": "Rita Salm", "subject": "statistics", "phone": "0660 870", "website": "salm.example"},
]

if __name__ == "__main__":
    for person in PEOPLE:
        add_mentor(person)
    for line in overview():
        print(line)
    db.close()
