"""caspian bench extract: a table of passes over texts; what can't be read or extracted is told."""
import shutil
import unittest

from program import TINY, ProgramTest


class BenchTest(ProgramTest):
    def bench(self, *args, code=0, told=()):
        self.write("one.txt", "Ada Brandt visited Malmö on 2 May. Malmö was wet. " * 200)
        return self.expect(code, self.run_program("bench", "extract", *args, "--rules", TINY, "--rounds", 1), *told)

    def rows(self, run):
        head, *rows, total = run.stdout.splitlines()
        self.assertEqual(head.split()[:2], ["pass", "MB/s"])
        self.assertRegex(total, r"^tiny: 1 document, 10400 bytes, one thread, processor time")
        return {row.split("  ")[0]: row.split()[-3:] for row in rows}

    def test_each_pass_has_its_pace_and_its_share_of_one_pattern(self):
        rows = self.rows(self.bench("one.txt"))

        self.assertEqual(list(rows), ["one RE2 pattern", "first pass", "warm"])
        self.assertEqual(rows["one RE2 pattern"][2], "1/1")
        for pace, documents, share in rows.values():
            self.assertGreater(float(pace), 0)
            self.assertGreater(float(documents), 0)
            self.assertRegex(share, r"^1/\d+$")

    def test_the_plain_engine_is_measured_where_it_is_asked_for(self):
        run = self.bench("one.txt", "--plain")

        self.assertIn("plain engine, warm", self.rows(run))
        self.assertRegex(run.stdout, r"\d+\.\d times the plain engine\n$")

    def test_what_cant_be_read_is_told_and_the_rest_is_measured(self):
        self.assertIn("1 document,", self.bench("none.txt", "one.txt", code=1, told=["none.txt"]).stdout)

    def test_a_text_that_the_rules_refuse_is_told(self):
        shutil.copytree(TINY, self.folder / "pack")
        settings = self.folder / "pack" / "pack.yaml"
        settings.write_text(settings.read_text().replace("labels:", "limits: {annotations_per_document: 2}\nlabels:"))
        self.write("one.txt", "Ada Brandt visited Malmö on 2 May.")

        run = self.run_program("bench", "extract", "one.txt", "--rules", "pack", "--rounds", 1)
        self.expect(1, run, "one.txt", "more than 2 annotations")

    def test_nothing_to_measure_is_told(self):
        self.write("empty.txt", "")
        self.assertEqual(self.bench("empty.txt", code=1, told=["no text to measure with"]).stdout, "")


if __name__ == "__main__":
    unittest.main()
