from inventory import book, prepare_table, stock_total

TODAY = [("SW-24P", 12), ("AP-650", 40), ("UPS-1500", 6)]


def main():
    prepare_table()
    booked = book(TODAY)
    for code, number in booked.items():
        print(f"{code}: pallet {number}")
    pallets, units = stock_total()
    print(f"pallets: {pallets}, units: {units}")


if __name__ == "__main__":
    main()
