#include "harness/net/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include "harness/net/tls_context.h"

namespace imapspec::net {
namespace {

constexpr long kDay = 24L * 60 * 60;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;

Bio memory() {
  return {BIO_new(BIO_s_mem()), BIO_free};
}
Bio memory(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

bool extend(X509* certificate, int extension, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> made(
      X509V3_EXT_conf_nid(nullptr, &context, extension, value), X509_EXTENSION_free);
  return made != nullptr && X509_add_ext(certificate, made.get(), -1) == 1;
}

bool describe(X509* certificate, EVP_PKEY* key, const std::string& common_name) {
  std::uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) return false;
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_set_version(certificate, X509_VERSION_3) == 1 &&
         ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), (serial >> 1U) | 1U) == 1 &&
         X509_gmtime_adj(X509_getm_notBefore(certificate), -kDay) != nullptr &&
         X509_gmtime_adj(X509_getm_notAfter(certificate), 3650 * kDay) != nullptr &&
         X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
         extend(certificate, NID_basic_constraints, "critical,CA:TRUE") &&
         extend(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1") &&
         X509_sign(certificate, key, EVP_sha256()) > 0;
}

}  // namespace

std::expected<void, std::string> use_certificate(SSL_CTX& context, const Certificate& certificate) {
  const Bio chain = memory(certificate.certificate_pem), key_pem = memory(certificate.key_pem);
  const X509Pointer leaf(PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr), X509_free);
  if (leaf == nullptr || SSL_CTX_use_certificate(&context, leaf.get()) != 1) {
    return std::unexpected(openssl_error("cannot use the certificate"));
  }
  while (X509* next = PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)) {
    SSL_CTX_add0_chain_cert(&context, next);
  }
  ERR_clear_error();  // the end of the text counts as one
  const Key key(PEM_read_bio_PrivateKey(key_pem.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (key == nullptr || SSL_CTX_use_PrivateKey(&context, key.get()) != 1) {
    return std::unexpected(openssl_error("cannot use the certificate's key"));
  }
  return {};
}

std::expected<Certificate, std::string> make_test_certificate(const std::string& name) {
  ERR_clear_error();
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const X509Pointer certificate(X509_new(), X509_free);
  const Bio certificate_pem = memory(), key_pem = memory();
  if (key == nullptr || certificate == nullptr || !describe(certificate.get(), key.get(), name) ||
      PEM_write_bio_X509(certificate_pem.get(), certificate.get()) != 1 ||
      PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return std::unexpected(openssl_error("cannot make a certificate"));
  }
  return Certificate{text_of(certificate_pem.get()), text_of(key_pem.get())};
}

std::expected<std::shared_ptr<const TlsServer>, std::string> make_tls_server(const Certificate& certificate,
                                                                             const std::string& clients_pem) {
  ERR_clear_error();
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (context == nullptr) return std::unexpected(openssl_error("TLS"));
  // Nobody resumes a session here, and tickets that nobody reads turn an orderly close of the client into a reset.
  SSL_CTX_set_num_tickets(context.get(), 0);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);

  if (auto used = use_certificate(*context, certificate); !used) return std::unexpected(used.error());
  if (!clients_pem.empty()) {
    const Bio trusted = memory(clients_pem);
    X509_STORE* store = SSL_CTX_get_cert_store(context.get());
    while (const X509Pointer one{PEM_read_bio_X509(trusted.get(), nullptr, nullptr, nullptr), X509_free}) {
      X509_STORE_add_cert(store, one.get());
      SSL_CTX_add_client_CA(context.get(), one.get());
    }
    ERR_clear_error();  // the end of the text counts as one
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  }
  return std::make_shared<const TlsServer>(context);
}

}  // namespace imapspec::net
