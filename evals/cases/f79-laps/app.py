from datetime import datetime

from store import db, lap, order

for number, micro in [(1, 900000), (2, 100000), (3, 400000)]:
    lap(number, datetime(2024, 5, 1, 12, 0, 7, micro))
print("order:", order())
db.close()
