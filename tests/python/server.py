"""A server of Caspian as a child process: started on a free port, stopped by its own process id."""
import os
import pathlib
import queue
import re
import signal
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("CASPIAN_BUILD", ROOT / "build"))
START_SECONDS = 30
STOP_SECONDS = 10


class Server:
    """`with Server("caspian-extractor", …) as server:` or `Server("caspian", "serve", …)`, then server.address.

    `environment` is added to this process's own; `prefix` is a command that ends by running the server in its place.
    """

    def __init__(self, program, *arguments, environment=None, prefix=()):
        self.command = [*map(str, prefix), str(BUILD / program), *map(str, arguments), "--address", "127.0.0.1:0"]
        self.environment = os.environ | (environment or {})
        self.log = []
        self._lines = queue.Queue()

    def __enter__(self):
        self._process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.address = self._wait_for_address()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    @property
    def pid(self):
        return self._process.pid

    def wait(self):
        """What a server returned that ends by itself, or was killed."""
        return self._process.wait(timeout=STOP_SECONDS)

    def _read(self):
        for line in self._process.stdout:
            self.log.append(line)
            self._lines.put(line)
        self._lines.put(None)

    def _wait_for_address(self):
        """The address of the line that says where the server listens."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise TimeoutError(f"{self.command} did not listen in {START_SECONDS} s: {self.log}") from None
            if line is None:
                raise ChildProcessError(f"{self.command} ended: {''.join(self.log)}")
            found = re.search(r"(?:listen\w*(?: on)?|address)[ =:]+(127\.0\.0\.1:[1-9]\d*)", line)
            if found:
                return found.group(1)

    def stop(self):
        """SIGTERM and what it returned; killed, which is a failure, where it does not end in time."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._reader.join(timeout=STOP_SECONDS)
            self._process.stdout.close()
