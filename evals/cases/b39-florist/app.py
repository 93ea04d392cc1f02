import backoffice
import shop


def main():
    backoffice.add("rose", "Red roses", 35)
    backoffice.add("tulip", "Tulips", 18)
    print("morning:", shop.price_tag("rose"), shop.window())

    backoffice.reprice("rose", 29)
    backoffice.hide("tulip")
    print("noon:", shop.price_tag("rose"), shop.window())

    shop.db.close()
    backoffice.db.close()


if __name__ == "__main__":
    main()
