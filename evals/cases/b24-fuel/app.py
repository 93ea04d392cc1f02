import psycopg2

from models import DATABASE_URL, db


def reset():
    con = psycopg2.connect(DATABASE_URL)
    for table in ("b24_fuel_price", "b24_fuel_price_history", "fuel_price_histories"):
        con.cursor().execute(f"DROP TABLE IF EXISTS {table}")
    con.commit()
    con.close()


def set_price(station, fuel, cents, by):
    """Keeps one current row per station and fuel; every change is also written to the history."""
    row = {"station": station, "fuel": fuel, "cents": cents}
    current = db.express_sync.find_one("FuelPrice", {"station": station, "fuel": fuel})
    if current:
        db.express_sync.update("FuelPrice", current["id"], {"cents": cents})
    else:
        db.express_sync.create("FuelPrice", row)
    db.express_sync.create("FuelPriceHistory", {**row, "changed_by": by})


def board(station):
    prices = db.express_sync.list("FuelPrice", {"station": station}, order_by=["id"])
    return [f"{p['fuel']} {p['cents'] / 100:.2f}" for p in prices]


if __name__ == "__main__":
    reset()
    set_price("North Gate", "diesel", 169, "kim")
    set_price("North Gate", "super", 181, "kim")
    set_price("North Gate", "diesel", 165, "lou")
    print("board:", " | ".join(board("North Gate")))
    print("changes:", db.express_sync.count("FuelPriceHistory"))
    db.close()
