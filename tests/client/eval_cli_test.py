"""caspian eval: spans against gold, specs, reports and their comparison."""
import ast
import json
import pathlib
import subprocess
import sys
import unittest

from program import ROOT, TINY, ProgramTest

TEXT = "😀 Åsa told of it. Ada Brandt visited Malmö on 2 May."
EVAL_DATA = ROOT.parent / "shared" / "eval"
# Of each file of development data, so many documents are compared with the reference scorer.
DOCUMENTS = 25


def mark(words, kind, text=TEXT, **more):
    start = text.index(words)
    return {"start": start, "end": start + len(words), "type": kind, "text": words, **more}


def lines(*objects):
    return "".join(json.dumps(one) + "\n" for one in objects)


class EvalTest(ProgramTest):
    maxDiff = None

    def eval(self, *arguments, code=0, words=()):
        return self.expect(code, self.run_program("eval", *arguments), *words)

    def report(self, *arguments, code=0):
        """The report of a run, its figures by scope, name and measure as right/predicted/gold."""
        self.eval(*arguments, "--json", "report.json", code=code)
        report = json.loads((self.folder / "report.json").read_text())
        figures = {(f["scope"], f.get("name", ""), f["measure"]): (f["right"], f["predicted"], f["gold"]) for f in report["figures"]}
        return report, figures


class SpansTest(EvalTest):
    def gold(self, *marks, **more):
        return self.write("gold.jsonl", lines({"id": "a", "text": TEXT, "published": "2006-05-05", "entities": list(marks), **more}))

    def test_extracts_and_scores_with_the_published_date_of_the_line(self):
        gold = self.gold(mark("Ada Brandt", "PERSON"), mark("Malmö", "GPE"), mark("2 May", "DATE", value="2006-05-02"), mark("😀", "PERSON", optional=True))

        report, figures = self.report("spans", gold, "--rules", TINY, "--map", "GPE=PLACE", "--value")

        self.assertEqual(figures["all", "", "strict"], (3, 3, 3))
        self.assertEqual(figures["all", "", "value"], (1, 3, 3))
        self.assertEqual(figures["type", "PLACE", "relaxed"], (1, 1, 1))
        self.assertEqual((report["command"], report["documents"], report["misses"], report["strays"]), ("spans", 1, [], []))

    def test_gives_the_same_report_from_the_printed_predictions_and_over_threads(self):
        documents = [{"id": str(i), "text": TEXT * (i % 5 + 1), "entities": [mark("Brandt", "PERSON")] * (i % 2)} for i in range(50)]
        gold = self.write("gold.jsonl", lines(*documents))
        self.write("found.jsonl", self.expect(0, self.run_program("extract", gold, "--rules", TINY, "--format", "eval")).stdout)

        one, many = (self.report("spans", gold, "--rules", TINY, "--threads", threads) for threads in ("1", "3"))
        read = self.report("spans", gold, "--predictions", "found.jsonl")

        self.assertEqual(one, many)
        self.assertEqual(one, read)

    def test_shows_misses_and_strays_in_context_with_what_stood_there(self):
        gold = self.gold(mark("Brandt visited", "VERB"), mark("Malmö", "PLACE"))

        run = self.eval("spans", gold, "--rules", TINY, "--show", "both", "--limit", "1")

        self.assertIn("misses: 1\na 22-36 VERB “Brandt visited”\n    …😀 Åsa told of it. Ada [Brandt visited] Malmö on 2 May.…\n    instead: 18-28 PERSON “Ada Brandt”\n", run.stdout)
        self.assertIn("strays: 2, the first 1\na 18-28 PERSON “Ada Brandt”\n", run.stdout)
        self.assertIn("    instead: 22-36 VERB “Brandt visited”\n", run.stdout)

    def test_bad_lines_are_told_with_their_place_and_the_rest_is_scored(self):
        good = {"id": "a", "text": TEXT, "entities": [mark("Malmö", "PLACE")]}
        beyond = {"id": "b", "text": "é", "entities": [{"start": 0, "end": 2, "type": "PLACE"}]}
        self.write("gold.jsonl", lines(good) + "{nonsense\n" + lines(beyond, good))

        run = self.eval("spans", "gold.jsonl", "--rules", TINY, code=1,
                        words=("gold.jsonl:2: not JSON", "gold.jsonl:3: entity 0-2 is beyond the text", "gold.jsonl:4: id \"a\" comes twice"))

        self.assertIn("1 document\n", run.stdout)

    def test_a_document_that_cannot_be_extracted_counts_as_gold_that_was_not_found(self):
        self.write("gold.jsonl", lines({"id": "a", "text": "", "entities": []}, {"id": "b", "text": "a\0b", "entities": [{"start": 0, "end": 1, "type": "PLACE"}]}))

        run = self.eval("spans", "gold.jsonl", "--rules", TINY, code=1, words=("gold.jsonl:1: ", "gold.jsonl:2: "))

        self.assertRegex(run.stdout, r"strict +0\.00 +0\.00 +0\.00 +0 +0 +1\n")

    def test_files_that_are_not_there(self):
        self.eval("spans", "none.jsonl", "--rules", TINY, code=1, words=("none.jsonl: no such file",))
        self.eval("spans", self.gold(), "--predictions", "none.jsonl", code=1, words=("none.jsonl: no such file",))

    def test_predictions_of_other_documents_are_told_and_do_not_count(self):
        self.write("found.jsonl", lines({"id": "z", "entities": [mark("Malmö", "PLACE")]}))

        run = self.eval("spans", self.gold(mark("Malmö", "PLACE")), "--predictions", "found.jsonl", words=("not in the gold: 1",))

        self.assertRegex(run.stdout, r"relaxed +0\.00 +0\.00 +0\.00 +0 +0 +1\n")

    def test_usage(self):
        gold = self.gold()
        self.eval(code=2, words=("caspian eval --help",))
        self.eval("spans", gold, "--map", "GPE", code=2, words=("GPE maps no type",))
        self.eval("spans", gold, "--limit", "3", code=2, words=("--show",))
        self.eval("spans", gold, "--rules", TINY, "--predictions", gold, code=2)
        for command in ("spans", "specs", "names", "clusters", "compare"):
            self.assertIn(f"Examples:\n  caspian eval {command} ", self.eval(command, "--help").stdout)


