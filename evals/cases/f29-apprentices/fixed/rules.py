AGE = {"range": {"min": 15, "max": 60}}
