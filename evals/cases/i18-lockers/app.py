import logging

from lockers import Desk

logging.disable(logging.WARNING)

REQUESTS = [("1-02", "Yusuf"), ("2-01", "Marta"), ("2-03", "Ken")]


def main():
    desk = Desk({1: 2, 2: 3})
    for locker_id, holder in REQUESTS:
        desk.assign(locker_id, holder)
    holders = desk.holders()
    for locker_id, holder in holders.items():
        print(f"{locker_id}: {holder}")
    print("free:", sum(1 for holder in holders.values() if holder == "free"))


if __name__ == "__main__":
    main()