class NamesTest(EvalTest):
    def pairs(self, *rows):
        return self.write("pairs.jsonl", lines(*({"id": f"p{i}", "name1": one, "name2": other, "schema": schema, "is_match": match, "quality": "STRONG"}
                                                 for i, (one, other, schema, match) in enumerate(rows))))

    def three_of_four(self):
        return self.pairs(("Vera Talheim", "TALHEIM, Wera", "Person", True), ("Rhona AG", "Rhona Aktiengesellschaft", "Company", True),
                          ("Rhona Bank", "Rhona Bank", "Organization", False), ("Sea Wolf", "Lake Trout", "Vessel", True),
                          ("Olga Talheim", "Olaf Talheim", "LegalEntity", False))

    def test_prints_one_line(self):
        self.assertEqual(self.eval("names", self.three_of_four()).stdout, "precision 66.7 recall 66.7 F1 66.7\n")

    def test_shows_misses_and_strays_with_score_and_reasons(self):
        head, *rest = self.eval("names", self.three_of_four(), "--show", "both").stdout.splitlines()

        self.assertEqual(rest, ["misses:", "p3 0 “Sea Wolf” “Lake Trout”", "    nothing agrees (-1000)",
                                "strays:", "p2 1000 “Rhona Bank” “Rhona Bank”", "    equal word: bank = bank; equal word: rhona = rhona"])

    def test_the_threshold_moves(self):
        pairs = self.pairs(("J. Talheim", "Jonas Talheim", "Person", True))

        self.assertEqual(self.eval("names", pairs, "--threshold", "900").stdout, "precision 100.0 recall 100.0 F1 100.0\n")
        self.assertEqual(self.eval("names", pairs, "--threshold", "901").stdout, "precision 0.0 recall 0.0 F1 0.0\n")

    def test_bad_lines_are_told_with_their_place_and_the_rest_is_scored(self):
        good = {"id": "a", "name1": "Vera Talheim", "name2": "Talheim, Vera", "schema": "Person", "is_match": True}
        self.write("pairs.jsonl", "{nonsense\n" + lines({**good, "schema": "Boat"}, {**good, "name2": ""}, {**good, "is_match": "yes"}, [], good))

        run = self.eval("names", "pairs.jsonl", code=1, words=("pairs.jsonl:1: not JSON", "pairs.jsonl:2: \"schema\" \"Boat\" is none of Company, ",
                                                               "pairs.jsonl:3: no \"name1\" or no \"name2\"", "pairs.jsonl:4: \"is_match\"", "pairs.jsonl:5: not a JSON object"))

        self.assertEqual(run.stdout, "precision 100.0 recall 100.0 F1 100.0\n")

    def test_usage_and_files_that_are_not_there(self):
        self.eval("names", "none.jsonl", code=1, words=("none.jsonl: no such file", "no pairs of names"))
        self.eval("names", code=2)
        self.eval("names", self.three_of_four(), "--threshold", "1001", code=2)
        self.eval("names", self.three_of_four(), "--show", "all", code=2)

    def test_the_development_pairs_are_told_as_well_as_is_promised(self):
        pairs = EVAL_DATA / "names" / "nomenklatura.jsonl"
        if not pairs.exists():
            self.skipTest("the development data are not here")

        _, precision, _, _, _, f1 = self.eval("names", pairs).stdout.split()

        self.assertGreaterEqual(float(precision), 93)
        self.assertGreaterEqual(float(f1), 85)


