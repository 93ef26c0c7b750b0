"""What a Python program does with both servers: the example, deletion, and reading the reasons of failures."""
import os
import signal
import subprocess
import sys

import grpc
import pytest
from caspian.v1 import acknowledgement_pb2, aggregator_service_pb2, document_pb2, extractor_service_pb2
from caspian_client import Failure
from server import ROOT, Server

SECONDS = 60


def ingest(stub, collection, documents):
    def requests():
        yield extractor_service_pb2.IngestRequest(config=extractor_service_pb2.IngestConfig(collection=collection))
        for number, document in enumerate(documents):
            sent = extractor_service_pb2.SequencedDocument(sequence=number, document=document)
            yield extractor_service_pb2.IngestRequest(document=sent)

    return sorted(stub.Ingest(requests(), timeout=SECONDS), key=lambda response: response.acknowledgement.sequence or response.error.sequence)


def briefing(stub, collection):
    whole = None
    for part in stub.StreamBriefing(aggregator_service_pb2.StreamBriefingRequest(collection=collection), timeout=SECONDS):
        whole = part.briefing if whole is None else (whole.MergeFrom(part.briefing), whole)[1]
    return whole


def example(extractor, aggregator, *arguments):
    path = os.pathsep.join(str(ROOT / "client" / "python" / folder) for folder in ("", "gen"))
    command = [sys.executable, ROOT / "client" / "python" / "example.py", extractor, aggregator, *map(str, arguments)]
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, timeout=SECONDS)


def test_the_example_streams_documents_in_and_reads_their_briefing_back(extractor, aggregator, tmp_path):
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Ada Brandt visited Malmö on 2 May 2019.\n")
    second.write_text("Ingrid Vale said that the harbour stays open.\n")

    run = example(extractor.address, aggregator.address, "example", first, second)

    assert run.returncode == 0, run.stderr
    assert any(line.startswith("event\t") and "Ada Brandt visited Malmö" in line for line in run.stdout.splitlines()), run.stdout
    assert any(line.startswith("statement\t") for line in run.stdout.splitlines()), run.stdout


