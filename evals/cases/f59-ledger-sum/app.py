from store import amount_of, book, db

book(1, 1234567.89)
print(f"amount: {amount_of(1):.2f}")
db.close()