class ClustersTest(EvalTest):
    def gold(self):
        def group(words, name, text):
            return {"start": text.index(words), "end": text.index(words) + len(words), "group": name}
        first, second = "😀 Ada Brandt visited Malmö.", "😀 Ada Brandt left. Brandt and a nurse slept."
        return self.write("gold.jsonl", lines({"id": "a", "topic": "t", "text": first, "entities": [group("Ada Brandt", "g1", first), group("Malmö", "g2", first)]},
                                              {"id": "b", "topic": "t", "text": second, "entities": [group("Ada Brandt", "g1", second), group("nurse", "g1", second)]},
                                              {"id": "c", "topic": "u", "text": first, "entities": [group("Ada Brandt", "g1", first)]}))

    def test_resolves_each_topic_as_an_aggregator_does(self):
        # Of 5 mentions the nurse is missed and alone: recall (2/3 + 1 + 2/3 + 1/3 + 1) / 5.
        self.assertEqual(self.eval("clusters", self.gold(), "--rules", TINY).stdout, "entities: 5 mentions, 1 missed, B3 P 100.0 R 73.3 F1 84.6\n")

    def test_joins_possible_matches_where_asked(self):
        first, second = "Ada Brandt visited Malmö.", "A. Brandt left."
        gold = self.write("gold.jsonl", lines({"id": "a", "text": first, "entities": [{"start": 0, "end": 10, "group": "g"}]}, {"id": "b", "text": second, "entities": [{"start": 0, "end": 9, "group": "g"}]}))

        self.assertEqual(self.eval("clusters", gold).stdout, "entities: 2 mentions, 0 missed, B3 P 100.0 R 50.0 F1 66.7\n")
        self.assertEqual(self.eval("clusters", gold, "--possible").stdout, "entities: 2 mentions, 0 missed, B3 P 100.0 R 100.0 F1 100.0\n")

    def test_scores_predictions_by_the_longest_overlap(self):
        self.write("found.jsonl", lines({"id": "a", "entities": [{"start": 2, "end": 6, "cluster": 7}, {"start": 5, "end": 26, "cluster": 8}]}))

        # Ada Brandt and Malmö are both in cluster 8, the other three are alone.
        self.assertEqual(self.eval("clusters", self.gold(), "--predictions", "found.jsonl").stdout, "entities: 5 mentions, 3 missed, B3 P 80.0 R 60.0 F1 68.6\n")

    def test_writes_what_it_found_to_a_file_that_is_not_there_and_scores_it_the_same(self):
        found = self.eval("clusters", self.gold(), "--rules", TINY, "--predictions", "new.jsonl").stdout
        self.assertEqual(self.eval("clusters", self.gold(), "--predictions", "new.jsonl").stdout, found)
        clusters = [json.loads(line) for line in pathlib.Path(self.folder / "new.jsonl").read_text().splitlines()]
        self.assertEqual({key for entity in clusters[0]["entities"] for key in entity}, {"start", "end", "cluster"})
        self.eval("clusters", self.gold(), "--rules", TINY, "--predictions", "new.jsonl", code=2, words=("new.jsonl is there",))
        self.eval("clusters", self.gold(), "--rules", TINY, "--predictions", "none/new.jsonl", code=1, words=("can't be written",))

    def test_bad_lines_are_told_with_their_place_and_the_rest_is_scored(self):
        self.write("bad.jsonl", "{nonsense\n" + lines({"id": "a", "text": "Ada", "entities": [{"start": 0, "end": 3}]}) + pathlib.Path(self.folder / self.gold()).read_text())

        run = self.eval("clusters", "bad.jsonl", "--rules", TINY, code=1, words=("bad.jsonl:1: not JSON", "bad.jsonl:2: entity 0-3 has no \"group\""))

        self.assertIn("entities: 5 mentions, ", run.stdout)

    def test_gives_the_figure_of_the_reference_scorer(self):
        gold, scorer = EVAL_DATA / "clusters" / "ecbplus_dev.jsonl", EVAL_DATA / "clusters.py"
        if not gold.exists():
            self.skipTest("the development data are not here")
        documents = [json.loads(line) for line in gold.read_text().splitlines()]
        found = [{"id": d["id"], "entities": [{"start": e["start"], "end": e["end"], "cluster": e["text"][:4]} for e in d["entities"][::2]]} for d in documents]
        self.write("found.jsonl", lines(*found))

        reference = subprocess.run([sys.executable, scorer, gold, self.folder / "found.jsonl"], capture_output=True, text=True, check=True)

        self.assertEqual(self.eval("clusters", gold, "--predictions", "found.jsonl").stdout, reference.stdout)


