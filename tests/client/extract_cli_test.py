"""caspian extract: order, offsets, shapes, standard input."""
import json
import unittest

from program import TINY, ProgramTest

TEXT = "😀 Åsa told of it. Ada Brandt visited Malmö on 2 May."


class ExtractTest(ProgramTest):
    def test_keeps_the_order_of_the_input_over_threads(self):
        documents = [{"id": str(i), "text": "word " * (i % 97) + "Ada Brandt visited Malmö. " * (i % 13) + "."} for i in range(3000)]

        for threads in (1, 4):
            found = self.extract(*documents, arguments=("--threads", str(threads)))
            self.assertEqual([document["id"] for document in found], [document["id"] for document in documents])

    def test_gives_the_same_bytes_whatever_the_threads(self):
        lines = "".join(json.dumps({"id": str(i), "text": TEXT * (i % 29 + 1)}) + "\n" for i in range(800)).encode()

        one, many = (self.run_program("extract", "--rules", TINY, "--threads", threads, stdin=lines).raw for threads in (1, 3))

        self.assertEqual(one, many)
        self.assertEqual(one.count(b"\n"), 800)

    def test_slicing_by_offsets_gives_the_text_in_each_unit(self):
        units = {"bytes": "utf-8", "utf16": "utf-16-le", "codepoints": "utf-32-le"}
        width = {"bytes": 1, "utf16": 2, "codepoints": 4}
        for unit, encoding in units.items():
            (found,) = self.extract({"id": "a", "text": TEXT}, arguments=("--offsets", unit))
            encoded = TEXT.encode(encoding)
            self.assertEqual(found["offset_unit"], unit)
            self.assertTrue(found["mentions"])
            for mention in found["mentions"]:
                sliced = encoded[mention["start"] * width[unit]:mention["end"] * width[unit]].decode(encoding)
                self.assertEqual(sliced, mention["text"])

    def test_fields_of_a_line_win_over_flags(self):
        first, second = self.extract({"id": "a", "text": TEXT}, {"id": "b", "text": TEXT, "published": "1999-01-01"}, arguments=("--published", "2006"))

        dates = [[m["value"] for m in found["mentions"] if m["label"] == "DATE"] for found in (first, second)]
        self.assertEqual(dates, [["2006-05-02"], ["1999-05-02"]])

    def test_an_event_has_its_roles_time_and_facts(self):
        (found,) = self.extract({"id": "a", "text": TEXT, "published": "2006-05-05"})

        (event,) = found["events"]
        self.assertEqual({role["role"]: role["text"] for role in event["roles"]}, {"agent": "Ada Brandt", "place": "Malmö", "when": "2 May"})
        self.assertEqual((event["type"], event["when"], event["polarity"], event["actuality"]), ("VISIT", "2006-05-02", "yes", "happened"))

    def test_entities_are_what_mentions_point_to(self):
        (found,) = self.extract({"id": "a", "text": "Ada Brandt visited Malmö. Ada Brandt did not visit Malmö."})

        names = {entity["id"]: entity["name"] for entity in found["entities"]}
        self.assertEqual([names[m["entity"]] for m in found["mentions"]], ["Ada Brandt", "Malmö", "Ada Brandt", "Malmö"])

    def test_the_form_for_scorers(self):
        (found,) = self.extract({"id": "a", "text": TEXT, "published": "2006-05-05"}, arguments=("--format", "eval"))

        self.assertEqual(set(found), {"id", "entities"})
        for entity in found["entities"]:
            self.assertEqual(TEXT[entity["start"]:entity["end"]], entity["text"])
        self.assertEqual([(e["type"], e.get("value")) for e in found["entities"]], [("PERSON", None), ("PLACE", None), ("DATE", "2006-05-02")])

    def test_a_text_file_is_one_document_by_its_path(self):
        self.write("deep/a.txt", TEXT)

        run = self.expect(0, self.run_program("extract", "--rules", TINY, "deep/a.txt"))

        self.assertEqual(json.loads(run.stdout)["id"], "deep/a.txt")

    def test_standard_input_can_be_a_text(self):
        run = self.expect(0, self.run_program("extract", "--rules", TINY, "--input-format", "text", stdin=TEXT.encode()))

        self.assertEqual(json.loads(run.stdout)["id"], "-")


if __name__ == "__main__":
    unittest.main()
