"""The conformance cases through the Python client: all in one stream, and each in a stream of its own."""
import json

import pytest
from caspian.v1 import document_pb2, extraction_pb2, extractor_service_pb2
from caspian_client import Failure
from google.protobuf import json_format
from readable import projected, readable
from server import ROOT

CASES = {path.stem: json.loads(path.read_text()) for path in sorted((ROOT / "tests" / "conformance" / "cases").glob("*.json"))}
SECONDS = 60


def document(case):
    return json_format.ParseDict(case["document"], document_pb2.Document())


def content(case):
    sent = document(case)
    return sent.utf8 or sent.text.encode()


def requests(cases):
    yield extractor_service_pb2.ExtractRequest(config=extractor_service_pb2.ExtractConfig(rule_set="tiny"))
    for number, case in enumerate(cases):
        sent = extractor_service_pb2.SequencedDocument(sequence=number, document=document(case))
        yield extractor_service_pb2.ExtractRequest(document=sent)


def extract(stub, cases):
    """By sequence number: the extraction that the parts add up to, or the Failure."""
    results = {}
    for response in stub.Extract(requests(cases), timeout=SECONDS):
        if response.HasField("error"):
            results[response.error.sequence] = Failure.of_status(response.error.status)
        else:
            results.setdefault(response.part.sequence, extraction_pb2.Extraction()).MergeFrom(response.part.extraction)
    return results


def check(case, result):
    expected = case["expected"]
    if "error" in expected:
        assert isinstance(result, Failure), result
        wanted = expected["error"]
        assert (result.code, result.reason) == (wanted["code"], wanted["reason"]), result
        assert wanted.get("metadata", {}).items() <= result.metadata.items()
    else:
        assert not isinstance(result, Failure), result
        assert projected(readable(content(case), result), expected) == expected


@pytest.fixture(scope="module")
def all_in_one_stream(extractor_stub):
    return extract(extractor_stub, CASES.values())


@pytest.mark.parametrize("name", CASES)
def test_a_case_among_all_in_one_stream(all_in_one_stream, name):
    check(CASES[name], all_in_one_stream[list(CASES).index(name)])


@pytest.mark.parametrize("name", CASES)
def test_a_case_in_a_stream_of_its_own(extractor_stub, name):
    check(CASES[name], extract(extractor_stub, [CASES[name]])[0])