class SpecsTest(EvalTest):
    def spec(self, **more):
        expected = {"text": "2 MAY", "type": "datetimeV2.date", "resolution": {"values": [{"timex": "XXXX-05-02", "type": "date", "value": "2006-05-02"}]}}
        nothing = {"id": "none", "input": "Nothing is here.", "reference_time": None, "expected": []}
        return self.write("spec.jsonl", lines({"id": "a", "input": TEXT, "reference_time": "2006-05-05T10:00:00", "expected": [{**expected, **more}]}, nothing))

    def test_extracts_with_the_day_of_reference_and_compares_spans_and_values(self):
        report, figures = self.report("specs", self.spec(), "--rules", TINY)

        for scope, name in (("all", ""), ("file", "spec.jsonl")):
            self.assertEqual([figures[scope, name, m] for m in ("strict", "relaxed", "resolution", "cases")], [(1, 1, 1), (1, 1, 1), (1, 1, 1), (2, 2, 2)])
        self.assertEqual((report["command"], report["documents"]), ("specs", 2))

    def test_shows_other_values(self):
        other = {"values": [{"timex": "XXXX-05-03", "type": "date", "value": "2006-05-03"}]}

        run = self.eval("specs", self.spec(resolution=other), "--rules", TINY, "--show", "values")

        self.assertRegex(run.stdout, r"\nspec\.jsonl +1 +2 +50\.00 +100\.00 +100\.00 +0\.00 +1 +1\n")
        self.assertIn("a 46-51 datetimeV2.date “2 May” = timex:XXXX-05-03 type:date value:2006-05-03\n", run.stdout)
        self.assertIn("    instead: 46-51 DATE “2 May” = 2006-05-02\n", run.stdout)

    def test_only_types_that_are_asked_for(self):
        self.eval("specs", self.spec(), "--rules", TINY, "--type", "datetimeV2.date")
        self.eval("specs", self.spec(), "--rules", TINY, "--type", "number", code=1, words=("no cases to score",))

    def test_bad_lines_and_files_are_told_and_the_rest_is_scored(self):
        spec = self.spec()
        with open(self.folder / spec, "a", encoding="utf-8") as file:
            file.write('{"id": "b", "input": "x", "expected": [{"text": "y", "type": "number"}]}\n')

        run = self.eval("specs", spec, "none.jsonl", "--rules", TINY, code=1, words=('spec.jsonl:3: "y" is not in the input', "none.jsonl: no such file"))

        self.assertIn("2 cases\n", run.stdout)

    @unittest.skipUnless((EVAL_DATA / "specs").is_dir(), f"no development data at {EVAL_DATA}")
    def test_reads_every_spec_of_the_development_data(self):
        paths = sorted((EVAL_DATA / "specs").glob("*.jsonl"))

        report, figures = self.report("specs", *paths, "--rules", TINY)

        cases = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
        self.assertEqual({name: gold for (scope, name, measure), (_, _, gold) in figures.items() if (scope, measure) == ("file", "cases")}, cases)
        self.assertEqual(report["documents"], sum(cases.values()))


