ROOMS = [
    {"name": "Aspen", "seats": 4},
    {"name": "Birch", "seats": 8},
    {"name": "Cedar", "seats": 12},
]
