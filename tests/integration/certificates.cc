#include "tests/integration/certificates.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>

namespace caspian::testing {
namespace {

constexpr long kTenYears = 10L * 365 * 24 * 3600;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

void AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

CertificateAuthority::CertificateAuthority()
    : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(nullptr, X509_free) {
  certificate_ = Make(key_.get(), "test authority", "", true);
}

CertificateAuthority::Certificate CertificateAuthority::Make(EVP_PKEY* key, const std::string& subject,
                                                             const std::string& names, bool authority) const {
  Certificate made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), authority ? 1 : 2);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), kTenYears);
  X509_set_pubkey(made.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(subject.c_str()), -1, -1, 0);
  X509* issuer = authority ? made.get() : certificate_.get();
  X509_set_issuer_name(made.get(), X509_get_subject_name(issuer));
  if (authority) AddExtension(made.get(), issuer, NID_basic_constraints, "critical,CA:TRUE");
  if (!names.empty()) AddExtension(made.get(), issuer, NID_subject_alt_name, names);
  X509_sign(made.get(), key_.get(), EVP_sha256());
  return made;
}

void CertificateAuthority::WriteAuthority(const std::string& path) const {
  const File file(std::fopen(path.c_str(), "w"));
  PEM_write_X509(file.get(), certificate_.get());
}

void CertificateAuthority::WriteCertificate(const std::string& names, const std::string& cert_path,
                                            const std::string& key_path) const {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Certificate certificate = Make(key.get(), "test peer", names, false);
  const File cert_file(std::fopen(cert_path.c_str(), "w"));
  PEM_write_X509(cert_file.get(), certificate.get());
  const File key_file(std::fopen(key_path.c_str(), "w"));
  PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace caspian::testing
