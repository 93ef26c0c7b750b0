"""caspian rules check and test: all faults at once, with file, line and column; failed tests; exit 3."""
import re
import shutil
import unittest

from program import TINY, ProgramTest

PACK = """name: broken
version: 1
language: en
labels:
  TOWN: {kind: name}
stages: [words.yaml]
"""


class RulesTest(ProgramTest):
    def pack(self, stage, pack=PACK):
        self.write("pack/pack.yaml", pack)
        self.write("pack/words.yaml", stage)

    def check(self, *words):
        """What `rules check` prints of the pack: exit 3, each line of a fault with its place."""
        run = self.expect(3, self.run_program("rules", "check", "pack"))
        for word in words:
            self.assertIn(word, run.stdout)
        return run.stdout.splitlines()

    def test_a_good_pack_is_described(self):
        run = self.expect(0, self.run_program("rules", "check", TINY))

        self.assertRegex(run.stdout, r"^tiny version 1: \d+ rules in 3 stages, \d+ lists, digest [0-9a-f]{64}\n$")

    def test_the_shipped_pack_is_good_and_its_tests_pass(self):
        self.expect(0, self.run_program("rules", "check"))
        run = self.expect(0, self.run_program("rules", "test"))

        self.assertRegex(run.stdout, r"\d+ tests?, 0 failed\n$")

    def test_all_faults_come_at_once_with_their_places(self):
        self.pack("""stage: words
rules:
  - id: a
    label: TWON
    pattern: 'Oslo'
  - id: b
    label: TOWN
    pattern: 'Os(lo'
  - id: c
    label: TOWN
    pattern: 'Oslo'
    priorty: 3
""")

        lines = self.check("words.yaml:4:", "words.yaml:8:", "words.yaml:12:", "TOWN")

        self.assertTrue(all(re.match(r"\S+\.yaml:\d+:\d+: ", line) for line in lines), lines)

    def test_anchors_and_aliases_are_faults(self):
        self.pack("stage: words\nrules:\n  - &one {id: a, label: TOWN, pattern: Oslo}\n  - *one\n")

        self.check("words.yaml:3:")

    def test_a_key_twice_is_a_fault(self):
        self.pack("stage: words\nrules:\n  - id: a\n    label: TOWN\n    pattern: Oslo\n    pattern: Bergen\n")

        self.check("words.yaml:6:", "pattern")

    def test_a_folder_without_a_pack(self):
        (self.folder / "pack").mkdir()

        run = self.expect(3, self.run_program("rules", "check", "pack"))

        self.assertIn("pack", run.stdout + run.stderr)

    def test_a_broken_pack_stops_what_would_use_it(self):
        self.pack("stage: words\nrules: 7\n")
        self.write("a.txt", "Oslo.")

        for command in (("brief", "a.txt"), ("extract", "a.txt"), ("serve", "--address", "127.0.0.1:0")):
            self.expect(3, self.run_program(*command, "--rules", "pack"), "words.yaml:2:")

    def test_a_failed_test_of_a_rule_is_told_with_its_line(self):
        shutil.copytree(TINY, self.folder / "pack")
        path = self.folder / "pack" / "values.yaml"
        text = path.read_text()
        self.assertIn("value: 1911-03-09", text)
        path.write_text(text.replace("value: 1911-03-09", "value: 1911-03-10"))
        line = next(number for number, words in enumerate(path.read_text().splitlines(), 1) if "1911-03-10" in words)

        run = self.expect(3, self.run_program("rules", "test", "pack"))

        self.assertIn(f"values.yaml:{line}:", run.stdout)
        self.assertIn("1 failed", run.stdout)


if __name__ == "__main__":
    unittest.main()
