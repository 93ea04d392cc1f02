from sales import Desk
from theatre import announce, db

ORDERS = [("faust", "Irma", 2), ("faust", "Leo", 4), ("tosca", "Irma", 1)]


def main():
    announce("faust", "Faust", 80)
    announce("tosca", "Tosca", 120)
    desk = Desk("A")
    for show_id, buyer, seats in ORDERS:
        print("ticket", desk.sell(show_id, buyer, seats), buyer)
    for show_id in ("faust", "tosca"):
        show = db.express_sync.read("Show", show_id)
        print(f"{show['title']}: {show['seats']} seats left")
    db.close()


if __name__ == "__main__":
    main()
