#include "common/rpc/tls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "common/rpc/status.h"
#include "extractor/service/extractor_services.h"
#include "tests/integration/certificates.h"
#include "tests/integration/two_servers.h"
#include "tests/integration/wire.h"
#include "tests/integration/word_engine.h"

namespace caspian::testing {
namespace {

using ::testing::HasSubstr;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "caspian-tls-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    authority_.WriteAuthority(At("ca.pem"));
    authority_.WriteCertificate("IP:127.0.0.1", At("server.pem"), At("server.key"));
    authority_.WriteCertificate("URI:spiffe://desk/ann", At("ann.pem"), At("ann.key"));
    authority_.WriteCertificate("URI:spiffe://desk/bob", At("bob.pem"), At("bob.key"));
  }
  ~TlsTest() override { std::filesystem::remove_all(folder_); }

  std::string At(const std::string& name) const { return folder_ + "/" + name; }

  rpc::ServerOptions Options() const {
    rpc::ServerOptions options;
    options.address = "127.0.0.1:0";
    options.tls.cert_file = At("server.pem");
    options.tls.key_file = At("server.key");
    return options;
  }
  rpc::ServerOptions MutualOptions() const {
    rpc::ServerOptions options = Options();
    options.tls.client_ca_file = At("ca.pem");
    return options;
  }
  std::unique_ptr<rpc::Server> Start(const rpc::ServerOptions& options) {
    auto server = rpc::Server::Start(options, services_.services(), services_.registry());
    EXPECT_TRUE(server.ok()) << server.status();
    return *std::move(server);
  }
  // Health of the server for a client with a certificate of that name; empty: without one.
  std::string Ask(const rpc::Server& server, const std::string& who) { return AskHealth(Channel(server, who), ""); }
  std::shared_ptr<grpc::Channel> Channel(const rpc::Server& server, const std::string& who) {
    rpc::ClientTlsOptions options;
    options.ca_file = At("ca.pem");
    if (!who.empty()) options.cert_file = At(who + ".pem");
    if (!who.empty()) options.key_file = At(who + ".key");
    auto channel = rpc::MakeChannel(server.address(), options);
    EXPECT_TRUE(channel.ok()) << channel.status();
    return *channel;
  }

  std::string folder_;
  const CertificateAuthority authority_;
  extractor::ExtractorServices services_{{}, MakeWordLibrary()};
};

TEST_F(TlsTest, ServesClientsThatTrustItsAuthority) {
  const auto server = Start(Options());

  EXPECT_EQ(Ask(*server, ""), "SERVING");
  EXPECT_NE(AskHealth(*rpc::MakeChannel(server->address()), ""), "SERVING") << "in clear";
}

TEST_F(TlsTest, LetsInOnlyClientsOfItsAuthority) {
  CertificateAuthority stranger;
  stranger.WriteCertificate("URI:spiffe://desk/ann", At("eve.pem"), At("eve.key"));
  const auto server = Start(MutualOptions());

  EXPECT_EQ(Ask(*server, "ann"), "SERVING");
  EXPECT_NE(Ask(*server, ""), "SERVING");
  EXPECT_NE(Ask(*server, "eve"), "SERVING");
}

TEST_F(TlsTest, AllowsWhatThePolicyAllowsAndNothingElse) {
  std::ofstream(At("policy.json")) << R"({"name": "desk", "allow_rules": [
    {"name": "probe", "request": {"paths": ["/grpc.health.v1.Health/*"]}},
    {"name": "ann", "source": {"principals": ["spiffe://desk/ann"]}, "request": {"paths": ["/caspian.v1.ExtractorService/*"]}}]})";
  rpc::ServerOptions options = MutualOptions();
  options.auth_policy_file = At("policy.json");
  const auto server = Start(options);
  const std::vector<v1::ExtractRequest> requests = {ExtractConfigRequest(), ExtractDocument(1, "a", "Rom")};

  EXPECT_EQ(Ask(*server, "bob"), "SERVING");
  const auto ann = Extract(v1::ExtractorService::NewStub(Channel(*server, "ann")).get(), requests);
  const auto bob = Extract(v1::ExtractorService::NewStub(Channel(*server, "bob")).get(), requests);

  EXPECT_TRUE(ann.status.ok()) << ann.status;
  EXPECT_EQ(ann.responses.size(), 1u);
  EXPECT_TRUE(absl::IsPermissionDenied(bob.status)) << bob.status;
  EXPECT_TRUE(bob.responses.empty());
}

TEST_F(TlsTest, RefusesFilesThatAreNotWhatTheyShouldBe) {
  std::ofstream(At("text.pem")) << "no certificate";
  const struct {
    std::string cert, key, ca, says;
  } cases[] = {
      {At("none.pem"), At("server.key"), "", "can't be read"},
      {At("text.pem"), At("server.key"), "", "no PEM certificate"},
      {At("server.pem"), "", "", "private key"},
      {At("server.pem"), At("text.pem"), "", "no PEM private key"},
      {At("server.pem"), At("ann.key"), "", "is not the private key of"},
      {At("server.pem"), At("server.key"), At("text.pem"), "no PEM certificate"},
      {"", "", At("ca.pem"), "need TLS"},
  };
  for (const auto& [cert, key, ca, says] : cases) {
    const auto credentials = rpc::MakeServerCredentials({cert, key, ca});
    EXPECT_TRUE(absl::IsInvalidArgument(credentials.status())) << says;
    EXPECT_THAT(std::string(credentials.status().message()), HasSubstr(says));
  }
  EXPECT_TRUE(absl::IsInvalidArgument(rpc::MakeChannelCredentials({At("none.pem"), "", ""}).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(rpc::MakeChannelCredentials({"", At("ann.pem"), At("ann.key")}).status()));
}

TEST_F(TlsTest, ListensWhereOthersReachItWithTls) {
  rpc::ServerOptions options = Options();
  options.address = "0.0.0.0:0";

  const auto server = Start(options);

  EXPECT_THAT(server->address(), ::testing::StartsWith("0.0.0.0:"));
}

}  // namespace
}  // namespace caspian::testing
