from decimal import Decimal

from store import bid, highest

bid(1, Decimal("19.90"))
bid(2, Decimal("100.50"))
print("highest:", highest())
