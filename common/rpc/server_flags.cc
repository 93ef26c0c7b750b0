#include "common/rpc/server_flags.h"

#include <CLI/CLI.hpp>

#include "common/base/error.h"
#include "common/base/exit_code.h"

namespace caspian::rpc {

void AddServerFlags(CLI::App* app, ServerOptions* options) {
  app->add_option("--tls-cert", options->tls.cert_file,
                  "Certificate chain of this server (PEM); a new file is taken without a restart");
  app->add_option("--tls-key", options->tls.key_file, "Its private key (PEM)");
  app->add_option("--tls-client-ca", options->tls.client_ca_file,
                  "Authorities of clients (PEM): only their certificates are let in");
  app->add_flag("--allow-public-without-tls", options->allow_public_without_tls,
                "Listen in clear where other machines can connect: only behind a proxy that encrypts");
  app->add_option("--auth-policy", options->auth_policy_file,
                  "gRPC authorization policy (JSON): what no rule allows is denied");
  app->add_option("--metrics-address", options->metrics_address,
                  "Serve /metrics for Prometheus there, for example 127.0.0.1:9401; off unless given");
  app->add_option_function<unsigned>(
         "--drain-seconds", [options](unsigned seconds) { options->drain_timeout = absl::Seconds(seconds); },
         "How long calls under way may take after SIGTERM [20]")
      ->check(CLI::Range(0u, 3600u));
}

void AddClientTlsFlags(CLI::App* app, const std::string& prefix, ClientTlsOptions* options) {
  app->add_option("--" + prefix + "-ca", options->ca_file, "Authorities of that server (PEM); TLS is off unless given");
  app->add_option("--" + prefix + "-cert", options->cert_file, "Certificate to show to that server (PEM)");
  app->add_option("--" + prefix + "-key", options->key_file, "Its private key (PEM)");
}

int StartExitCode(const absl::Status& status) {
  const bool address_taken = absl::IsUnavailable(status) && ReasonOf(status) == v1::ERROR_REASON_UNSPECIFIED;
  return address_taken ? kExitUnavailable : kExitConfiguration;
}

}  // namespace caspian::rpc
