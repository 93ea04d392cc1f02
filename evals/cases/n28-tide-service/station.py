import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


class Station(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(500)

    def log_message(self, *arguments):
        pass


def address():
    server = HTTPServer(("127.0.0.1", 0), Station)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}/tides"
