"""Bad input, case by case: a message that says what, where and what to do, the code, and the rest of the work goes on."""
import json
import os
import shutil
import socket
import subprocess
import unittest

from program import PROGRAM, TINY, ProgramTest

GOOD = "Ada Brandt visited Malmö on 2 May.\n"
LIMIT = 16 << 20


class BadDocumentTest(ProgramTest):
    def check(self, content, *words):
        """One bad file between two good ones."""
        self.write("first.txt", GOOD)
        self.write("bad.txt", content)
        self.write("last.txt", GOOD)

        run = self.run_program("brief", "--rules", TINY, "--format", "jsonl", "first.txt", "bad.txt", "last.txt")

        self.expect(1, run, "bad.txt", *words)
        head = json.loads(run.stdout.splitlines()[0])
        self.assertEqual([document["id"] for document in head["documents"]], ["first.txt", "last.txt"])

    def test_bytes_that_are_not_utf8(self):
        self.check(b"Ada Brandt \xff visited", "0xff", "11", "UTF-8")

    def test_empty(self):
        self.check(b"", "empty")

    def test_nul(self):
        self.check(b"Ada\0Brandt", "NUL", "3")

    def test_one_byte_above_the_limit(self):
        self.check(GOOD.encode() + b" " * (LIMIT + 1 - len(GOOD.encode())), str(LIMIT), "split it")

    def test_a_missing_file(self):
        self.write("first.txt", GOOD)

        run = self.run_program("brief", "--rules", TINY, "--format", "jsonl", "nowhere.txt", "first.txt")

        self.expect(1, run, "nowhere.txt", "no such file", "check the path")
        self.assertIn("Ada Brandt", run.stdout)

    def test_a_folder(self):
        self.write("first.txt", GOOD)

        run = self.run_program("brief", "--rules", TINY, ".", "first.txt")

        self.expect(1, run, "is a folder", "name its files")
        self.assertIn("Ada Brandt", run.stdout)

    @unittest.skipIf(os.geteuid() == 0, "permissions do not bind root")
    def test_a_file_that_may_not_be_read(self):
        os.chmod(self.folder / self.write("first.txt", GOOD), 0)

        self.expect(1, self.run_program("brief", "--rules", TINY, "first.txt"), "permissions")

    def test_nothing_is_printed_where_nothing_could_be_read(self):
        run = self.run_program("brief", "--rules", TINY, "nowhere.txt")

        self.expect(1, run)
        self.assertEqual(run.stdout, "")


class OddButGoodDocumentTest(ProgramTest):
    def mentions(self, text, *arguments):
        self.write("a.txt", text)
        run = self.expect(0, self.run_program("extract", "--rules", TINY, "a.txt", *arguments))
        return json.loads(run.stdout)["mentions"]

    def names(self, content):
        found = self.mentions(content)
        for mention in found:
            self.assertEqual(content[mention["start"]:mention["end"]].decode(), mention["text"])
        return [mention["text"] for mention in found]

    def test_exactly_the_limit(self):
        start = GOOD.encode()

        names = self.names(start + b"\n" * (LIMIT - len(start)))

        self.assertIn("Ada Brandt", names)

    def test_a_byte_order_mark_counts_in_offsets(self):
        self.assertEqual(self.mentions(b"\xef\xbb\xbf" + GOOD.encode())[0]["start"], 3)

    def test_carriage_returns_are_white_space(self):
        filled = "Nobody at the harbour knew for certain why that summer"
        wrapped = f"{filled} Ada\r\nBrandt visited Malmö. {filled}\r\nit had to be on 2 May of all days, {filled}\r\nand said so.\r\n"

        self.assertEqual(self.names(wrapped.encode()), ["Ada\r\nBrandt", "Malmö", "2 May"])

    def test_private_use_characters_stay_in_the_text_and_match_nothing(self):
        self.assertEqual(self.names("\ue000\U000f0001\U00100000 Ada Brandt \ue000visited Malmö".encode()), ["Ada Brandt", "Malmö"])

    def test_without_a_published_date_days_stay_open(self):
        self.assertEqual([m["value"] for m in self.mentions(GOOD) if m["label"] == "DATE"], ["XXXX-05-02"])

    def test_a_bare_year_anchors_only_the_year(self):
        dates = [m["value"] for m in self.mentions(GOOD, "--published", "2006") if m["label"] == "DATE"]

        self.assertEqual(dates, ["2006-05-02"])

    def test_a_day_that_does_not_exist_is_kept_as_words(self):
        dates = [m for m in self.mentions("Ada Brandt visited Malmö on 31 June 2006.") if m["label"] == "DATE"]

        self.assertEqual([(m["text"], m["value"]) for m in dates], [("31 June 2006", "31 June 2006")])


