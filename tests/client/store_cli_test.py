"""caspian store: checks, copies and restores the folder of a store, also beside a server that runs."""
import unittest

from program import TINY, ProgramTest

ADA = "Ada Brandt visited Malmö on 2 May 2006.\n"


class StoreTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", ADA)

    def store(self, *arguments, code=0, words=()):
        return self.expect(code, self.run_program("store", *arguments), *words)

    def briefing(self, address):
        return self.expect(0, self.run_program("briefing", "--server", address, "--collection", "news", "--format", "binpb")).raw

    def test_a_backup_of_a_running_server_gives_the_same_briefing(self):
        with self.serve("--store", "kept") as address:
            self.expect(0, self.run_program("ingest", "a.txt", "--server", address, "--collection", "news"))
            before = self.briefing(address)
            self.assertIn("news: 1 documents\n0 judgements\n", self.store("check", "kept").stdout)
            self.assertEqual(self.store("backup", "kept", "kept.db").stdout, "kept.db is written\n")
        self.store("restore", "kept.db", "again")
        with self.serve("--store", "again", "--rebuild") as address:
            self.assertEqual(self.briefing(address), before)

    def test_refuses_what_would_overwrite(self):
        self.expect(0, self.run_program("brief", "--rules", TINY, "a.txt", "--store", "kept"))
        self.store("backup", "kept", "kept.db")

        self.store("backup", "kept", "kept.db", code=3, words=["already"])
        self.store("restore", "kept.db", "kept", code=3, words=["has a store"])

    def test_a_file_that_is_no_backup_leaves_no_folder(self):
        self.store("restore", "a.txt", "again", code=3, words=["is not a store of Caspian"])
        self.assertFalse((self.folder / "again").exists())

    def test_says_where_there_is_no_store(self):
        for arguments in (["check", "nowhere"], ["backup", "nowhere", "x.db"], ["restore", "nowhere.db", "x"]):
            self.store(*arguments, code=3, words=["is not there"])

    def test_tells_a_damaged_store_and_what_to_do(self):
        for number in range(40):
            self.write(f"{number}.txt", ADA + "It rained. " * 900)
        self.expect(0, self.run_program("brief", "--rules", TINY, *(f"{number}.txt" for number in range(40)), "--store", "kept"))
        file = self.folder / "kept" / "caspian.db"
        whole = file.read_bytes()
        file.write_bytes(whole[:40960] + b"\x55" * 40960 + whole[81920:])

        run = self.store("check", "kept", code=3)

        self.assertIn("fault: ", run.stdout)
        self.assertIn("restore a backup", run.stdout)


if __name__ == "__main__":
    unittest.main()
