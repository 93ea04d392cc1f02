MONDAY = [
    {"id": "T-101", "sort": "Boskoop", "planted": 2009},
    {"id": "T-102", "sort": "Elstar", "planted": 2014},
    {"id": "T-103", "sort": "Topaz", "planted": 2018},
]

TUESDAY = [
    {"id": "T-103", "sort": "Topaz", "planted": 2018},
    {"id": "T-104", "sort": "Gala", "planted": 2021},
    {"id": "T-105", "sort": "Jonagold", "planted": 2022},
]
