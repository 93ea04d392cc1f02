from datetime import date

from lending import db, give_back, lend, loans

MARCH = [
    ("l1", "drill", "Pavel", date(2026, 3, 2)),
    ("l2", "ladder", "Ruth", date(2026, 3, 3)),
    ("l3", "saw", "Amin", date(2026, 3, 9)),
    ("l4", "sander", "Ruth", date(2026, 3, 20)),
]


def names(found):
    return ", ".join(f"{loan['tool']} ({loan['borrower']})" for loan in found) or "-"


def main():
    for row in MARCH:
        lend(*row)
    give_back("l2", date(2026, 3, 5))

    print("back:", names(loans(returned=True)))
    print("out:", names(loans(returned=False)))
    print("remind:", names(loans(returned=False, before=date(2026, 3, 15))))
    db.close()


if __name__ == "__main__":
    main()
