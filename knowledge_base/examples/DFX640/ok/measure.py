from app import STATIONS


def measured(name):
    return 10.0 + STATIONS.index(name)
