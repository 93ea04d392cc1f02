def new_code():
    return "T-1"
