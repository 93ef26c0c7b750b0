#ifndef CASPIAN_TESTS_INTEGRATION_CERTIFICATES_H_
#define CASPIAN_TESTS_INTEGRATION_CERTIFICATES_H_

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace caspian::testing {

// A certificate authority made for one test. Writes PEM files.
class CertificateAuthority {
 public:
  CertificateAuthority();

  void WriteAuthority(const std::string& path) const;
  // A certificate with `names` as its alternative names ("IP:127.0.0.1,URI:spiffe://desk/ann"), and its key.
  void WriteCertificate(const std::string& names, const std::string& cert_path, const std::string& key_path) const;

 private:
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
  using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

  Certificate Make(EVP_PKEY* key, const std::string& subject, const std::string& names, bool authority) const;

  Key key_;
  Certificate certificate_;
};

}  // namespace caspian::testing

#endif  // CASPIAN_TESTS_INTEGRATION_CERTIFICATES_H_
