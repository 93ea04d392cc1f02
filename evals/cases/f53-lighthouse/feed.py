FEED = [{"id": 1, "burning": 1}, {"id": 2, "burning": 0}, {"id": 3, "burning": 1}]
