from decimal import Decimal

LINES = ["CHF 0.95", "DKK 7,46"]


def parsed():
    for line in LINES:
        code, rate = line.split()
        yield code, Decimal(rate)
