#include "common/rpc/auth_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace caspian::rpc {
namespace {

using ::testing::HasSubstr;

constexpr char kPolicy[] = R"({
  "name": "desk",
  "allow_rules": [
    {"name": "readers", "source": {"principals": ["spiffe://desk/*", "*.example.org"]}, "request": {"paths": ["/caspian.v1.AggregatorService/Get*"]}},
    {"name": "probes", "request": {"paths": ["/grpc.health.v1.Health/Check"]}},
    {"name": "tenant", "source": {"principals": ["*"]}, "request": {"headers": [{"key": "tenant", "values": ["north", "south"]}]}}
  ],
  "deny_rules": [{"name": "no texts", "request": {"paths": ["*/GetDocument"]}}]
})";

CallFacts Call(const std::string& path, const std::string& principal = "",
               std::vector<std::pair<std::string, std::string>> headers = {}) {
  CallFacts call{path, !principal.empty(), {}, std::move(headers)};
  if (!principal.empty()) call.principals.push_back(principal);
  return call;
}

TEST(AuthPolicyTest, AllowsWhatARuleAllowsAndDeniesTheRest) {
  const auto policy = AuthPolicy::Parse(kPolicy);
  ASSERT_TRUE(policy.ok()) << policy.status();

  EXPECT_TRUE(policy->Allows(Call("/caspian.v1.AggregatorService/GetBriefing", "spiffe://desk/ann")));
  EXPECT_TRUE(policy->Allows(Call("/caspian.v1.AggregatorService/GetBriefing", "reader.example.org")));
  EXPECT_TRUE(policy->Allows(Call("/grpc.health.v1.Health/Check")));
  EXPECT_FALSE(policy->Allows(Call("/caspian.v1.AggregatorService/GetBriefing", "spiffe://other/ann")));
  EXPECT_FALSE(policy->Allows(Call("/caspian.v1.AggregatorService/GetBriefing")));
  EXPECT_FALSE(policy->Allows(Call("/caspian.v1.AggregatorService/DeleteDocument", "spiffe://desk/ann")));
}

TEST(AuthPolicyTest, DeniesBeforeItAllows) {
  const auto policy = AuthPolicy::Parse(kPolicy);

  EXPECT_FALSE(policy->Allows(Call("/caspian.v1.AggregatorService/GetDocument", "spiffe://desk/ann")));
}

TEST(AuthPolicyTest, WantsAllHeadersAndOneOfTheirValues) {
  const auto policy = AuthPolicy::Parse(kPolicy);

  EXPECT_TRUE(policy->Allows(Call("/x/Y", "spiffe://other/bob", {{"tenant", "south"}})));
  EXPECT_FALSE(policy->Allows(Call("/x/Y", "spiffe://other/bob", {{"tenant", "west"}})));
  EXPECT_FALSE(policy->Allows(Call("/x/Y", "", {{"tenant", "south"}}))) << "the rule wants a caller that is known";
}

TEST(AuthPolicyTest, RefusesWhatItDoesNotUnderstand) {
  const struct {
    const char* json;
    const char* says;
  } cases[] = {
      {"[]", "JSON"},
      {"{", "JSON"},
      {R"({"name": "p"})", "allow_rules"},
      {R"({"name": "p", "allow_rules": []})", "empty"},
      {R"({"allow_rules": [{"name": "a"}]})", "name"},
      {R"({"name": "p", "allow_rules": [{"name": "a", "request": {"path": ["/x"]}}]})", "path"},
      {R"({"name": "p", "allow_rules": [{"name": "a", "request": {"paths": []}}]})", "paths"},
      {R"({"name": "p", "allow_rules": [{"name": "a", "source": {"principals": [7]}}]})", "principals"},
      {R"({"name": "p", "allow_rules": [{"name": "a", "source": "all"}]})", "source"},
      {R"({"name": "p", "allow_rules": [{"name": "a"}], "deny": []})", "deny"},
      {R"({"name": "p", "allow_rules": [{"name": "a", "request": {"headers": [{"key": "k"}]}}]})", "values"},
  };
  for (const auto& [json, says] : cases) {
    const auto policy = AuthPolicy::Parse(json);
    ASSERT_FALSE(policy.ok()) << json;
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr(says)) << json;
  }
}

class WatchedAuthPolicyTest : public ::testing::Test {
 protected:
  WatchedAuthPolicyTest()
      : path_(std::filesystem::temp_directory_path() / ("caspian_policy_" + std::to_string(getpid()) + ".json")) {}
  ~WatchedAuthPolicyTest() override { std::filesystem::remove(path_); }
  // As editors and Kubernetes do it: another file takes the name.
  void Replace(const std::string& text) {
    const std::string other = path_.string() + ".new";
    std::ofstream(other) << text;
    std::filesystem::rename(other, path_);
  }
  const std::filesystem::path path_;
};

TEST_F(WatchedAuthPolicyTest, TakesANewFileAndKeepsTheOldPolicyWhereTheNewIsBroken) {
  Replace(R"({"name": "one", "allow_rules": [{"name": "a", "request": {"paths": ["/one"]}}]})");
  const auto watched = WatchedAuthPolicy::Open(path_, absl::ZeroDuration());
  ASSERT_TRUE(watched.ok()) << watched.status();
  EXPECT_TRUE((*watched)->Allows(Call("/one")));

  Replace(R"({"name": "number two", "allow_rules": [{"name": "a", "request": {"paths": ["/two"]}}]})");
  EXPECT_TRUE((*watched)->Allows(Call("/two")));
  EXPECT_FALSE((*watched)->Allows(Call("/one")));

  Replace("{broken");
  EXPECT_TRUE((*watched)->Allows(Call("/two")));
}

TEST_F(WatchedAuthPolicyTest, SaysWhichFileIsMissing) {
  const auto watched = WatchedAuthPolicy::Open(path_, absl::ZeroDuration());

  EXPECT_THAT(std::string(watched.status().message()), HasSubstr(path_.string()));
}

}  // namespace
}  // namespace caspian::rpc
