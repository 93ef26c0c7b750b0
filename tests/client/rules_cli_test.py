"""caspian rules: check and test with all faults at once, file, line and column, failed tests, exit 3; what coverage, profile
and diff print over a few texts."""
import os
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
        self.expect(0, self.run_program("rules", "check", "--strict"))
        run = self.expect(0, self.run_program("rules", "test"))

        self.assertRegex(run.stdout, r"\d+ tests?, 0 failed\n$")

    def test_a_built_file_finds_what_its_folder_finds_wherever_a_pack_is_named(self):
        self.write("one.txt", "Ada Brandt visited Malmö on 2 May.")
        built = self.expect(0, self.run_program("rules", "build", TINY, "-o", "tiny.rules"))
        self.assertRegex(built.stdout, r"^tiny\.rules: tiny version 1, \d+ bytes, digest [0-9a-f]{64}\n$")

        for command in (("extract", "one.txt", "--rules"), ("brief", "one.txt", "--rules"), ("rules", "test"), ("explain", "one.txt", "--at", "Malmö", "--rules")):
            by_folder, by_file = (self.expect(0, self.run_program(*command, pack)) for pack in (TINY, "tiny.rules"))
            self.assertEqual(by_file.stdout, by_folder.stdout)
        self.expect(0, self.run_program("rules", "diff", TINY, "tiny.rules", "one.txt", "--exit-code"))

    def test_a_file_that_was_cut_is_refused_and_one_that_is_built_stays_whole(self):
        self.expect(0, self.run_program("rules", "build", TINY, "-o", "tiny.rules"))
        whole = (self.folder / "tiny.rules").read_bytes()
        self.write("cut.rules", whole[:-1])

        self.expect(3, self.run_program("extract", "-", "--rules", "cut.rules"), "cut.rules", "build it again with 'caspian rules build")
        self.expect(3, self.run_program("rules", "check", "tiny.rules"), "check the folder")
        self.expect(3, self.run_program("rules", "build", TINY, "-o", "none/tiny.rules"), "none/tiny.rules", "can't be written")
        self.pack("stage: words\nrules:\n  - {id: a, label: TWON, pattern: Oslo}\n")
        self.expect(3, self.run_program("rules", "build", "pack", "-o", "tiny.rules"))
        self.assertEqual((self.folder / "tiny.rules").read_bytes(), whole)

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

    LISTED = "stage: words\nrules:\n  - {id: a, label: TOWN, list: towns}\n"

    def test_a_list_of_a_gigabyte_is_refused_unread(self):
        self.pack(self.LISTED)
        self.write("pack/lists/towns.tsv", "name\n")
        os.truncate(self.folder / "pack/lists/towns.tsv", 1 << 30)

        lines = self.check("lists/towns.tsv: the file is larger than 64 MiB (hint: ")

        self.assertEqual(len(lines), 1, lines)

    def test_a_list_that_memory_does_not_hold_is_a_fault_of_its_file(self):
        self.pack(self.LISTED)
        self.write("pack/lists/towns.tsv", "name\n" + "".join(f"town {n:07}\n" for n in range(4_000_000)))

        run = self.run_program("rules", "check", "pack", prefix=("prlimit", f"--as={256 << 20}"))

        self.expect(3, run)
        self.assertIn("lists/towns.tsv: there is not enough memory for the rows of its 49 MiB (hint: ", run.stdout)

    def test_lists_may_not_be_larger_together_than_a_pack_can_hold(self):
        rules = "".join(f"  - {{id: a{n}, label: TOWN, list: towns_{n}}}\n" for n in range(9))
        self.pack("stage: words\nrules:\n" + rules)
        for n in range(9):
            self.write(f"pack/lists/towns_{n}.tsv", "name\n" + ("x" * (1 << 20) + f"{n}\n") * 30)

        self.check("lists/towns_8.tsv: with this list those of the pack are larger than 256 MiB together (hint: ")

    WARNED = "stage: words\nrules:\n  - {id: a, label: TOWN, pattern: 'Oslo '}\n  - {id: b, label: TOWN, pattern: Bergen}\n"

    def test_warnings_of_a_good_pack_are_told_and_end_with_0(self):
        self.pack(self.WARNED)

        run = self.expect(0, self.run_program("rules", "check", "pack"))

        warning, summary = run.stdout.splitlines()
        self.assertRegex(warning, r"^words\.yaml:3:35: warning: rule a: the pattern never matches: it ends with a blank.*\(hint: ")
        self.assertRegex(summary, r"^broken version 1: 2 rules in 1 stage, 0 lists, 1 warning, digest [0-9a-f]{64}$")

    def test_warnings_end_with_3_where_asked_to(self):
        self.pack(self.WARNED)

        self.expect(3, self.run_program("rules", "check", "pack", "--strict"))
        self.expect(0, self.run_program("rules", "check", TINY, "--strict"))

    def test_a_pack_with_warnings_is_used_as_any_other(self):
        self.pack(self.WARNED)
        self.write("a.txt", "Bergen is wet.")

        run = self.expect(0, self.run_program("extract", "a.txt", "--rules", "pack"))

        self.assertIn('"text":"Bergen"', run.stdout)
        self.assertNotIn("warning", run.stdout + run.stderr)

    def test_where_there_are_faults_warnings_wait(self):
        self.pack(self.WARNED + "  - {id: c, label: TWON, pattern: Moss}\n")

        lines = self.check("TWON")

        self.assertEqual([line for line in lines if "warning" in line], [])

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

        place, text, *facts, summary = run.stdout.splitlines()
        self.assertRegex(place, rf"^values\.yaml:{line}:\d+: rule \S+: found, but not as expected$")
        self.assertRegex(text, r"^    .*\[.+\]")
        self.assertEqual([(fact[:4], *fact.split()[1:]) for fact in facts if "value" in fact],
                         [("  - ", "value", "1911-03-10"), ("  + ", "value", "1911-03-09")])
        self.assertRegex(summary, "1 failed$")
        self.assertNotIn("\x1b", run.stdout, "no colours where there is no terminal")

    def write_corpus(self):
        self.write("one.txt", "Ada Brandt visited Malmö on 2 May. It cost €3 million.")
        self.write("two.jsonl", '{"id": "a", "text": "Ada Brandt said rain comes."}\n{"id": "b", "text": "Nothing."}\n')
        return "one.txt", "two.jsonl"

    def test_coverage_tells_the_rules_that_never_fire(self):
        run = self.expect(0, self.run_program("rules", "coverage", TINY, *self.write_corpus()))

        lines = run.stdout.splitlines()
        self.assertEqual(lines[:-1], ["clauses.yaml:10: event.visit.not (match): never fired",
                                      "clauses.yaml:19: citation.according (match): never fired"])
        self.assertRegex(lines[-1], r"^tiny: 9 of 11 rules fired, \d+ times; 2 never did; 3 documents, \d+ bytes$")

    def test_coverage_of_all_rules_counts(self):
        run = self.expect(0, self.run_program("rules", "coverage", TINY, *self.write_corpus(), "--all"))

        self.assertEqual(len(run.stdout.splitlines()), 12)
        self.assertIn("words.yaml:3: list.people (list): fired 2 times\n", run.stdout)
        self.assertIn("clauses.yaml:3: event.visit (match): fired 1 time\n", run.stdout)

    def test_profile_sorts_by_time_and_totals(self):
        run = self.expect(0, self.run_program("rules", "profile", TINY, *self.write_corpus(), "--top", 3))

        head, *rules, total = run.stdout.splitlines()
        self.assertEqual(head.split(), ["time", "starts", "accepted", "rule"])
        shares = [float(line.split("%")[0]) for line in rules]
        self.assertEqual((len(shares), shares), (3, sorted(shares, reverse=True)))
        self.assertRegex(total, r"^11 rules, \d+ starts, \d+ accepted; 3 documents, \d+ bytes, \d+\.\d{3} seconds, ")

    def test_a_text_that_fails_is_told_and_the_rest_goes_on(self):
        self.write("bad.txt", b"Ada \xff")

        for tool in ("coverage", "profile"):
            run = self.run_program("rules", tool, TINY, "bad.txt", "none.txt", *self.write_corpus())
            self.expect(1, run, "bad.txt", "none.txt")
            self.assertIn("3 documents", run.stdout)

    def changed_pack(self, *changes):
        """A copy of the tiny pack with (file, old, new) put in."""
        shutil.copytree(TINY, self.folder / "pack")
        for name, old, new in changes:
            path = self.folder / "pack" / name
            self.assertIn(old, path.read_text())
            path.write_text(path.read_text().replace(old, new))
        return "pack"

    def test_diff_of_a_pack_with_itself_is_empty(self):
        run = self.expect(0, self.run_program("rules", "diff", TINY, TINY, *self.write_corpus(), "--exit-code"))

        self.assertEqual(run.stdout, "".join(f"{what}: 0 added, 0 removed, 0 changed\n"
                                             for what in ("mentions", "events", "statements")))

    def test_diff_tells_what_is_added_removed_and_changed(self):
        pack = self.changed_pack(("clauses.yaml", "type: VISIT\n    pattern: '(?P<agent><PERSON>) visited",
                                  "type: VISIT\n    set: {actuality: planned}\n    pattern: '(?P<agent><PERSON>) visited"),
                                 ("clauses.yaml", ") said (?:", ") told (?:"),
                                 ("values.yaml", r"(?P<currency><SYMBOL>)(?P<amount>\d", r"(?P<currency><SYMBOL>)(?P<amount>\d\d"))
        self.write("one.txt", "Ada Brandt visited Malmö on 2 May.\nAda Brandt said  rain comes. Ada Brandt told lies. It was €3.")

        run = self.expect(0, self.run_program("rules", "diff", TINY, pack, "one.txt"))

        self.assertEqual(run.stdout.splitlines(), [
            "- mention MONEY one.txt 94..98: value EUR 3",
            "    …ain comes. Ada Brandt told lies. It was [€3].",
            "~ event VISIT one.txt 0..34: actuality happened → actuality planned",
            "    [Ada Brandt visited Malmö on 2 May]. Ada Brandt said rain comes. Ada Brand…",
            '- statement SAY one.txt 36..63: holder "Ada Brandt", content "rain comes", voice reported',
            "    Ada Brandt visited Malmö on 2 May. [Ada Brandt said rain comes]. Ada Brandt told lies. It was €3.",
            '+ statement SAY one.txt 65..85: holder "Ada Brandt", content "lies", voice reported',
            "    …on 2 May. Ada Brandt said rain comes. [Ada Brandt told lies]. It was €3.",
            "mentions: 0 added, 1 removed, 0 changed", "events: 0 added, 0 removed, 1 changed",
            "statements: 1 added, 1 removed, 0 changed"])

    def test_diff_ends_with_1_where_asked_to_and_where_a_text_fails(self):
        pack = self.changed_pack(("clauses.yaml", ") said (?:", ") told (?:"))
        corpus = self.write_corpus()
        self.write("bad.txt", b"Ada \xff")

        self.expect(0, self.run_program("rules", "diff", TINY, pack, *corpus))
        self.expect(1, self.run_program("rules", "diff", TINY, pack, *corpus, "--exit-code"))
        run = self.expect(1, self.run_program("rules", "diff", TINY, TINY, "bad.txt", *corpus), "bad.txt")
        self.assertIn("events: 0 added", run.stdout)

    def test_a_text_over_budget_is_told_with_its_id(self):
        pack = self.changed_pack(("pack.yaml", "labels:", "limits: {annotations_per_document: 2}\nlabels:"))
        self.write("long.jsonl", '{"id": "long", "text": "Malmö, Malmö, Malmö."}\n{"id": "short", "text": "Malmö."}\n')

        for tool in (("coverage", pack), ("profile", pack), ("diff", TINY, pack)):
            run = self.run_program("rules", *tool, "long.jsonl")
            self.expect(1, run, "document long: more than 2 annotations")
            self.assertNotIn("short", run.stderr)

    def test_tools_need_texts_and_a_good_pack(self):
        self.pack("stage: words\nrules: 7\n")
        self.write("a.txt", "Oslo.")

        self.expect(2, self.run_program("rules", "coverage", TINY))
        self.expect(3, self.run_program("rules", "profile", "pack", "a.txt"))


if __name__ == "__main__":
    unittest.main()
