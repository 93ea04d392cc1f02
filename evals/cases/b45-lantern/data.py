INVOICES = {
    "north": [
        {"number": "2026-001", "customer": "Hotel Krone", "cents": 12000},
        {"number": "2026-002", "customer": "Cafe Mira", "cents": 4500},
        {"number": "2026-003", "customer": "Hotel Krone", "cents": 800},
    ],
    "south": [
        {"number": "2026-001", "customer": "Opera House", "cents": 91000},
        {"number": "2026-002", "customer": "City Museum", "cents": 20000},
    ],
}
