"""caspian serve, ingest, briefing: the way over TCP gives what the way within one process gives."""
import json
import shutil
import signal
import subprocess
import unittest

from program import PROGRAM, TINY, ProgramTest

ADA = "Ada Brandt visited Malmö on 2 May 2006.\n"
NOT = "Ada Brandt did not visit Malmö on 3 May 2007.\n"


class RemoteTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.txt", ADA)
        self.write("b.txt", NOT)

    def briefing(self, address, *arguments):
        return self.expect(0, self.run_program("briefing", "--server", address, "--collection", "news", *arguments))

    def ingest(self, address, *arguments, code=0):
        return self.expect(code, self.run_program("ingest", *arguments, "--server", address, "--collection", "news"))

    def test_a_server_gives_the_bytes_that_brief_prints(self):
        local = self.run_program("brief", "--rules", TINY, "a.txt", "b.txt", "--collection", "news", "--format", "binpb").raw
        with self.serve() as address:
            self.ingest(address, "b.txt", "a.txt")

            self.assertEqual(self.briefing(address, "--format", "binpb").raw, local)

    def test_says_what_became_of_the_documents(self):
        with self.serve() as address:
            self.assertEqual(self.ingest(address, "a.txt", "b.txt").stdout, "2 stored\n")
            self.assertEqual(self.ingest(address, "a.txt").stdout, "0 stored, 1 there before\n")

    def test_deleted_documents_are_gone_and_stay_so(self):
        with self.serve() as address:
            self.ingest(address, "a.txt", "b.txt")
            to = ("--server", address, "--collection", "news")

            run = self.expect(1, self.run_program("delete", "a.txt", "c.txt", *to), "c.txt")
            again = self.ingest(address, "a.txt")

            self.assertEqual(run.stdout, "a.txt: deleted; what comes up to revision 1 stays deleted\n")
            self.assertNotIn("2006", self.briefing(address).stdout)
            self.assertNotIn("1 stored", again.stdout)
            self.expect(2, self.run_program("delete", "a.txt", "--server", address, "--collection", "newz"), "newz")

    def test_a_bad_document_does_not_hold_up_the_others(self):
        self.write("bad.txt", b"\xff")
        with self.serve() as address:
            run = self.ingest(address, "a.txt", "bad.txt", "nowhere.txt", "b.txt", code=1)

            self.assertEqual(run.stdout, "2 stored, 1 failed\n")
            self.assertIn("bad.txt", run.stderr)
            self.assertIn("nowhere.txt", run.stderr)

    def test_lines_of_json_can_be_sent(self):
        self.write("c.jsonl", "".join(json.dumps({"id": str(i), "text": ADA}) + "\n" for i in range(300)) + "{broken\n")
        with self.serve() as address:
            run = self.ingest(address, "--input-format", "jsonl", "c.jsonl", code=1)

            self.assertEqual(run.stdout, "300 stored\n")
            self.assertIn("c.jsonl: line 301", run.stderr)

    def test_filters_narrow_a_briefing(self):
        with self.serve() as address:
            self.ingest(address, "a.txt", "b.txt")

            def days(*flags):
                records = [json.loads(line) for line in self.briefing(address, "--kind", "event", "--format", "jsonl", *flags).stdout.splitlines()[1:]]
                return [record["event"]["first_day"] for record in records]

            self.assertEqual(days(), ["2006-05-02", "2007-05-03"])
            self.assertEqual(days("--from", "2007-01-01"), ["2007-05-03"])
            self.assertEqual(days("--to", "2006-12-31"), ["2006-05-02"])
            self.assertEqual(days("--document", "b.txt"), ["2007-05-03"])
            self.assertEqual(days("--type", "SIGN"), [])

    def test_a_collection_that_is_not_there(self):
        with self.serve() as address:
            self.expect(2, self.run_program("briefing", "--server", address, "--collection", "newz"), "newz")

    def test_a_store_outlives_its_server(self):
        with self.serve("--store", "kept") as address:
            self.ingest(address, "a.txt")
            before = self.briefing(address, "--format", "binpb").raw
        with self.serve("--store", "kept") as address:
            self.assertEqual(self.briefing(address, "--format", "binpb").raw, before)

    def test_the_interrupt_key_ends_a_server_in_good_order(self):
        command = [PROGRAM, "serve", "--rules", TINY, "--address", "127.0.0.1:0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            self.assertIn("listens on", server.stderr.readline())
            server.send_signal(signal.SIGINT)
            log = server.stderr.read()
            self.assertEqual(server.wait(timeout=60), 130)
        self.assertIn("stopped", log)


@unittest.skipUnless(shutil.which("openssl"), "openssl is not installed")
class AccessTest(ProgramTest):
    """A server that knows its callers, and lets them only write."""

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def certificate(self, name):
        self.openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                     "-keyout", f"{name}.key", "-out", f"{name}.csr")
        self.write("names", "subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        self.openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
                     "-extfile", "names", "-out", f"{name}.pem")

    def setUp(self):
        super().setUp()
        self.openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=test-ca",
                     "-days", "2", "-keyout", "ca.key", "-out", "ca.pem")
        self.certificate("server")
        self.certificate("desk")
        rule = {"name": "writers", "request": {"paths": ["/caspian.v1.ExtractorService/*"]}}
        self.write("policy.json", json.dumps({"name": "news", "allow_rules": [rule]}))
        self.write("a.txt", ADA)
        self.flags = ("--tls-cert", "server.pem", "--tls-key", "server.key", "--tls-client-ca", "ca.pem", "--auth-policy", "policy.json")

    def test_a_caller_may_do_what_the_policy_allows_and_no_more(self):
        known = ("--tls-ca", "ca.pem", "--tls-cert", "desk.pem", "--tls-key", "desk.key")
        with self.serve(*self.flags) as address:
            to = ("--server", address, "--collection", "news")

            self.expect(0, self.run_program("ingest", "a.txt", *to, *known))
            self.expect(5, self.run_program("briefing", *to, *known), address)

    def test_a_caller_without_a_certificate_gets_no_answer(self):
        with self.serve(*self.flags) as address:
            self.expect(4, self.run_program("ingest", "a.txt", "--server", address, "--collection", "news", "--tls-ca", "ca.pem"), address)
            self.expect(4, self.run_program("ingest", "a.txt", "--server", address, "--collection", "news"), address)


if __name__ == "__main__":
    unittest.main()
