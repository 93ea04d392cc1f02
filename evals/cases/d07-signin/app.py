from accounts import db, register
from auth import LoginError, login

register("a1", "Greta@example.org", "tulip-44", role="librarian")
register("a2", "hugo@example.org", "marble-9")

for email, password in (
    ("greta@example.org", "tulip-44"),
    (" Hugo@Example.org", "marble-9"),
    ("hugo@example.org", "wrong"),
    ("nobody@example.org", "x"),
):
    try:
        account = login(email, password)
        print(f"{account['email']} signed in as {account['role']}")
    except LoginError as exc:
        print(f"{email.strip().lower()} refused: {exc}")
db.close()