class CompareTest(EvalTest):
    def setUp(self):
        super().setUp()
        self.write("gold.jsonl", lines({"id": "a", "text": TEXT, "entities": [mark("Malmö", "PLACE"), mark("Ada Brandt", "PERSON")]}))
        for name, marks in (("old", [mark("Malmö", "PLACE")]), ("new", [mark("Ada Brandt", "PERSON"), mark("told", "PLACE")])):
            self.write(f"{name}.jsonl", lines({"id": "a", "entities": marks}))
            self.eval("spans", "gold.jsonl", "--predictions", f"{name}.jsonl", "--json", f"{name}.json")

    def test_shows_each_figure_and_what_appeared_and_vanished(self):
        run = self.eval("compare", "old.json", "new.json")

        self.assertRegex(run.stdout, r"all strict +66\.67 +50\.00 +-16\.67 +1 +1 → 2 +2\n")
        self.assertIn("misses: 1 appeared, 1 vanished\n+ a 37-42 PLACE “Malmö”\n- a 18-28 PERSON “Ada Brandt”\n", run.stdout)
        self.assertIn("strays: 1 appeared, 0 vanished\n+ a 6-10 PLACE “told”\n", run.stdout)

    def test_ends_with_1_only_where_asked_and_a_figure_fell(self):
        self.eval("compare", "old.json", "new.json", "--exit-code", code=1)
        self.eval("compare", "old.json", "old.json", "--exit-code")

    def test_refuses_what_is_no_report(self):
        self.eval("compare", "old.json", "gold.jsonl", code=1, words=("gold.jsonl:1: no report",))
        self.eval("compare", "none.json", "old.json", code=1, words=("none.json: no such file",))


@unittest.skipUnless((EVAL_DATA / "score.py").exists(), f"no development data at {EVAL_DATA}")
class ReferenceTest(EvalTest):
    """The figures equal those of the scorer that comes with the development data."""

    OPTIONS = ((), ("--named", "--types", "PERSON,ORG,LOCATION", "--map", "GPE=LOCATION,PLACE=LOCATION,FACILITY=LOCATION,ORGANIZATION=ORG"))

    def reference(self, *arguments):
        """What score.py prints: the counts of each measure, the figures of value and types, as they are printed."""
        command = [sys.executable, str(EVAL_DATA / "score.py"), *map(str, arguments)]
        printed = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=True).stdout
        measures, types = {}, {}
        for line in printed.splitlines():
            words = line.split()
            if line.startswith(" "):
                types[words[0]] = (words[3:8:2], words[10:15:2])
            else:
                counts = ast.literal_eval(line[line.index("{"):]) if "{" in line else None
                measures[words[0]] = (words[2:7:2], counts)
        return measures, types

    @staticmethod
    def printed(counts, digits):
        right, predicted, gold = counts
        precision, recall = right / predicted if predicted else 0.0, right / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return [f"{share:.{digits}f}" for share in (precision, recall, f1)]

    def compare(self, gold, options):
        measures, types = self.reference(gold, "found.jsonl", *options)
        _, figures = self.report("spans", gold, "--predictions", "found.jsonl", *options)
        for measure, (shares, counts) in measures.items():
            ours = figures["all", "", measure]
            self.assertEqual(self.printed(ours, 4), shares, measure)
            if counts:
                self.assertEqual(ours, tuple(counts.get(key, 0) for key in ("tp", "np", "ng")), measure)
        for measure, at in (("strict", 0), ("relaxed", 1)):
            ours = {name: self.printed(counts, 3) for (scope, name, which), counts in figures.items() if scope == "type" and which == measure}
            self.assertEqual(ours, {name: shares[at] for name, shares in types.items()}, measure)
        self.assertEqual({measure for scope, _, measure in figures if scope == "all"}, set(measures))

    def check(self, path, *options):
        whole = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if "entities" not in json.loads(whole[0]):
            return False
        gold = self.write(path.name, "".join(whole[:DOCUMENTS]))
        found = self.expect(0, self.run_program("extract", gold, "--format", "eval")).stdout
        self.write("found.jsonl", found)
        for more in self.OPTIONS:
            self.compare(gold, (*options, *more))
        self.assertEqual(self.report("spans", gold), self.report("spans", gold, "--predictions", "found.jsonl"))
        return True

    def test_of_names(self):
        checked = [path.name for path in sorted((EVAL_DATA / "ner").glob("*.jsonl")) if self.check(path)]

        self.assertTrue(checked)

    def test_of_times_with_values(self):
        self.assertTrue(self.check(EVAL_DATA / "time" / "aquaint.jsonl", "--value"))


if __name__ == "__main__":
    unittest.main()
