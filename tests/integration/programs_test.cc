// The two programs from outside: what they print, what they end with, what survives them.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "common/rpc/status.h"
#include "common/rpc/tls.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"

namespace caspian::testing {
namespace {

using ::testing::HasSubstr;

// A program of the build folder, killed where it is still there at the end.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    int pipes[2];
    EXPECT_EQ(pipe2(pipes, O_CLOEXEC), 0);
    arguments[0] = std::string(CASPIAN_BINARY_DIR) + "/" + arguments[0];
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = fork();
    if (pid_ == 0) {
      dup2(pipes[1], STDOUT_FILENO);
      dup2(pipes[1], STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(pipes[1]);
    output_fd_ = pipes[0];
  }
  ~Program() {
    if (pid_ > 0) Kill(SIGKILL);
    close(output_fd_);
  }

  // The address after "listens on", once it is printed; where the program ends before, one that nobody listens on.
  std::string Address() {
    constexpr char kMark[] = "listens on ";
    size_t at;
    while ((at = output_.find(kMark)) == std::string::npos || output_.find('\n', at) == std::string::npos) {
      if (ReadMore()) continue;
      ADD_FAILURE() << output_;
      return "127.0.0.1:1";
    }
    const size_t begin = at + sizeof(kMark) - 1;
    return output_.substr(begin, output_.find_first_of(",\n", begin) - begin);
  }
  // Sends a signal, or none (0), waits for the end; the exit code, or minus the signal that ended it.
  int Kill(int signal) {
    if (signal != 0) kill(pid_, signal);
    while (ReadMore()) {
    }
    int status = 0;
    waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  int Wait() { return Kill(0); }
  const std::string& output() const { return output_; }

 private:
  bool ReadMore() {
    char buffer[4096];
    const ssize_t n = read(output_fd_, buffer, sizeof(buffer));
    if (n > 0) output_.append(buffer, static_cast<size_t>(n));
    return n > 0;
  }

  pid_t pid_;
  int output_fd_;
  std::string output_;
};

class ProgramsTest : public ::testing::Test {
 protected:
  ProgramsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "caspian-programs-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::filesystem::create_directory(pack_ = folder_ + "/pack");
    std::ofstream(pack_ + "/pack.yaml") << "name: tiny\nversion: 4\nlanguage: en\ndescription: Finds rain.\n"
                                           "labels:\n  WEATHER: {kind: name}\nstages: [only.yaml]\n";
    std::ofstream(pack_ + "/only.yaml") << "stage: only\nrules:\n  - {id: rain, label: WEATHER, pattern: Rain}\n";
  }
  ~ProgramsTest() override { std::filesystem::remove_all(folder_); }

  static std::string Ingested(const std::string& address, const std::string& id) {
    const auto stub = v1::ExtractorService::NewStub(*rpc::MakeChannel(address));
    const auto result =
        Ingest(stub.get(), {IngestConfigRequest("news"), IngestDocument(1, id, "Rain fell on Lumeria on June 3.")});
    if (result.responses.size() != 1) return std::string(result.status.message());
    if (result.responses[0].has_error()) return result.responses[0].error().status().message();
    return v1::StoreOutcome_Name(result.responses[0].acknowledgement().outcome());
  }

  std::string folder_;
  std::string pack_;
};

TEST_F(ProgramsTest, KeepWhatWasAcknowledgedWhenTheyAreKilled) {
  const std::string store = folder_ + "/store";
  {
    Program aggregator({"caspian-aggregator", "--address", "127.0.0.1:0", "--store", store});
    Program extractor(
        {"caspian-extractor", "--address", "127.0.0.1:0", "--rules", pack_, "--aggregator", aggregator.Address()});
    ASSERT_EQ(Ingested(extractor.Address(), "a.txt"), "STORE_OUTCOME_STORED");
    EXPECT_EQ(aggregator.Kill(SIGKILL), -SIGKILL);
    EXPECT_THAT(Ingested(extractor.Address(), "b.txt"), HasSubstr("is it running?"));
  }

  Program aggregator({"caspian-aggregator", "--address", "127.0.0.1:0", "--store", store});
  Program extractor(
      {"caspian-extractor", "--address", "127.0.0.1:0", "--rules", pack_, "--aggregator", aggregator.Address()});

  EXPECT_EQ(Ingested(extractor.Address(), "a.txt"), "STORE_OUTCOME_DUPLICATE");
  EXPECT_EQ(Ingested(extractor.Address(), "b.txt"), "STORE_OUTCOME_STORED");
}

TEST_F(ProgramsTest, SayWhatTheyAreAndEndInOrder) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Program extractor({"caspian-extractor", "--address", "127.0.0.1:0", "--rules", pack_});
    Program aggregator({"caspian-aggregator", "--address", "127.0.0.1:0"});
    EXPECT_EQ(AskHealth(*rpc::MakeChannel(extractor.Address()), "caspian.v1.RulesService"), "SERVING");
    EXPECT_EQ(AskHealth(*rpc::MakeChannel(aggregator.Address()), "caspian.v1.AggregatorService"), "SERVING");

    EXPECT_EQ(extractor.Kill(signal), 0) << extractor.output();
    EXPECT_EQ(aggregator.Kill(signal), 0) << aggregator.output();

    EXPECT_THAT(extractor.output(),
                ::testing::ContainsRegex(
                    "caspian-extractor 0\\.1\\.0 listens on 127\\.0\\.0\\.1:[0-9]+, rule set tiny 4 digest [0-9a-f]+"));
    EXPECT_THAT(aggregator.output(), HasSubstr("store memory"));
    EXPECT_THAT(aggregator.output(), HasSubstr("stopped"));
  }
}

TEST_F(ProgramsTest, EndWithTheCodeOfWhatIsWrong) {
  Program running({"caspian-aggregator", "--address", "127.0.0.1:0"});
  const std::string taken = running.Address();
  const struct {
    std::vector<std::string> arguments;
    int code;
    std::string says;
  } cases[] = {
      {{"caspian-extractor", "--no-such-flag"}, 2, "--no-such-flag"},
      {{"caspian-aggregator", "--threads", "many"}, 2, "--threads"},
      {{"caspian-extractor", "--rules", folder_ + "/none"}, 3, folder_ + "/none"},
      {{"caspian-extractor", "--rules", pack_, "--rules", pack_}, 3, "loaded already"},
      {{"caspian-extractor", "--rules", pack_, "--address", "0.0.0.0:0"}, 3, "--tls-cert"},
      {{"caspian-aggregator", "--address", "here"}, 3, "HOST:PORT"},
      {{"caspian-aggregator", "--store", "/dev/null/store", "--address", "127.0.0.1:0"}, 3, "/dev/null/store"},
      {{"caspian-extractor", "--rules", pack_, "--address", taken}, 4, taken},
      {{"caspian-aggregator", "--address", taken}, 4, "taken"},
      {{"caspian-aggregator", "--help"}, 0, "caspian-aggregator --store /var/lib/caspian"},
      {{"caspian-extractor", "--version"}, 0, "0.1.0"},
  };
  for (const auto& [arguments, code, says] : cases) {
    Program program(arguments);
    EXPECT_EQ(program.Wait(), code) << program.output();
    EXPECT_THAT(program.output(), HasSubstr(says));
  }
}

}  // namespace
}  // namespace caspian::testing
