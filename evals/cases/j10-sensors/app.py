from storage import db, record, warmest

DAY = {
    "roof": [11.5, 19.0, 24.25, 17.0],
    "cellar": [12.0, 12.25, 12.0],
}


def main():
    for sensor, values in DAY.items():
        record(sensor, values)
    for sensor in DAY:
        print(f"{sensor}: max {warmest(sensor)}")
    print("readings:", db.express_sync.count("Reading"))
    db.close()


if __name__ == "__main__":
    main()
