#include "common/rpc/tls.h"

#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "common/base/limits.h"
#include "common/rpc/address.h"

namespace caspian::rpc {
namespace {

using grpc::experimental::FileWatcherCertificateProvider;
using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
constexpr unsigned kRefreshSeconds = 60;

absl::Status Refuse(const std::string& path, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", what));
}

absl::StatusOr<std::string> ReadPem(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Refuse(path, "can't be read: does it exist, and may this user read it?");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

absl::StatusOr<X509Pointer> ReadCertificate(const std::string& path) {
  const auto pem = ReadPem(path);
  if (!pem.ok()) return pem.status();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())),
                                                      BIO_free);
  X509Pointer certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
  if (!certificate) return Refuse(path, "holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
  return certificate;
}

absl::Status CheckKeyPair(const std::string& cert_file, const std::string& key_file) {
  const auto certificate = ReadCertificate(cert_file);
  if (!certificate.ok()) return certificate.status();
  if (key_file.empty()) return Refuse(cert_file, "needs its private key: give the key file, too");
  const auto pem = ReadPem(key_file);
  if (!pem.ok()) return pem.status();
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())),
                                                      BIO_free);
  const KeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (!key) return Refuse(key_file, "holds no PEM private key without passphrase");
  if (X509_check_private_key(certificate->get(), key.get()) != 1)
    return Refuse(key_file, absl::StrCat("is not the private key of ", cert_file));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(const ServerTlsOptions& options) {
  if (!options.enabled()) {
    if (!options.key_file.empty())
      return Refuse(options.key_file, "needs its certificate: give the certificate file, too");
    if (!options.client_ca_file.empty())
      return Refuse(options.client_ca_file, "client certificates need TLS: give certificate and key, too");
    return grpc::InsecureServerCredentials();
  }
  if (absl::Status status = CheckKeyPair(options.cert_file, options.key_file); !status.ok()) return status;
  const bool mutual = !options.client_ca_file.empty();
  if (mutual) {
    if (const auto ca = ReadCertificate(options.client_ca_file); !ca.ok()) return ca.status();
  }
  grpc::experimental::TlsServerCredentialsOptions tls(std::make_shared<FileWatcherCertificateProvider>(
      options.key_file, options.cert_file, options.client_ca_file, kRefreshSeconds));
  tls.watch_identity_key_cert_pairs();
  if (mutual) {
    tls.watch_root_certs();
    tls.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(tls);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeChannelCredentials(const ClientTlsOptions& options) {
  if (!options.enabled()) {
    if (!options.cert_file.empty())
      return Refuse(options.cert_file, "a client certificate needs TLS: give the authority's file, too");
    return grpc::InsecureChannelCredentials();
  }
  if (const auto ca = ReadCertificate(options.ca_file); !ca.ok()) return ca.status();
  const bool mutual = !options.cert_file.empty();
  if (mutual) {
    if (absl::Status status = CheckKeyPair(options.cert_file, options.key_file); !status.ok()) return status;
  }
  grpc::experimental::TlsChannelCredentialsOptions tls;
  tls.set_certificate_provider(
      mutual ? std::make_shared<FileWatcherCertificateProvider>(options.key_file, options.cert_file, options.ca_file,
                                                                kRefreshSeconds)
             : std::make_shared<FileWatcherCertificateProvider>(options.ca_file, kRefreshSeconds));
  tls.watch_root_certs();
  if (mutual) tls.watch_identity_key_cert_pairs();
  return grpc::experimental::TlsCredentials(tls);
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const std::string& address,
                                                           const ClientTlsOptions& options) {
  const auto parsed = ParseAddress(address);
  if (!parsed.ok()) return parsed.status();
  const auto credentials = MakeChannelCredentials(options);
  if (!credentials.ok()) return credentials.status();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(static_cast<int>(kMessageLimitBytes));
  return grpc::CreateCustomChannel(parsed->ToString(), *credentials, arguments);
}

}  // namespace caspian::rpc
