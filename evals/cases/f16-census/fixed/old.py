ROWS = [
    {"id": "r1", "name": "Abel", "registered": "2019-03-01"},
    {"id": "r2", "name": "Ines", "registered": "2021-07-15"},
]
