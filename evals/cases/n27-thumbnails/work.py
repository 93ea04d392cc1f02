def ratio(picture):
    return picture["width"] / picture["height"]
