"""caspian judge, explain-merge, possible-matches, and rules test --judgements: what people say changes a briefing and tests a pack."""
import shutil
import unittest

from program import TINY, ProgramTest

ADA = "Ada Brandt visited Malmö on 2 May 2006.\n"
WHO = ("--author", "bo", "--time", "2026-01-01T00:00:00Z")


class JudgeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", ADA)
        self.write("b.txt", "Ingrid Vale visited Malmö on 3 May 2007.\n")

    def call(self, address, *arguments, code=0):
        return self.expect(code, self.run_program(*arguments, "--server", address, "--collection", "news"))

    def ingest(self, address):
        self.call(address, "ingest", "a.txt", "b.txt")

    def events(self, address):
        return self.call(address, "briefing", "--kind", "event", "--format", "jsonl").stdout.count('"event":')

    def event_id(self, address, day):
        lines = self.call(address, "briefing", "--kind", "event", "--from", day, "--to", day, "--format", "jsonl").stdout
        return lines.splitlines()[1].split('"id":"')[1].split('"')[0]

    def test_names_are_joined_and_left_as_they_were(self):
        names = ("Ada Brandt", "Ingrid Vale")
        with self.serve() as address:
            self.ingest(address)
            self.assertTrue(self.call(address, "explain-merge", *names).stdout.startswith("two records\n"))

            made = self.call(address, "judge", "same", *names, *WHO, "--reason", "her pen name", "--id", "pen")

            self.assertEqual(made.stdout, "pen\n")
            told = self.call(address, "explain-merge", *names).stdout
            self.assertTrue(told.startswith("one record\n"), told)
            self.assertIn("1000 judgement, joined, judgement pen", told)
            self.assertIn("by bo 2026-01-01T00:00:00Z: her pen name  [in force]", self.call(address, "judge", "list").stdout)
            self.assertEqual(self.call(address, "judge", "undo", "pen", "--author", "ada").stdout, "undone\n")
            again = self.call(address, "judge", "undo", "pen", "--author", "bo", code=1)
            self.assertIn("pen was undone before, by ada ", again.stderr)
            self.assertTrue(self.call(address, "explain-merge", *names).stdout.startswith("two records\n"))
            self.assertIn("[undone by ada", self.call(address, "judge", "list").stdout)

    def test_undoing_what_is_not_there_or_is_of_a_later_time_changes_nothing_and_says_so(self):
        names = ("Ada Brandt", "Ingrid Vale")
        with self.serve() as address:
            self.ingest(address)
            self.call(address, "judge", "same", *names, "--author", "bo", "--time", "2100-01-01T00:00:00Z", "--id", "late")

            missing = self.call(address, "judge", "undo", "typo", "--author", "ada", code=1)
            early = self.call(address, "judge", "undo", "late", "--author", "ada", code=1)

            self.assertIn("no judgement typo: 'caspian judge list' has them all", missing.stderr)
            self.assertIn("late is of 2100-01-01T00:00:00Z, later than this, so it stays in force: give a later --time", early.stderr)
            listed = self.call(address, "judge", "list").stdout
            self.assertNotIn("typo", listed)
            self.assertIn("[in force]", listed)

    def test_of_two_that_contradict_each_other_the_later_counts_though_they_follow_at_once(self):
        names = ("Ada Brandt", "Ingrid Vale")
        with self.serve() as address:
            self.ingest(address)
            for _ in range(3):
                for kind, told in (("same", "one record\n"), ("not-same", "two records\n")):
                    made = self.call(address, "judge", kind, *names, "--author", "bo").stdout.strip()
                    self.assertTrue(self.call(address, "explain-merge", *names).stdout.startswith(told), kind)
            self.call(address, "judge", "undo", made, "--author", "bo")
            again = self.call(address, "judge", "not-same", *names, "--author", "bo").stdout.strip()
            self.assertNotEqual(again, made)

    def test_records_are_named_by_any_of_their_names_and_by_keys_as_they_are_printed(self):
        self.write("b.txt", "Ingrid Vale visited Malmö on 3 May 2007. Vale left.\n")
        with self.serve() as address:
            self.ingest(address)
            made = self.call(address, "judge", "same", "Ada Brandt", "Ingrid Vale", *WHO)
            key = self.call(address, "explain-merge", "Ada Brandt", "Ingrid Vale").stdout.split("entity|")[1].split("\n")[0]

            told = self.call(address, "explain-merge", f"entity|{key}", "Ingrid Vale").stdout

            self.assertTrue(made.stdout.startswith("j-"))
            self.assertTrue(told.startswith("one record\n"), told)

    def test_an_event_that_is_none_leaves_and_a_wrong_date_is_mended(self):
        with self.serve() as address:
            self.ingest(address)
            self.call(address, "judge", "not-an-event", self.event_id(address, "2006-05-02"), *WHO)
            self.assertEqual(self.events(address), 1)

            self.call(address, "judge", "wrong-date", self.event_id(address, "2007-05-03"), "--date", "2007-05-04", *WHO)

            self.assertIn('"first_day":"2007-05-04"', self.call(address, "briefing", "--kind", "event", "--format", "jsonl").stdout)

    def test_what_does_not_fit_is_told(self):
        with self.serve() as address:
            self.ingest(address)
            self.expect(1, self.call(address, "judge", "same", "Ada Brandt", "Nobody", *WHO, code=1), "nothing is called \"Nobody\"")
            self.expect(2, self.call(address, "judge", "same", "Ada Brandt", "Ada Brandt", *WHO, code=2), "names one key twice")
            self.expect(2, self.call(address, "judge", "same", "Ada Brandt", *WHO, code=2), "RECORD")

    def test_possible_matches_have_reasons(self):
        self.write("b.txt", "Ada Brandt visited Malmö.\n")
        with self.serve() as address:
            self.ingest(address)

            found = self.call(address, "possible-matches").stdout

            self.assertRegex(found, r"^800  VISIT agent=Ada Brandt, place=Malmö \([0-9a-f]{32}\)  /  VISIT ")
            self.assertIn("time told by one alone", found)

    def test_judgements_are_cases_of_a_pack(self):
        pack = str(self.folder / "pack")
        shutil.copytree(TINY, pack)
        with self.serve("--store", "kept") as address:
            self.ingest(address)
            self.call(address, "judge", "not-an-event", self.event_id(address, "2006-05-02"), *WHO, "--id", "gone")
            self.call(address, "judge", "wrong-date", self.event_id(address, "2007-05-03"), "--date", "2007-05-03", *WHO, "--id", "right")

            run = self.run_program("rules", "test", pack, "--judgements", "news", "--server", address)

            self.assertEqual(run.returncode, 3, run.stderr)
            self.assertIn("does not hold: a.txt\n  gone", run.stdout)
            self.assertTrue(run.stdout.endswith("news: 2 judgements, 1 hold, 1 do not\n"), run.stdout)

        run = self.run_program("rules", "test", pack, "--judgements", "news", "--store", "kept")
        self.assertTrue(run.stdout.endswith("news: 2 judgements, 1 hold, 1 do not\n"), run.stdout)
        self.expect(2, self.run_program("rules", "test", pack, "--judgements", "news"), "say where the collection is")


if __name__ == "__main__":
    unittest.main()
