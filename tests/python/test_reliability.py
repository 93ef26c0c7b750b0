"""What a store keeps when its server is killed, when its disk refuses or is full, and what a hostile client can do to it.

CASPIAN_KILLS=200 kills that often (usually 20), CASPIAN_FAILED_CALLS=500 refuses each of so many calls (usually 12 of them).
"""
import hashlib
import os
import queue
import random
import signal
import subprocess
import threading
import time

import grpc
import pytest
from caspian.v1 import aggregator_service_pb2 as api
from caspian.v1 import aggregator_service_pb2_grpc, briefing_pb2, document_pb2, extraction_pb2
from caspian_client import Failure
from server import BUILD, Server

SECONDS = 60
KILLS = int(os.environ.get("CASPIAN_KILLS", "20"))
FAILED_CALLS = int(os.environ.get("CASPIAN_FAILED_CALLS", "0"))
STORE_FAILED = 3  # The exit code.


def submission(name, filler="", revision=1):
    """A document that names somebody once, with its extraction."""
    text = f"Omar Haddad spoke in {name}. {filler}"
    document = document_pb2.Document(id=name, text=text, revision=revision)
    extraction = extraction_pb2.Extraction(document_id=name, document_revision=revision, text_bytes=len(text), engine_version=1,
                                           text_sha256=hashlib.sha256(text.encode()).hexdigest())
    extraction.rule_set.name, extraction.rule_set.version, extraction.rule_set.digest = "by-hand", 1, "0" * 64
    extraction.sentences.add(begin=0, end=len(text))
    extraction.entities.add(label="PERSON", name="Omar Haddad")
    mention = extraction.mentions.add(label="PERSON", rule_id="by.hand", entity=0)
    mention.span.begin, mention.span.end = 0, len("Omar Haddad")
    return document, extraction


def requests(collection, submissions):
    yield api.SubmitRequest(config=api.SubmitConfig(collection=collection))
    for number, (document, extraction) in enumerate(submissions):
        yield api.SubmitRequest(document=api.SubmitDocument(sequence=number, document=document))
        yield from parts(number, extraction)


def parts(number, extraction, most=10_000):
    """An extraction with more mentions than one message takes comes in several."""
    for begin in range(most, len(extraction.mentions), most):
        part = extraction_pb2.Extraction(mentions=extraction.mentions[begin:begin + most])
        yield api.SubmitRequest(part=api.SubmitPart(sequence=number, extraction=part))
    head = extraction
    if len(extraction.mentions) > most:
        head = extraction_pb2.Extraction()
        head.CopyFrom(extraction)
        del head.mentions[most:]
    yield api.SubmitRequest(part=api.SubmitPart(sequence=number, extraction=head, last=True))


def stub_of(channel):
    return aggregator_service_pb2_grpc.AggregatorServiceStub(channel)


def submit(stub, collection, submissions):
    return list(stub.Submit(requests(collection, submissions), timeout=SECONDS))


def briefing(stub, collection):
    whole = briefing_pb2.Briefing()
    for part in stub.StreamBriefing(api.StreamBriefingRequest(collection=collection), timeout=SECONDS):
        whole.MergeFrom(part.briefing)
    return whole


class Record:
    """What this test sent to a collection, and what was acknowledged to it."""

    def __init__(self, collection):
        self.collection = collection
        self.sent, self.acknowledged, self.asked_to_delete, self.deleted = set(), set(), set(), set()
        self.to_delete = queue.Queue()

    def load(self, stub, enough, reached):
        """Submits for ever until the server is gone; tells when `enough` were acknowledged."""
        def endless():
            for number in range(1_000_000):
                name = f"d{number}"
                self.sent.add(name)
                yield submission(name, "It rained. " * (number % 40))
        try:
            for answer in stub.Submit(requests(self.collection, endless()), timeout=SECONDS):
                self.acknowledged.add(answer.acknowledgement.document_id)
                if len(self.acknowledged) % 20 == 0:
                    self.to_delete.put(answer.acknowledgement.document_id)
                if len(self.acknowledged) >= enough:
                    reached.set()
        except grpc.RpcError:
            self.to_delete.put(None)

    def delete(self, stub):
        """Deletes some acknowledged documents until the server is gone."""
        try:
            while name := self.to_delete.get():
                self.asked_to_delete.add(name)
                stub.DeleteDocument(api.DeleteDocumentRequest(collection=self.collection, document_id=name), timeout=SECONDS)
                self.deleted.add(name)
        except grpc.RpcError:
            pass

    def check(self, stub):
        found = briefing(stub, self.collection)
        there = [document.id for document in found.documents]
        assert len(there) == len(set(there))
        assert self.acknowledged - self.asked_to_delete <= set(there), "lost"
        assert not self.deleted & set(there), "came back"
        assert set(there) <= self.sent
        [entity] = [record.entity for record in found.records if record.HasField("entity")] if there else [None]
        if entity:
            assert entity.support.evidence_count == entity.support.document_count == len(there) == found.counts.document_count