def test_the_example_names_the_document_that_was_refused_and_goes_on(extractor, aggregator, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Ada Brandt visited Malmö.\n")
    bad.write_bytes(b"Malm\xf6\n")

    run = example(extractor.address, aggregator.address, "example-refused", bad, good)

    assert f"{bad} DOCUMENT_NOT_UTF8" in run.stderr
    assert "Ada Brandt visited Malmö" in run.stdout


def test_the_example_says_what_it_could_not_reach(aggregator, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Malmö\n")

    run = example("127.0.0.1:1", aggregator.address, "nobody", file)

    assert run.returncode == 1 and run.stderr.startswith("UNAVAILABLE: ")


def test_acknowledged_documents_are_in_the_briefing_with_their_words(extractor_stub, aggregator_stub):
    text = "Ingrid Vale visited Tórshavn on 9 March 2018."
    answers = ingest(extractor_stub, "words", [document_pb2.Document(id="a", text=text, publisher="The Pier")])
    assert answers[0].acknowledgement.outcome == acknowledgement_pb2.STORE_OUTCOME_STORED

    found = briefing(aggregator_stub, "words")

    visits = [record for record in found.records if record.event.type == "VISIT"]
    assert len(visits) == 1
    span = visits[0].evidence[0].span
    assert text.encode()[span.begin:span.end].decode().startswith("Ingrid Vale visited Tórshavn")
    assert visits[0].documents[0].publisher == "The Pier"
    assert found.counts.document_count == 1


def test_the_unary_and_the_streamed_briefing_are_the_same(extractor_stub, aggregator_stub):
    ingest(extractor_stub, "same", [document_pb2.Document(id=name, text="Ada Brandt visited Gjøvik.") for name in "ab"])

    unary = aggregator_stub.GetBriefing(aggregator_service_pb2.GetBriefingRequest(collection="same"), timeout=SECONDS)

    assert unary.briefing.SerializeToString(deterministic=True) == briefing(aggregator_stub, "same").SerializeToString(deterministic=True)


def test_submitting_again_is_a_duplicate_and_changes_nothing(extractor_stub, aggregator_stub):
    document = document_pb2.Document(id="once", text="Jonas Vale visited New Haven.")
    ingest(extractor_stub, "again", [document])
    before = briefing(aggregator_stub, "again").SerializeToString(deterministic=True)

    answers = ingest(extractor_stub, "again", [document, document])

    assert {answer.acknowledgement.outcome for answer in answers} == {acknowledgement_pb2.STORE_OUTCOME_DUPLICATE}
    assert briefing(aggregator_stub, "again").SerializeToString(deterministic=True) == before


def test_a_deleted_document_leaves_the_briefing_as_if_it_had_never_been(extractor_stub, aggregator_stub):
    stays = document_pb2.Document(id="stays", text="Ada Brandt visited Malmö.")
    goes = document_pb2.Document(id="goes", text="Ingrid Vale visited Malmö on 1 May 2001.")
    ingest(extractor_stub, "deletion", [stays])
    before = briefing(aggregator_stub, "deletion").SerializeToString(deterministic=True)
    ingest(extractor_stub, "deletion", [goes])
    assert briefing(aggregator_stub, "deletion").SerializeToString(deterministic=True) != before

    gone = aggregator_stub.DeleteDocument(aggregator_service_pb2.DeleteDocumentRequest(collection="deletion", document_id="goes"), timeout=SECONDS)

    assert gone.deleted
    assert briefing(aggregator_stub, "deletion").SerializeToString(deterministic=True) == before
    again = ingest(extractor_stub, "deletion", [goes])
    assert again[0].acknowledgement.outcome == acknowledgement_pb2.STORE_OUTCOME_SUPERSEDED


def refused_call(call):
    with pytest.raises(grpc.RpcError) as raised:
        call()
    return Failure.of_call(raised.value)


def test_a_failed_call_carries_its_reason(extractor_stub, aggregator_stub):
    asked = aggregator_service_pb2.GetBriefingRequest(collection="never-made")
    assert refused_call(lambda: aggregator_stub.GetBriefing(asked, timeout=SECONDS)).reason == "COLLECTION_NOT_FOUND"

    failure = refused_call(lambda: ingest(extractor_stub, "no/slash", []))
    assert (failure.code, failure.reason) == ("INVALID_ARGUMENT", "COLLECTION_NAME_INVALID")

    documents_first = iter([extractor_service_pb2.ExtractRequest(document=extractor_service_pb2.SequencedDocument(sequence=1))])
    assert refused_call(lambda: list(extractor_stub.Extract(documents_first, timeout=SECONDS))).reason == "STREAM_CONFIG_MISSING"

    unknown = iter([extractor_service_pb2.ExtractRequest(config=extractor_service_pb2.ExtractConfig(rule_set="tinny"))])
    assert refused_call(lambda: list(extractor_stub.Extract(unknown, timeout=SECONDS))).reason == "RULE_SET_NOT_FOUND"


def test_spans_in_code_points_slice_a_python_string(extractor_stub):
    from caspian.v1 import span_pb2

    text = "In Tórshavn and Malmö: Ingrid Vale visited Gjøvik."
    config = extractor_service_pb2.ExtractConfig(offset_units=[span_pb2.OFFSET_UNIT_CODE_POINTS])
    document = extractor_service_pb2.SequencedDocument(sequence=1, document=document_pb2.Document(id="a", text=text))
    sent = [extractor_service_pb2.ExtractRequest(config=config), extractor_service_pb2.ExtractRequest(document=document)]

    mentions = [m for answer in extractor_stub.Extract(iter(sent), timeout=SECONDS) for m in answer.part.extraction.mentions]

    names = [text[m.span.begin_code_point:m.span.end_code_point] for m in mentions]
    assert names == ["Tórshavn", "Malmö", "Ingrid Vale", "Gjøvik"]


def test_an_acknowledged_document_survives_the_aggregator_being_killed(tmp_path):
    with Server("caspian-aggregator", "--store", tmp_path) as first:
        with Server("caspian-extractor", "--aggregator", first.address, "--rules", ROOT / "tests/conformance/packs/tiny") as extractor:
            with grpc.insecure_channel(extractor.address) as channel:
                from caspian.v1 import aggregator_service_pb2_grpc, extractor_service_pb2_grpc

                document = document_pb2.Document(id="kept", text="Ada Brandt visited Malmö.")
                ingest(extractor_service_pb2_grpc.ExtractorServiceStub(channel), "kept", [document])
            os.kill(first.pid, signal.SIGKILL)
        first.wait()
        with Server("caspian-aggregator", "--store", tmp_path) as second, grpc.insecure_channel(second.address) as channel:
            found = briefing(aggregator_service_pb2_grpc.AggregatorServiceStub(channel), "kept")
            assert [document.id for document in found.documents] == ["kept"]


@pytest.mark.parametrize("command", [["caspian-aggregator", "--store", "memory"], ["caspian-extractor"], ["caspian", "serve"]], ids=" ".join)
def test_sigterm_ends_an_idle_server_at_once_with_status_zero(command):
    with Server(*command) as server:
        assert server.stop() == 0
