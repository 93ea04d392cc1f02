FEEDS = {
    "monday": [
        ("P-100", "Brake pad", 24.5, 40),
        ("P-200", "Air filter", 11.0, 75),
        ("P-300", "Wiper blade", 8.9, 120),
    ],
    "tuesday": [
        ("P-100", "Brake pad", 26.0, 31),
        ("P-300", "Wiper blade", 9.4, 98),
        ("P-400", "Spark plug", 6.2, 300),
    ],
}


def read_feed(day):
    return [
        {"id": number, "title": title, "price": price, "stock": stock}
        for number, title, price, stock in FEEDS[day]
    ]
