import multiprocessing

from store import db, open_tours, seed
import clean


def bill(tour):
    total = tour["km"] * tour["rate_cents"]
    db.express_sync.create(
        "FreightInvoice", {"id": f"inv-{tour['id']}", "tour": tour["id"], "total_cents": total}
    )
    return total


def main():
    with multiprocessing.Pool(2) as pool:
        clean.reset("freight_tours", "freight_invoices")
        seed()
        tours = [{key: t[key] for key in ("id", "km", "rate_cents")} for t in open_tours()]
        print("tours to bill:", len(tours))
        totals = pool.map_async(bill, tours).get(timeout=15)
    print("billed:", sum(totals))
    print("invoices:", db.express_sync.count("FreightInvoice"))
    db.close()


if __name__ == "__main__":
    main()
