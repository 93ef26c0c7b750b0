"""caspian brief: the page and its formats, duplicates, order, a store that stays, the end by a signal."""
import fcntl
import json
import os
import pathlib
import re
import shlex
import signal
import struct
import subprocess
import termios
import unittest

from program import PROGRAM, ROOT, TINY, ProgramTest

ADA = "Ada Brandt visited Malmö on 2 May.\n"
NOT = "Ada Brandt did not visit Malmö on 3 May.\n"


class BriefTest(ProgramTest):
    def brief(self, *arguments, stdin=b"", **more):
        return self.expect(0, self.run_program("brief", "--rules", TINY, *arguments, stdin=stdin, **more))

    def documents(self, run):
        return [document["id"] for document in json.loads(run.stdout.splitlines()[0])["documents"]]

    def test_prints_a_page_with_receipts(self):
        self.write("a.txt", ADA)

        page = self.brief("a.txt", "--published", "2006-05-05", "--publisher", "The Desk").stdout

        self.assertIn("The Desk · published 2006-05-05 (given by the caller)", page)
        self.assertRegex(page, r"2 May +Ada Brandt visited Malmö \[1\]")
        self.assertRegex(page, r"\[1\] +“Ada Brandt visited Malmö on 2 May\.” +bytes 0–35")
        self.assertNotIn("\x1b", page)

    def test_shows_rules_and_digests_with_receipts_in_full(self):
        self.write("a.txt", ADA)

        page = self.brief("a.txt", "--receipts").stdout

        self.assertRegex(page, r"rule event\.visit · bytes 0–\d+")
        self.assertRegex(page, r"tiny version 1 · sha256 [0-9a-f]{64}")

    def test_fits_the_columns_it_is_given(self):
        self.write("a.txt", ADA * 30)

        for run in (self.brief("a.txt", env={"COLUMNS": "60"}), self.brief("a.txt", "--width", "60")):
            self.assertLessEqual(max(map(len, run.stdout.splitlines())), 60)

    def test_the_same_path_twice_is_one_document(self):
        self.write("a.txt", ADA)

        self.assertEqual(self.documents(self.brief("a.txt", "a.txt", "--format", "jsonl")), ["a.txt"])

    def test_reads_standard_input(self):
        run = self.brief("-", "--format", "jsonl", stdin=ADA.encode())

        self.assertEqual(self.documents(run), ["-"])
        self.assertIn("VISIT", run.stdout)

    def test_any_order_of_files_gives_the_same_bytes(self):
        names = [self.write(f"{i}.txt", ADA if i % 2 else NOT) for i in range(9)]

        outputs = {self.brief(*order, "--format", "binpb").raw for order in (names, names[::-1], names[4:] + names[:4])}

        self.assertEqual(len(outputs), 1)

    def test_every_format_holds_the_records(self):
        self.write("a.txt", ADA)

        self.assertTrue(json.loads(self.brief("a.txt", "--format", "json").stdout)["records"])
        lines = self.brief("a.txt", "--format", "jsonl").stdout.splitlines()
        self.assertIn("id", json.loads(lines[1]))
        self.assertIn("records {", self.brief("a.txt", "--format", "textproto").stdout)
        self.assertIn(b"VISIT", self.brief("a.txt", "--format", "binpb").raw)

    def test_a_store_keeps_documents_for_later_runs(self):
        self.write("a.txt", ADA)
        self.write("b.txt", NOT)

        self.brief("a.txt", "--store", "kept")
        run = self.brief("b.txt", "--store", "kept", "--format", "jsonl")

        self.assertEqual(self.documents(run), ["a.txt", "b.txt"])

    def test_removing_nothing_and_adding_twice_changes_nothing(self):
        self.write("a.txt", ADA)

        first, second = (self.brief("a.txt", "--store", "kept", "--format", "binpb").raw for _ in range(2))

        self.assertEqual(first, second)

    def test_ends_with_130_when_interrupted(self):
        command = [PROGRAM, "brief", "--rules", TINY, "-"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
            # Above what a pipe holds: once it is written, the program is reading.
            run.stdin.write(b"Ada Brandt visited. " * 20000)
            run.stdin.flush()
            run.send_signal(signal.SIGINT)
            message = run.stderr.read()
            self.assertEqual(run.wait(timeout=60), 130)
        self.assertIn(b"interrupted", message)


class TerminalTest(ProgramTest):
    def on_terminal(self, columns, **environment):
        """What `brief` prints where standard output is a terminal of so many columns."""
        self.write("a.txt", ADA * 9)
        try:
            master, slave = os.openpty()
        except OSError as error:  # a root without /dev/pts
            self.skipTest(f"this system gives no terminals: {error}")
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        command = [PROGRAM, "brief", "--rules", TINY, "a.txt"]
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
        with subprocess.Popen(command, stdout=slave, cwd=self.folder, env=environment) as run:
            os.close(slave)
            printed = b""
            while True:
                try:
                    part = os.read(master, 1 << 16)
                except OSError:  # the terminal's other end is closed
                    break
                printed += part
                if not part:
                    break
            self.assertEqual(run.wait(timeout=60), 0)
        os.close(master)
        return printed.decode()

    def test_a_terminal_gets_colours_and_its_own_width(self):
        printed = self.on_terminal(70)

        self.assertIn("\x1b[1;36m", printed)
        plain = re.sub("\x1b\\[[0-9;]*m", "", printed)
        self.assertEqual(max(map(len, plain.splitlines())), 70)

    def test_no_color_is_honoured(self):
        self.assertNotIn("\x1b", self.on_terminal(70, NO_COLOR="1"))

    def test_a_dumb_terminal_gets_no_colours(self):
        self.assertNotIn("\x1b", self.on_terminal(70, TERM="dumb"))


class HelpTest(ProgramTest):
    COMMANDS = (("brief",), ("extract",), ("serve",), ("ingest",), ("briefing",), ("rules",), ("rules", "check"), ("rules", "test"))

    def test_the_version_is_one_line(self):
        self.assertRegex(self.expect(0, self.run_program("--version")).stdout, r"^caspian \d+\.\d+\.\d+\n$")

    def test_every_command_shows_command_lines_of_its_own(self):
        for command in self.COMMANDS:
            help_text = self.expect(0, self.run_program(*command, "--help")).stdout
            examples = help_text.partition("Examples:\n")[2].splitlines()
            self.assertTrue(examples, command)
            for example in examples:
                self.assertIn("caspian " + " ".join(command), example)

    def test_the_flags_of_every_example_exist(self):
        """An example with --help at its end parses as far as its flags are known."""
        for command in self.COMMANDS:
            for example in self.run_program(*command, "--help").stdout.partition("Examples:\n")[2].splitlines():
                words = shlex.split(example.partition("| ")[2] or example.partition(" >")[0])
                self.assertEqual(words[0], "caspian")
                self.expect(0, self.run_program(*words[1:], "--help"))

    def test_the_help_names_the_exit_codes(self):
        self.assertIn("130 interrupted", self.run_program("--help").stdout)


class SampleTest(ProgramTest):
    """The shipped pack on the samples: found from any folder, and a page that holds together."""

    def test_each_sample_gives_a_page(self):
        samples = sorted(pathlib.Path(ROOT, "tests", "samples").glob("*.txt"))
        self.assertGreaterEqual(len(samples), 4)
        for sample in samples:
            run = self.expect(0, self.run_program("brief", sample, "--published", "2019-03-14"))
            self.assertIn("WHO\n", run.stdout)
            self.assertIn("RECEIPTS\n", run.stdout)


if __name__ == "__main__":
    unittest.main()
