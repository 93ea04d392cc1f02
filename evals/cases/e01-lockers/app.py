from lockers import db, tally, transition

ROWS = [
    {"id": "L-01", "holder": "Amsel", "state": "rented", "paid_until": "2025-03-31"},
    {"id": "L-02", "holder": "Berger", "state": "rented", "paid_until": "2025-09-30"},
    {"id": "L-03", "holder": "Czerny", "state": "rented", "paid_until": "2025-02-28"},
    {"id": "L-04", "holder": "", "state": "free", "paid_until": ""},
]

if __name__ == "__main__":
    db.express_sync.bulk_create("Locker", ROWS)
    overdue = {"state": "rented", "paid_until": {"$lt": "2025-06-01"}}
    transition(overdue, state="blocked")
    print("lockers:", tally())
    db.close()
