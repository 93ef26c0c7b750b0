// merge_bench [DOCUMENTS [FOLDER [ROUNDS]]]: how fast documents become durable in an aggregator, beside SQLite alone
// that writes the same bytes, as many rows a commit, in the same run, ROUNDS times (0: not at all); then what it costs
// in a collection of DOCUMENTS / 10 and of DOCUMENTS to take one more document and to take it back, durable and seen in
// the next briefing, what a briefing about one name, the first page of all, possible matches and the explanation of a
// merge cost, and how much memory is held.
//
// Documents are made up: some 1.2 kB with eight names, drawn so that the n-th name is n times as rare as the first
// (Zipf), two events and a statement. DOCUMENTS: 20000 unless told. FOLDER: where the stores are made, the system's
// temporary one unless told. ROUNDS: 3 unless told.
#include <malloc.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "aggregator/merge/aggregator.h"
#include "tests/aggregator/testing/submission_builder.h"

namespace caspian::aggregator {
namespace {

constexpr int kCommitDocuments = 256;
constexpr int kProbes = 21;

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "merge_bench: %s\n", what.c_str());
  std::exit(1);
}

// Names by rank, drawn as Zipf says.
class Names {
 public:
  Names() {
    uint64_t sum = 0;
    for (uint64_t rank = 1; rank <= kNames; ++rank) sums_.push_back(sum += 1'000'000'000 / rank);
  }
  std::string Draw(std::mt19937_64* random) const {
    const uint64_t at = (*random)() % sums_.back();
    return Name(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }
  std::string Any(std::mt19937_64* random) const { return Name(static_cast<int64_t>((*random)() % kNames)); }
  static std::string Name(int64_t rank) {
    return absl::StrCat("Person", Letters(rank / 200), " Family", Letters(rank));
  }

 private:
  static constexpr uint64_t kNames = 50'000;
  static std::string Letters(int64_t number) {
    std::string letters;
    for (; letters.empty() || number > 0; number /= 26) letters.push_back(static_cast<char>('a' + number % 26));
    return letters;
  }
  std::vector<uint64_t> sums_;
};

Submission MakeDocument(int number, const Names& names) {
  std::mt19937_64 random(static_cast<uint64_t>(number));
  SubmissionBuilder builder(absl::StrCat("document-", 10'000'000 + number));
  builder.Publisher(absl::StrCat("Paper ", random() % 40));
  std::vector<uint32_t> people;
  for (int sentence = 0; sentence < 4; ++sentence) {
    const std::string a = names.Draw(&random), b = names.Draw(&random);
    const std::string day = absl::StrCat("20", 10 + random() % 10, "-0", 1 + random() % 9, "-1", random() % 10);
    builder.Sentence(absl::StrCat("On ", day, " ", a, " met ", b, " in room ", random(), " and spoke of matter ",
                                  random(), " for ", random() % 100,
                                  " minutes, as the paper of record of that town, which keeps a "
                                  "list of all who come and go by its ",
                                  random() % 1000, " roads, has told its readers."));
    people.push_back(builder.Name("PERSON", a));
    people.push_back(builder.Name("PERSON", b));
    const uint32_t when = builder.Day(day, day);
    if (sentence % 2 == 0)
      builder.Event("MEET", {{"agent", people[people.size() - 2]}, {"partner", people.back()}, {"when", when}});
  }
  builder.Statement("SAY", {{"holder", people.back()}}, "spoke of matter");
  return builder.Build();
}

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double ProcessorSeconds() {
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + time.tv_usec / 1e6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

struct Spent {
  double wall = 0, processor = 0;
};

template <typename Work>
Spent Measure(Work work) {
  const double wall = Now(), processor = ProcessorSeconds();
  work();
  return {Now() - wall, ProcessorSeconds() - processor};
}

void Submit(const Submission& one, Aggregator* aggregator, absl::BlockingCounter* done) {
  const auto told = [done](const absl::StatusOr<v1::StoreOutcome>& outcome) {
    if (!outcome.ok()) Die(std::string(outcome.status().message()));
    done->DecrementCount();
  };
  while (!aggregator->TrySubmit("news", one.document, one.extraction, told)) {
    absl::Notification room;
    aggregator->WhenRoom([&room] { room.Notify(); });
    room.WaitForNotification();
  }
}

void SubmitAll(const std::vector<Submission>& submissions, Aggregator* aggregator) {
  absl::BlockingCounter done(static_cast<int>(submissions.size()));
  for (const Submission& one : submissions) Submit(one, aggregator, &done);
  done.Wait();
}

void Run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) Die(sqlite3_errmsg(database));
}

// The control: id, text and extraction as rows, nothing else.
void WriteRows(const std::vector<Submission>& submissions, const std::string& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open(path.c_str(), &database) != SQLITE_OK) Die(path);
  Run(database,
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE row (id TEXT PRIMARY KEY, document BLOB, "
      "extraction BLOB)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO row VALUES (?1, ?2, ?3)", -1, &insert, nullptr);
  for (size_t i = 0; i < submissions.size(); ++i) {
    if (i % kCommitDocuments == 0) Run(database, i == 0 ? "BEGIN" : "COMMIT; BEGIN");
    const std::string document = submissions[i].document.SerializeAsString();
    const std::string extraction = submissions[i].extraction.SerializeAsString();
    sqlite3_bind_text(insert, 1, submissions[i].document.id().c_str(), -1, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 2, document.data(), static_cast<int>(document.size()), SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, extraction.data(), static_cast<int>(extraction.size()), SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) Die(sqlite3_errmsg(database));
    sqlite3_reset(insert);
  }
  Run(database, "COMMIT");
  sqlite3_finalize(insert);
  sqlite3_close(database);
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void Brief(const std::string& name, int page_size, Aggregator* aggregator) {
  v1::GetBriefingRequest request;
  request.set_collection("news");
  if (!name.empty()) request.mutable_filter()->add_names(name);
  request.set_page_size(page_size);
  if (!aggregator->GetBriefingPage(request).ok()) Die("no briefing");
}

void ListMatches(Aggregator* aggregator) {
  v1::ListPossibleMatchesRequest request;
  request.set_collection("news");
  if (!aggregator->ListPossibleMatches(request).ok()) Die("no possible matches");
}

void Explain(const std::string& first, const std::string& second, Aggregator* aggregator) {
  v1::ExplainMergeRequest request;
  request.set_collection("news");
  request.set_first(first);
  request.set_second(second);
  if (!aggregator->ExplainMerge(request).ok()) Die("no explanation");
}

void Delete(const std::string& id, Aggregator* aggregator) {
  v1::DeleteDocumentRequest request;
  request.set_collection("news");
  request.set_document_id(id);
  if (!aggregator->DeleteDocument(request).ok()) Die("not deleted");
}

// Resident memory in MiB, without what was freed.
double Resident() {
  malloc_trim(0);
  long pages = 0, resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr || std::fscanf(file, "%ld %ld", &pages, &resident) != 2) Die("no /proc/self/statm");
  std::fclose(file);
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// A document about one person, of a country where one is told: without one it holds those of the name together.
Submission MakeBridge(int number, const std::string& country) {
  SubmissionBuilder builder(absl::StrCat("bridge-", 1000 + number));
  builder.Sentence(absl::StrCat("Berta Quayside spoke of matter ", number, " in the hall of the old harbour."));
  const uint32_t who = builder.Name("PERSON", "Berta Quayside", "", country);
  builder.Statement("SAY", {{"holder", who}}, absl::StrCat("matter ", number));
  return builder.Build();
}

class Probe {
 public:
  Probe(const Names& names, Aggregator* aggregator) : names_(names), aggregator_(*aggregator) {}

  void Run(size_t documents) {
    const double before = Resident();
    Row("view made", {Millis([&] { Brief("Persona Familya", 1, &aggregator_); })});
    const double held = Resident() - before, estimated = static_cast<double>(aggregator_.ViewBytes()) / (1 << 20);
    std::printf(
        "%zu documents: %.0f MiB resident, %.0f of them for the view: %.1f kB a document; %.0f estimated: %.0f %%\n",
        documents, Resident(), held, held * 1024 / static_cast<double>(documents), estimated, 100 * estimated / held);
    Change("one more document", "its deletion", [&](int i) { return MakeDocument(5'000'000 + i, names_); });
    for (int i = 1; i <= 50; ++i) SubmitAll({MakeBridge(i, "NO")}, &aggregator_);
    Change("one more that joins what 50 tell of", "its deletion", [](int) { return MakeBridge(0, ""); });
    Ask();
  }

 private:
  template <typename Work>
  static double Millis(Work work) {
    return Measure(work).wall * 1e3;
  }

  static void Row(const char* what, std::vector<double> millis) {
    std::printf("  %s: median %.2f ms, worst %.2f ms of %zu\n", what, Median(millis),
                *std::max_element(millis.begin(), millis.end()), millis.size());
  }

  // Durable, and seen in a briefing about a name that is not there.
  template <typename Make>
  void Change(const char* adding, const char* removing, Make make) {
    std::vector<double> add, added, remove, removed;
    for (int i = 0; i < kProbes; ++i) {
      const Submission one = make(i);
      add.push_back(Millis([&] { SubmitAll({one}, &aggregator_); }));
      added.push_back(Millis([&] { Brief("Nobody", 0, &aggregator_); }));
      remove.push_back(Millis([&] { Delete(one.document.id(), &aggregator_); }));
      removed.push_back(Millis([&] { Brief("Nobody", 0, &aggregator_); }));
    }
    Row(absl::StrCat(adding, ", durable").c_str(), add);
    Row(absl::StrCat(adding, ", in the view").c_str(), added);
    Row(absl::StrCat(removing, ", durable").c_str(), remove);
    Row(absl::StrCat(removing, ", in the view").c_str(), removed);
  }

  void Ask() {
    std::mt19937_64 random(1);
    std::vector<double> any, drawn, page, changed, matches, why;
    const double before = Resident();
    const double first = Millis([&] { ListMatches(&aggregator_); });
    std::printf("  possible matches: %.0f MiB resident more\n", Resident() - before);
    for (int i = 0; i < kProbes; ++i) {
      any.push_back(Millis([&] { Brief(names_.Any(&random), 0, &aggregator_); }));
      drawn.push_back(Millis([&] { Brief(names_.Draw(&random), 100, &aggregator_); }));
      page.push_back(Millis([&] { Brief("", 100, &aggregator_); }));
      SubmitAll({MakeDocument(6'000'000 + i, names_)}, &aggregator_);
      changed.push_back(Millis([&] { Brief("", 100, &aggregator_); }));
      matches.push_back(Millis([&] { ListMatches(&aggregator_); }));
      why.push_back(Millis([&] { Explain(names_.Name(i), names_.Name(i + 1), &aggregator_); }));
    }
    Row("a briefing about one name, all names alike", any);
    Row("100 records about one name, names as often as they are told", drawn);
    Row("the first 100 records of all", page);
    Row("the first 100 records of all after a change", changed);
    Row("the first 100 possible matches, the first time", {first});
    Row("the first 100 possible matches after a change", matches);
    Row("why two frequent names are not one", why);
  }

  const Names& names_;
  Aggregator& aggregator_;
};

std::vector<Submission> MakeDocuments(int begin, int end, const Names& names) {
  std::vector<Submission> submissions;
  for (int i = begin; i < end; ++i) submissions.push_back(MakeDocument(i, names));
  return submissions;
}

void CompareWithControl(const std::vector<Submission>& submissions, const std::string& folder, int rounds) {
  std::vector<double> shares;
  for (int round = 0; round < rounds; ++round) {
    const std::string here = absl::StrCat(folder, "/round-", round);
    std::filesystem::create_directories(here);
    const Spent control = Measure([&] { WriteRows(submissions, here + "/control.db"); });
    AggregatorOptions options;
    options.commit_documents = kCommitDocuments;
    auto aggregator = *Aggregator::Create(options, *OpenSqliteStore(here + "/store"));
    const Spent merged = Measure([&] { SubmitAll(submissions, aggregator.get()); });
    shares.push_back(100 * control.wall / merged.wall);
    const auto count = static_cast<double>(submissions.size());
    std::printf(
        "%zu documents: durable %.0f documents/s (%.2f s of processor), SQLite alone %.0f rows/s (%.2f s of "
        "processor): %.0f %%\n",
        submissions.size(), count / merged.wall, merged.processor, count / control.wall, control.processor,
        shares.back());
  }
  std::printf("durable merges: %.0f %% of SQLite alone in the median\n", Median(shares));
}

void Main(int documents, const std::string& folder, int rounds) {
  const Names names;
  if (rounds > 0) CompareWithControl(MakeDocuments(0, documents / 10, names), folder, rounds);
  int have = 0;
  for (const int wanted : {documents / 10, documents}) {
    AggregatorOptions options;
    options.view_bytes = std::numeric_limits<size_t>::max();
    auto aggregator = *Aggregator::Create(options, *OpenSqliteStore(folder + "/growing"));
    const int from = have;
    const double seconds = Measure([&] {
                             for (; have < wanted; have = std::min(wanted, have + 2000))
                               SubmitAll(MakeDocuments(have, std::min(wanted, have + 2000), names), aggregator.get());
                           }).wall;
    std::printf("%d more documents made and stored in %.1f s\n", wanted - from, seconds);
    Probe(names, aggregator.get()).Run(static_cast<size_t>(have));
  }
}

}  // namespace
}  // namespace caspian::aggregator

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const int documents = argc > 1 ? std::atoi(argv[1]) : 20'000;
  if (documents < 100) caspian::aggregator::Die("at least 100 documents");
  const std::string base = argc > 2 ? argv[2] : std::filesystem::temp_directory_path().string();
  const std::string folder = absl::StrCat(base, "/caspian-merge-bench-", getpid());
  std::filesystem::create_directories(folder);
  caspian::aggregator::Main(documents, folder, argc > 3 ? std::atoi(argv[3]) : 3);
  std::filesystem::remove_all(folder);
  return 0;
}
