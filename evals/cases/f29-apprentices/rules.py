AGE = {"min": 15, "max": 60}
