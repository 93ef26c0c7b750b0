"""caspian explain: a match, a miss, a name, a place; several documents; what is refused, with which exit code."""
import unittest

from program import TINY, ProgramTest

TEXT = "Ada Brandt visited Malmö on 2 May. Malmö was wet."


class ExplainTest(ProgramTest):
    def explain(self, *args, code=0):
        self.write("one.txt", TEXT)
        return self.expect(code, self.run_program("explain", "one.txt", "--rules", TINY, *args))

    def test_a_match_is_told_with_its_captures(self):
        run = self.explain("--rule", "event.visit")

        self.assertIn("one.txt, rule event.visit (clauses.yaml:3, stage clauses)\nmade VISIT 0..34\n", run.stdout)
        self.assertIn("    [Ada Brandt visited Malmö on 2 May]. Malmö was wet.\n", run.stdout)
        self.assertIn("    place: <PLACE> “Malmö” 19..25\n", run.stdout)

    def test_a_miss_is_told_with_what_stood_in_the_way(self):
        run = self.explain("--rule", "event.visit.not")

        self.assertIn("matched: (?P<agent><PERSON>)\n    wanted:  did, which stands nowhere here\n    found:   “visited”\n", run.stdout)

    def test_words_stand_for_the_byte_where_they_begin(self):
        by_words, by_byte = self.explain("--at", "Malmö"), self.explain("--at", "19")

        self.assertEqual(by_words.stdout, by_byte.stdout)
        self.assertIn("made PLACE by ", by_words.stdout)
        self.assertIn("made VISIT by event.visit ", by_words.stdout)

    def test_a_rule_at_a_place_is_asked_about_that_sentence(self):
        self.assertIn("made VISIT", self.explain("--rule", "event.visit", "--at", "0").stdout)
        self.assertNotIn("made VISIT", self.explain("--rule", "event.visit", "--at", "40").stdout)

    def test_a_place_where_nothing_happens_says_so(self):
        self.assertIn("no rule makes or refuses anything here\n", self.explain("--at", "wet").stdout)

    def test_lines_of_json_are_documents(self):
        self.write("two.jsonl", '{"id": "a", "text": "Ada Brandt slept."}\n{"id": "b", "text": "Nobody did."}\n')

        run = self.expect(0, self.run_program("explain", "two.jsonl", "--rules", TINY, "--rule", "list.people"))

        self.assertIn("a, rule list.people", run.stdout)
        self.assertIn("b, rule list.people", run.stdout)

    def test_what_can_not_be_explained_is_refused(self):
        self.assertIn("nothing to explain", self.explain(code=2).stderr)
        self.assertIn("did you mean event.visit?", self.explain("--rule", "event.visti", code=2).stderr)
        self.assertIn("no “Oslo” in it", self.explain("--at", "Oslo", code=2).stderr)
        self.assertIn("offset 900 in a document of 51 bytes", self.explain("--at", "900", code=2).stderr)
        self.expect(3, self.run_program("explain", "one.txt", "--rules", "nowhere", "--at", "0"))
        self.expect(1, self.run_program("explain", "none.txt", "--rules", TINY, "--at", "0"))


if __name__ == "__main__":
    unittest.main()
