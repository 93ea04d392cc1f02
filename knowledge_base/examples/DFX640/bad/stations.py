from app import handler


@handler("roof")
def roof():
    return 11.5


@handler("yard")
def yard():
    return 9.0