def test_what_was_acknowledged_outlives_kills_at_random_instants(tmp_path):
    instants = random.Random(20)
    records, restarts = [], []
    for kill in range(KILLS):
        record = Record(f"round-{kill}")
        with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
            stub, reached = stub_of(channel), threading.Event()
            threads = [threading.Thread(target=record.load, args=[stub, instants.randrange(1500), reached]),
                       threading.Thread(target=record.delete, args=[stub])]
            for thread in threads:
                thread.start()
            assert reached.wait(SECONDS)
            os.kill(server.pid, signal.SIGKILL)
            for thread in threads:
                thread.join(SECONDS)
            server.wait()
        start = time.monotonic()
        with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
            stub_of(channel).GetCapabilities(api.AggregatorServiceGetCapabilitiesRequest(), timeout=SECONDS)
            restarts.append(time.monotonic() - start)
            if record.acknowledged:
                record.check(stub_of(channel))
                records.append(record)
    with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
        for record in records:
            record.check(stub_of(channel))
    total = sum(len(record.acknowledged) for record in records)
    deleted = sum(len(record.deleted) for record in records)
    print(f"{KILLS} kills, {total} acknowledged, {deleted} deleted, ready again after {max(restarts):.2f} s at most")
    assert len(records) > KILLS // 2 and total > 50 * len(records)


def calls_to_refuse():
    every = range(1, FAILED_CALLS + 1) if FAILED_CALLS else (1, 2, 7, 23, 60, 151)
    return [f"{call} {nth}" for call in ("write", "fsync") for nth in every]


def refusing(tmp_path, call):
    module = BUILD / "tests" / "fault" / "libcaspian_failing_calls_module.so"
    assert module.exists()
    return {"LD_PRELOAD": str(module), "CASPIAN_FAIL": f"{call} EIO {tmp_path}"}


@pytest.mark.parametrize("call", calls_to_refuse())
def test_a_server_whose_disk_refuses_acknowledges_nothing_more_and_ends(tmp_path, call):
    record, failure = Record("news"), None
    try:
        with Server("caspian-aggregator", "--store", tmp_path, environment=refusing(tmp_path, call)) as server:
            with grpc.insecure_channel(server.address) as channel:
                # Each submission makes an fsync at least, so that the call comes.
                for number in range(max(200, int(call.split()[1]))):
                    name = f"d{number}"
                    record.sent.add(name)
                    try:
                        [answer] = submit(stub_of(channel), "news", [submission(name, "It rained. " * 300)])
                    except grpc.RpcError as error:
                        failure = Failure.of_call(error)
                        break
                    record.acknowledged.add(answer.acknowledgement.document_id)
            harmless = any(line.startswith("refused: ") and line.endswith("(harmless)\n") for line in server.log)
            assert harmless or (failure is not None and server.wait() == STORE_FAILED), server.log
            # A call that comes in the very moment in which the server ends is cancelled by gRPC.
            assert harmless or failure.code in ("UNAVAILABLE", "CANCELLED"), failure
    except ChildProcessError as ended:
        assert "(SQLite code" in str(ended) or "Input/output error" in str(ended)

    with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
        if record.acknowledged:
            record.check(stub_of(channel))
        assert submit(stub_of(channel), "news", [submission("after")])[0].HasField("acknowledgement")


def test_a_full_disk_refuses_writes_answers_reads_and_takes_again_when_there_is_room(tmp_path):
    probe = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", tmp_path], capture_output=True, check=False)
    if probe.returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    small_disk = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o size=6m tmpfs "$0" && exec "$@"', tmp_path]
    with Server("caspian-aggregator", "--store", tmp_path, prefix=small_disk) as server:
        inside = ["nsenter", "-t", str(server.pid), "-m"]
        ballast = tmp_path / "ballast"
        subprocess.run([*inside, "dd", "if=/dev/zero", f"of={ballast}", "bs=1M", "count=4"], check=True, capture_output=True)
        with grpc.insecure_channel(server.address) as channel:
            stub = stub_of(channel)
            acknowledged = set()
            with pytest.raises(grpc.RpcError) as raised:
                for number in range(200):
                    submit(stub, "news", [submission(f"d{number}", "It rained. " * 3000)])
                    acknowledged.add(f"d{number}")
            failure = Failure.of_call(raised.value)
            assert (failure.code, failure.reason) == ("RESOURCE_EXHAUSTED", "STORE_FULL")
            assert acknowledged and {document.id for document in briefing(stub, "news").documents} == acknowledged

            subprocess.run([*inside, "rm", ballast], check=True)

            assert submit(stub, "news", [submission("after", "It rained. " * 3000)])[0].HasField("acknowledgement")
            assert {document.id for document in briefing(stub, "news").documents} == acknowledged | {"after"}
        assert server.stop() == 0


