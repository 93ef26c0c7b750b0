"""The program caspian as a child process, for the black-box tests beside this file."""
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CASPIAN_BIN", str(ROOT / "build" / "caspian"))
# A pack of a few rules, so that no test hangs on what the shipped one finds.
TINY = str(ROOT / "tests" / "conformance" / "packs" / "tiny")
SECONDS = 240


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, from which it runs the program."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run_program(self, *arguments, stdin=b"", env=None, prefix=()):
        """The finished run; its output as text."""
        environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR")}
        run = subprocess.run([*prefix, PROGRAM, *map(str, arguments)], input=stdin, capture_output=True, cwd=self.folder,
                             env={**environment, **(env or {})}, timeout=SECONDS, check=False)
        run.raw = run.stdout
        run.stdout, run.stderr = run.stdout.decode("utf-8", "replace"), run.stderr.decode("utf-8", "replace")
        return run

    def expect(self, code, run, *words):
        """Checks the exit code, and that standard error holds each of the words."""
        self.assertEqual(run.returncode, code, run.stderr)
        for word in words:
            self.assertIn(word, run.stderr)
        return run

    def extract(self, *documents, arguments=(), code=0):
        """What `caspian extract` prints for documents, by the tiny pack."""
        lines = "".join(json.dumps(document) + "\n" for document in documents).encode()
        run = self.run_program("extract", "--rules", TINY, *arguments, stdin=lines)
        self.expect(code, run)
        return [json.loads(line) for line in run.stdout.splitlines()]

    @contextlib.contextmanager
    def serve(self, *arguments):
        """`caspian serve` on a free port: gives the address; SIGTERM at the end, which must end it well."""
        command = [PROGRAM, "serve", "--rules", TINY, "--address", "127.0.0.1:0", *map(str, arguments)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=self.folder) as server:
            try:
                line = server.stderr.readline()
                found = re.search(r"listens on (127\.0\.0\.1:\d+)", line)
                self.assertTrue(found, line + (server.stderr.read() if not found else ""))
                yield found.group(1)
            finally:
                server.send_signal(signal.SIGTERM)
                server.stderr.read()
                code = server.wait(timeout=SECONDS)
        self.assertEqual(code, 0)
