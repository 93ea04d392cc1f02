RAW = b"Fern, shade\nMoss\x00, wet"


def read():
    return RAW.decode("utf-8").splitlines()
