import subprocess


def run():
    subprocess.run(["sh", "-c", "exit 3"], check=True)
