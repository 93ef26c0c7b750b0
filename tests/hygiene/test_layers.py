"""main → service → domain → common/base → protos: who may include whom."""
import re

import tree


def offenders(paths, forbidden):
    return [f"{path}:{line} includes {name}" for path in paths for line, name in tree.includes(path) if forbidden(name)]


def begins(*folders):
    return lambda name: name.startswith(tuple(f"{folder}/" for folder in folders))


def below(paths, *folders):
    return [path for path in paths if str(path).startswith(tuple(f"{folder}/" for folder in folders))]


def test_the_common_ground_knows_neither_service_nor_client():
    assert offenders(tree.sources("common"), begins("extractor", "aggregator", "client")) == []
    assert offenders(below(tree.sources("common"), "common/base"), begins("common/rpc", "common/names")) == []
    assert offenders(below(tree.sources("common"), "common/names"), begins("common/rpc")) == []


def test_the_extractor_knows_neither_aggregator_nor_client():
    assert offenders(tree.sources("extractor"), begins("aggregator", "client")) == []


def test_the_aggregator_knows_neither_extractor_nor_client():
    assert offenders(tree.sources("aggregator"), begins("extractor", "client")) == []


# The rooms of aggregator/merge: each may include those before it; what comes in and what is asked meet in the folder itself.
MERGE_ROOMS = ("text", "judgements", "facts", "resolution", "witnesses", "records", "views", "questions")


def test_the_rooms_of_merge_include_only_those_before_them():
    for i, room in enumerate(MERGE_ROOMS):
        later = [f"aggregator/merge/{name}" for name in MERGE_ROOMS[i + 1:]] + ["aggregator/merge/submissions"]
        assert offenders(below(tree.sources("aggregator"), f"aggregator/merge/{room}"), begins(*later)) == []
    rest = [f"aggregator/merge/{name}" for name in MERGE_ROOMS]
    assert offenders(below(tree.sources("aggregator"), "aggregator/merge/submissions"), begins(*rest)) == []


def test_of_the_client_only_the_local_folder_knows_the_services():
    rest = [path for path in tree.sources("client") if path.parts[1] != "local"]
    assert offenders(rest, begins("extractor", "aggregator", "client/local")) == []


def speaks_grpc(name):
    return name.startswith(("grpc/", "grpcpp/", "grpc++/")) or name.endswith(".grpc.pb.h")


def may_speak_grpc(path):
    return path.parts[:2] == ("common", "rpc") or path.parts[0] == "client" or "service" in path.parts or path.name == "main.cc"


def test_only_service_rpc_and_client_files_include_grpc():
    domain = [path for path in tree.sources() if not may_speak_grpc(path)]
    assert offenders(domain, speaks_grpc) == []


def test_domain_libraries_link_no_grpc():
    lists = [path for path in tree.files() if path.name == "CMakeLists.txt" and path.parts[0] in ("common", "extractor", "aggregator")]
    domain = [path for path in lists if len(path.parts) > 2 and not may_speak_grpc(path)]
    assert domain
    assert [str(path) for path in domain if re.search(r"caspian::(stubs|rpc)\b|GRPC", tree.text(path))] == []


def test_one_source_includes_re2():
    users = {str(path) for path in tree.sources() for _, name in tree.includes(path) if name.startswith("re2/")}
    assert len(users) == 1 and users.pop().endswith(".cc")


def test_only_the_stores_folder_knows_its_database():
    outside = [path for path in tree.sources() if path.parts[:2] != ("aggregator", "store")]
    assert offenders(outside, lambda name: name == "sqlite3.h") == []


def test_headers_are_guarded_by_their_path():
    wrong = []
    for path in tree.sources():
        guard = "CASPIAN_" + re.sub(r"\W", "_", str(path)).upper() + "_"
        if path.suffix == ".h" and f"#ifndef {guard}\n#define {guard}\n" not in tree.text(path):
            wrong.append(f"{path}: not {guard}")
    assert wrong == []
