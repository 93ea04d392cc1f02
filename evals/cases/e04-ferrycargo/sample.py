BOOKINGS = [
    {"id": "k1", "sailing": "N-0412", "kind": "car", "kilos": 1650},
    {"id": "k2", "sailing": "N-0412", "kind": "car", "kilos": 2100},
    {"id": "k3", "sailing": "N-0412", "kind": "trailer", "kilos": 1900},
    {"id": "k4", "sailing": "N-0412", "kind": "trailer", "kilos": 1850},
    {"id": "k5", "sailing": "N-0412", "kind": "container", "kilos": 2400},
    {"id": "k6", "sailing": "N-0412", "kind": "container", "kilos": 1350},
    {"id": "k7", "sailing": "S-0501", "kind": "trailer", "kilos": 300},
]