class BadLineTest(ProgramTest):
    def test_a_broken_line_is_named_and_the_rest_goes_on(self):
        lines = [json.dumps({"id": "a", "text": GOOD}), "{broken", json.dumps({"text": GOOD}), json.dumps({"id": "d", "text": None}),
                 json.dumps({"id": "e", "text": "a\0b"}), "", json.dumps({"id": "g", "text": GOOD, "published": "2006-13"}),
                 json.dumps({"id": "h", "text": GOOD})]

        run = self.run_program("extract", "--rules", TINY, stdin="\n".join(lines).encode())

        self.expect(1, run, "line 2: not JSON", "line 3: no \"id\"", "document d", "document e", "NUL", "line 7", "month 13")
        self.assertEqual([json.loads(line)["id"] for line in run.stdout.splitlines()], ["a", "h"])


class BadSurroundingsTest(ProgramTest):
    def test_a_busy_port(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"

            run = self.run_program("serve", "--rules", TINY, "--address", address)

        self.expect(4, run, address)

    def test_a_server_that_does_not_answer(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{unused.getsockname()[1]}"
            self.write("a.txt", GOOD)

            for command in (("briefing",), ("ingest", "a.txt")):
                run = self.run_program(*command, "--server", address, "--collection", "news")
                self.expect(4, run, address, "caspian serve")

    def test_a_published_date_that_is_none(self):
        self.write("a.txt", GOOD)

        for date in ("2006-06-31", "yesterday", "06/05/2006"):
            self.expect(2, self.run_program("brief", "a.txt", "--published", date), "--published", "2006-07-05")

    def test_usage_errors_name_the_help(self):
        for arguments in ((), ("brief",), ("frob",), ("brief", "a", "--format", "xml"), ("rules",), ("briefing", "--server", "x")):
            self.expect(2, self.run_program(*arguments), "--help")

    def test_a_missing_or_mistyped_command_is_told_with_those_that_are_there(self):
        self.expect(2, self.run_program(), "a command is missing: one of brief, extract,")
        self.expect(2, self.run_program("frob"), "no command frob: one of brief, extract,")
        self.expect(2, self.run_program("rules"), "a command is missing: one of check, test,", "caspian rules --help")
        self.expect(2, self.run_program("rules", "chek"), "no command chek: one of check, test,")
        self.expect(2, self.run_program("--frob"), "no flag --frob")

    def test_a_collection_that_can_not_be_named_so(self):
        self.write("a.txt", GOOD)

        self.expect(2, self.run_program("brief", "--rules", TINY, "a.txt", "--collection", "a/b"), "a/b")

    def test_a_store_that_can_not_be_opened(self):
        self.write("a.txt", GOOD)
        self.write("file", b"no folder")

        run = self.run_program("brief", "--rules", TINY, "a.txt", "--store", "file")

        self.expect(3, run, "file")

    def test_a_full_disk(self):
        """A store on a file system without room: the documents fail, and say so."""
        (self.folder / "disk").mkdir()
        mount = "mount -t tmpfs -o size=96k none disk && exec \"$@\""
        prefix = ("unshare", "-m", "sh", "-c", mount, "sh")
        probe = shutil.which("unshare") and subprocess.run([*prefix, "true"], cwd=self.folder, capture_output=True, check=False)
        if not probe or probe.returncode != 0:
            self.skipTest("no mount name spaces here")
        self.write("a.txt", GOOD * 20000)

        run = self.run_program("brief", "--rules", TINY, "a.txt", "--store", "disk/store", prefix=prefix)

        self.assertIn(run.returncode, (1, 3), run.stderr)
        self.assertIn("disk", run.stderr)
        self.assertRegex(run.stderr, "(?i)no room|full")

    def test_a_full_output(self):
        self.write("a.txt", GOOD)
        with open("/dev/full", "wb") as full:
            run = subprocess.run([PROGRAM, "brief", "--rules", TINY, "a.txt"], stdout=full, stderr=subprocess.PIPE, cwd=self.folder, check=False)

        self.assertEqual(run.returncode, 1)
        self.assertIn(b"standard output", run.stderr)


if __name__ == "__main__":
    unittest.main()
