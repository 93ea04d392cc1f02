"""Monthly statement: the lines first, the balance below."""
from accounts import bookings_of


def money(euros):
    return f"{euros:,.2f} EUR"


def printable(bookings):
    return [
        {**booking, "amount": booking["amount"] / 100, "text": booking["text"].upper()}
        for booking in bookings
    ]


def balance(account):
    return sum(booking["amount"] for booking in bookings_of(account)) / 100


def dunning_level(account):
    due = balance(account)
    return 0 if due <= 0 else 1 if due < 500 else 2


def statement(account):
    yield f"Account {account}"
    for line in printable(bookings_of(account)):
        yield f"  {line['day']} {line['text']:<18}{money(line['amount']):>16}"
    yield f"  balance {money(balance(account))}, dunning level {dunning_level(account)}"
