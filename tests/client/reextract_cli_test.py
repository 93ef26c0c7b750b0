"""caspian reextract: another pack over stored documents, the difference first, then the change."""
import shutil
import unittest

from program import TINY, ProgramTest

VISIT = "Ada Brandt visited Malmö on 2 May 2006.\n"
WALK = "Ada Brandt walked to Malmö on 3 May 2006.\n"


class ReextractTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("visit.txt", VISIT)
        self.write("walk.txt", WALK)
        self.expect(0, self.run_program("brief", "--rules", TINY, "--store", "kept", "--collection", "news", "visit.txt", "walk.txt"))

    def pack(self, name, version, *changes):
        """A copy of the tiny pack with another version and changed clauses."""
        folder = self.folder / name
        shutil.copytree(TINY, folder)
        manifest = folder / "pack.yaml"
        manifest.write_text(manifest.read_text().replace("version: 1", f"version: {version}"))
        clauses = folder / "clauses.yaml"
        text = clauses.read_text()
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        clauses.write_text(text)
        return name

    def walking(self, version=2):
        return self.pack("walking", version, (" visited (?P<place>", " (?:visited|walked to) (?P<place>"))

    def reextract(self, *arguments, code=0):
        return self.expect(code, self.run_program("reextract", "news", *arguments))

    def briefing(self):
        return self.expect(0, self.run_program("brief", "--rules", TINY, "--store", "kept", "--collection", "news", "visit.txt")).stdout

    def test_a_dry_run_prints_the_difference_and_writes_nothing(self):
        before = self.briefing()

        run = self.reextract("--store", "kept", "--rules", self.walking(), "--dry-run")

        self.assertIn("new (1)\n  + event VISIT · 3 May 2006 · Ada Brandt visited Malmö [walk.txt; 1 place, 1 witness]\n", run.stdout)
        self.assertIn("records: 0 gone, 1 new, 0 changed, 0 merged, 0 split, ", run.stdout)
        self.assertIn("rule set tiny 2: 1 of 2 documents differ, 1 the same, 0 extracted by it before\n", run.stdout)
        self.assertTrue(run.stdout.endswith("dry run: nothing was written\n"))
        self.assertEqual(self.briefing(), before)

    def test_without_it_the_change_is_made_so_that_there_is_none_the_next_time(self):
        pack = self.walking()

        run = self.reextract("--store", "kept", "--rules", pack)
        again = self.reextract("--store", "kept", "--rules", pack)

        self.assertTrue(run.stdout.endswith("2 stored\n"), run.stdout)
        self.assertIn("3 May", self.briefing())
        self.assertIn("records: 0 gone, 0 new, 0 changed, 0 merged, 0 split, ", again.stdout)
        self.assertIn("0 of 2 documents differ, 0 the same, 2 extracted by it before", again.stdout)

    def test_what_a_rule_found_wrongly_is_gone(self):
        pack = self.pack("strict", 2, ("(?P<agent><PERSON>) visited (?P<place><PLACE>)", "(?P<agent><PERSON>) really visited (?P<place><PLACE>)"),
                         ('"Ada Brandt visited', '"Ada Brandt really visited'))

        run = self.reextract("--store", "kept", "--rules", pack)

        self.assertIn("gone (1)\n  - event VISIT · 2 May 2006 · Ada Brandt visited Malmö [visit.txt; 1 place, 1 witness]\n", run.stdout)
        self.assertNotIn("REPORTED", self.briefing())

    def test_a_record_that_changes_shows_both_sides(self):
        pack = self.pack("denying", 2, ("(?: on (?P<when><DATE>))?'\n    tests", "(?: on (?P<when><DATE>))?'\n    set: {actuality: planned}\n    tests"))

        run = self.reextract("--store", "kept", "--rules", pack, "--dry-run")

        self.assertIn("changed (1)\n  - event VISIT · 2 May 2006 · Ada Brandt visited Malmö [", run.stdout)
        self.assertIn("\n  + event VISIT · 2 May 2006 · Ada Brandt to visit Malmö [", run.stdout)

    def test_an_extraction_that_ranks_higher_stays_and_the_reader_is_told(self):
        self.reextract("--store", "kept", "--rules", self.walking(version=3))

        run = self.reextract("--store", "kept", "--rules", TINY)

        self.assertIn("2 documents left as before: extracted by a rule set that ranks higher; raise version: in pack.yaml\n", run.stdout)
        self.assertIn("3 May", self.briefing())

    def test_a_server_is_asked_and_changed(self):
        pack = self.walking()
        with self.serve("--store", "kept") as address:
            run = self.reextract("--server", address, "--rules", pack)
            shown = self.expect(0, self.run_program("briefing", "--server", address, "--collection", "news")).stdout

        self.assertTrue(run.stdout.endswith("2 stored\n"), run.stdout)
        self.assertIn("3 May", shown)

    def test_what_people_judged_counts_on_both_sides(self):
        pack = self.walking()
        with self.serve("--store", "kept") as address:
            to = ("--server", address, "--collection", "news")
            events = self.expect(0, self.run_program("briefing", *to, "--kind", "event", "--format", "jsonl")).stdout
            event = events.splitlines()[1].split('"id":"')[1].split('"')[0]
            self.expect(0, self.run_program("judge", "not-an-event", event, *to, "--author", "bo"))

            run = self.reextract("--server", address, "--rules", pack, "--dry-run")

        self.assertIn("new (1)\n  + event VISIT · 3 May 2006", run.stdout)
        self.assertNotIn("2 May 2006", run.stdout)

    def test_from_the_pack_before_documents_that_no_change_can_touch_are_not_read_again(self):
        self.write("sleep.txt", "Ada Brandt slept in Malmö on 4 May 2006.\n")
        self.expect(0, self.run_program("brief", "--rules", TINY, "--store", "kept", "--collection", "news", "sleep.txt"))
        pack = self.walking()
        all_read = self.reextract("--store", "kept", "--rules", pack, "--dry-run").stdout

        run = self.reextract("--store", "kept", "--rules", pack, "--from", TINY)
        again = self.reextract("--store", "kept", "--rules", pack)

        self.assertIn("1 of 3 documents differ, 2 the same, 0 extracted by it before; 1 not read again: nothing that changed is in it\n", run.stdout)
        self.assertEqual(run.stdout.split("\nrule set")[0], all_read.split("\nrule set")[0])
        self.assertTrue(run.stdout.endswith("3 stored\n"), run.stdout)
        self.assertIn("0 of 3 documents differ, 0 the same, 3 extracted by it before\n", again.stdout)

    def test_from_a_pack_that_differs_in_its_settings_all_documents_are_read_and_the_reader_is_told(self):
        pack = self.pack("narrow", 2)
        manifest = self.folder / pack / "pack.yaml"
        manifest.write_text(manifest.read_text() + "limits: {annotations_per_sentence: 99}\n")

        run = self.reextract("--store", "kept", "--rules", pack, "--from", TINY)

        self.assertIn("what changed may touch any document, so each is read again: settings in pack.yaml\n", run.stderr)
        self.assertIn("0 of 2 documents differ, 2 the same, 0 extracted by it before\n", run.stdout)

    def test_from_a_pack_that_has_extracted_none_of_them_the_reader_is_told(self):
        run = self.reextract("--store", "kept", "--rules", self.walking(version=3), "--from", self.pack("other", 2))

        self.assertIn("no document was extracted by rule set tiny 2 (--from), so each was read again\n", run.stderr)

    def test_says_what_is_wrong_with_the_call(self):
        self.reextract(code=2)
        self.reextract("--store", "kept", "--server", "127.0.0.1:1", code=2)
        self.expect(2, self.run_program("reextract", "newz", "--store", "kept"), "newz")
        self.reextract("--store", "kept", "--rules", "nowhere", code=3)
        self.reextract("--store", "kept", "--rules", TINY, "--from", "nowhere", code=3)
        self.expect(2, self.reextract("--store", "nowhere", code=2), "no folder nowhere")
        self.assertFalse((self.folder / "nowhere").exists())


if __name__ == "__main__":
    unittest.main()
