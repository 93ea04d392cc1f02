PODIUM = 3

SORTING = {
    "best": ["-points"],
    "by_name": ["name"],
}
