"""The benchmark pack: its rules load without a warning, pass their own tests, and fire in the texts that go with it."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "client"))

import bench_pack  # noqa: E402
import bench_text  # noqa: E402
from program import ProgramTest  # noqa: E402

RULES, NAMES = 60, 500


class BenchPackTest(ProgramTest):
    def write_pack(self, in_lists):
        bench_pack.write(self.folder / "pack", RULES, NAMES, in_lists)

    def test_it_has_as_many_rules_as_asked_for(self):
        self.write_pack(False)
        self.assertIn(f" {RULES} rules in 8 stages", self.expect(0, self.run_program("rules", "check", "pack")).stdout)

    def test_both_forms_load_without_a_warning_and_their_rules_fire_in_their_tests(self):
        for in_lists in (False, True):
            with self.subTest(in_lists=in_lists):
                self.write_pack(in_lists)
                self.expect(0, self.run_program("rules", "check", "pack", "--strict"))
                self.assertIn(" 0 failed", self.expect(0, self.run_program("rules", "test", "pack")).stdout)

    def test_its_texts_make_each_rule_fire(self):
        bench_text.write(self.folder / "news.jsonl", 500_000, names=NAMES)
        for in_lists in (False, True):
            with self.subTest(in_lists=in_lists):
                self.write_pack(in_lists)
                self.assertIn("; 0 never did;", self.run_program("rules", "coverage", "pack", "news.jsonl").stdout)

    def test_it_is_the_same_each_time(self):
        digests = set()
        for _ in range(2):
            self.write_pack(True)
            digests.add(self.run_program("rules", "check", "pack").stdout)
        self.assertEqual(len(digests), 1)


if __name__ == "__main__":
    unittest.main()
