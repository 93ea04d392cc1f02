import httpx

ADDRESS = "http://127.0.0.1:9/forecast"


def forecast(place):
    answer = httpx.get(ADDRESS, params={"place": place}, timeout=2)
    answer.raise_for_status()
    return answer.json()