def test_a_second_server_on_one_store_is_refused(tmp_path):
    with Server("caspian-aggregator", "--store", tmp_path) as first:
        with pytest.raises(ChildProcessError, match="another process"), Server("caspian-aggregator", "--store", tmp_path):
            pass
        with grpc.insecure_channel(first.address) as channel:
            assert submit(stub_of(channel), "news", [submission("a")])[0].HasField("acknowledgement")


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("damage", ["foreign", "truncated", "overwritten"])
def test_a_damaged_or_foreign_file_is_refused_and_left_as_it_is(tmp_path, damage, stop):
    with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
        submit(stub_of(channel), "news", [submission(f"d{number}", "It rained. " * 900) for number in range(50)])
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    # Moves the log into the database, then stops, uncleanly again or in order.
    file = tmp_path / "caspian.db"
    with Server("caspian-aggregator", "--store", tmp_path) as server, grpc.insecure_channel(server.address) as channel:
        submit(stub_of(channel), "news", [submission("last")])
        os.kill(server.pid, stop)
        server.wait()
    whole = file.read_bytes()
    file.write_bytes({"foreign": b"dear diary\n" * 1000, "truncated": whole[: len(whole) // 2],
                      "overwritten": whole[:4096] + os.urandom(4096 * 20) + whole[4096 * 21:]}[damage])
    before = file.read_bytes()

    with pytest.raises(ChildProcessError) as refused, Server("caspian-aggregator", "--store", tmp_path):
        pass

    assert "It was left as it is" in str(refused.value)
    assert file.read_bytes() == before


def spoiled(change):
    document, extraction = submission("bad", "Zoë.")
    extraction.text_bytes = len(document.text.encode())
    change(document, extraction)
    return document, extraction


def reach(begin, end):
    def change(_, extraction):
        extraction.mentions[0].span.begin, extraction.mentions[0].span.end = begin, end
    return change


def a_million_mentions(_, extraction):
    mention = extraction.mentions[0]
    extraction.mentions.extend([mention] * 1_000_000)


HOSTILE = {
    "a span outside the text": (reach(0, 4_000_000), "EXTRACTION_INVALID", "outside a text"),
    "a span that ends before it begins": (reach(9, 3), "EXTRACTION_INVALID", "ends before"),
    "a span inside a code point": (reach(0, 29), "EXTRACTION_INVALID", "cuts a code point"),
    "another text": (lambda document, _: setattr(document, "text", document.text.replace("Omar", "Emil")), "EXTRACTION_TEXT_MISMATCH", "text_sha256"),
    "a label no pack can have": (lambda _, extraction: setattr(extraction.mentions[0], "label", "<script>"), "EXTRACTION_INVALID", "label"),
    "a wrong digest": (lambda _, extraction: setattr(extraction.rule_set, "digest", "f00"), "EXTRACTION_INVALID", "digest"),
    "an entity that is not there": (lambda _, extraction: setattr(extraction.mentions[0], "entity", 7), "EXTRACTION_INVALID", "entity 7 of 1"),
    "a million mentions": (a_million_mentions, "EXTRACTION_INVALID", "1000001 mentions"),
    "an id with a control character": (lambda document, _: setattr(document, "id", "a\nb"), "DOCUMENT_ID_INVALID", ""),
}


def test_hostile_submissions_are_refused_with_a_reason_each_and_the_stream_goes_on(aggregator_stub):
    sent = []
    for number, (change, _, _) in enumerate(HOSTILE.values()):
        sent += [spoiled(change), submission(f"good-{number}")]

    answers = submit(aggregator_stub, "hostile", sent)

    assert len(answers) == len(sent)
    for number, (name, (_, reason, words)) in enumerate(HOSTILE.items()):
        failure = Failure.of_status(answers[2 * number].error.status)
        assert failure.reason == reason and words in failure.message, (name, failure)
        assert answers[2 * number + 1].acknowledgement.document_id == f"good-{number}"
    assert briefing(aggregator_stub, "hostile").counts.document_count == len(HOSTILE)
