import subprocess
import sys


def run():
    subprocess.run([sys.executable, "-c", "import sys; sys.exit(3)"], check=True)
