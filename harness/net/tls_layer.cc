#include "harness/net/tls_layer.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <limits>

#include "harness/net/tls_context.h"

namespace imapspec::net {
namespace {

int int_size(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

bool is_address(const std::string& host) {
  ASN1_OCTET_STRING* octets = a2i_IPADDRESS(host.c_str());
  ASN1_OCTET_STRING_free(octets);
  return octets != nullptr;
}

// RFC 9266 section 2: 32 octets, an empty context.
std::string exporter_of(SSL* ssl) {
  constexpr std::string_view kLabel = "EXPORTER-Channel-Binding";
  std::string octets(32, '\0');
  const int made = SSL_export_keying_material(ssl, reinterpret_cast<unsigned char*>(octets.data()), octets.size(),
                                              kLabel.data(), kLabel.size(), nullptr, 0, 1);
  return made == 1 ? octets : std::string();
}

std::string common_name_of_peer(SSL* ssl) {
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl), X509_free);
  if (certificate == nullptr || SSL_get_verify_mode(ssl) == SSL_VERIFY_NONE || SSL_get_verify_result(ssl) != X509_V_OK)
    return {};
  const X509_NAME* subject = X509_get_subject_name(certificate.get());
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  std::string name = size > 0 ? std::string(reinterpret_cast<char*>(text), static_cast<std::size_t>(size)) : "";
  OPENSSL_free(text);
  return name;
}

}  // namespace

std::string openssl_error(const std::string& what) {
  std::string text = what;
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  if (reason != nullptr) text += std::string(": ") + reason;
  if (ERR_GET_LIB(code) == ERR_LIB_SSL &&
      (ERR_GET_REASON(code) == SSL_R_WRONG_VERSION_NUMBER || ERR_GET_REASON(code) == SSL_R_HTTP_REQUEST)) {
    text += " (what came is not TLS)";
  }
  return text;
}

struct TlsLayer::Impl {
  std::shared_ptr<SSL_CTX> context;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl{nullptr, SSL_free};
  BIO* from_wire = nullptr;  // both belong to ssl
  BIO* to_wire = nullptr;

  explicit Impl(std::shared_ptr<SSL_CTX> shared) : context(std::move(shared)), ssl(SSL_new(context.get()), SSL_free) {
    from_wire = BIO_new(BIO_s_mem());
    to_wire = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), from_wire, to_wire);
  }

  // What a call that returned `result` means: false is "more must come".
  std::expected<bool, std::string> outcome(int result, const char* what) {
    switch (SSL_get_error(ssl.get(), result)) {
      case SSL_ERROR_NONE:
        return true;
      case SSL_ERROR_WANT_READ:
      case SSL_ERROR_WANT_WRITE:
      case SSL_ERROR_ZERO_RETURN:
        ERR_clear_error();
        return false;
      default:
        break;
    }
    const long verified = SSL_get_verify_result(ssl.get());
    std::string text = openssl_error(what);
    if (verified != X509_V_OK && SSL_get_verify_mode(ssl.get()) != SSL_VERIFY_NONE) {
      text += std::string(": ") + X509_verify_cert_error_string(verified);
    }
    return std::unexpected(text);
  }
};

TlsLayer::TlsLayer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TlsLayer::~TlsLayer() = default;

std::expected<std::unique_ptr<TlsLayer>, std::string> TlsLayer::client(const TlsClient& options,
                                                                       const std::string& host) {
  ERR_clear_error();
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  if (context == nullptr) return std::unexpected(openssl_error("TLS"));
  if (options.verify == Verify::full) {
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    const bool loaded = options.ca_file.empty()
                            ? SSL_CTX_set_default_verify_paths(context.get()) == 1
                            : SSL_CTX_load_verify_locations(context.get(), options.ca_file.c_str(), nullptr) == 1;
    if (!loaded) return std::unexpected(openssl_error("cannot read the trusted certificates " + options.ca_file));
  }
  if (!options.certificate.certificate_pem.empty()) {
    if (auto used = use_certificate(*context, options.certificate); !used) return std::unexpected(used.error());
  }
  auto impl = std::make_unique<Impl>(context);
  SSL* ssl = impl->ssl.get();
  const std::string& name = options.server_name.empty() ? host : options.server_name;
  if (!name.empty()) {
    const bool address = is_address(name);
    if (address) {
      X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name.c_str());
    } else {
      SSL_set1_host(ssl, name.c_str());
      SSL_set_tlsext_host_name(ssl, name.c_str());  // RFC 6066 section 3: no addresses
    }
  }
  SSL_set_connect_state(ssl);
  return std::unique_ptr<TlsLayer>(new TlsLayer(std::move(impl)));
}

std::expected<std::unique_ptr<TlsLayer>, std::string> TlsLayer::server(const TlsServer& server) {
  ERR_clear_error();
  auto impl = std::make_unique<Impl>(server.context);
  SSL_set_accept_state(impl->ssl.get());
  return std::unique_ptr<TlsLayer>(new TlsLayer(std::move(impl)));
}

void TlsLayer::feed(std::string_view wire) {
  while (!wire.empty()) {
    const int taken = BIO_write(impl_->from_wire, wire.data(), int_size(wire.size()));
    if (taken <= 0) return;  // out of memory only; the record then never completes
    wire.remove_prefix(static_cast<std::size_t>(taken));
  }
}

void TlsLayer::take_output(std::string& wire) {
  const std::size_t before = wire.size();
  const std::size_t pending = BIO_ctrl_pending(impl_->to_wire);
  if (pending == 0) return;
  wire.resize(before + pending);
  const int taken = BIO_read(impl_->to_wire, wire.data() + before, int_size(pending));
  wire.resize(before + static_cast<std::size_t>(std::max(taken, 0)));
}

std::expected<bool, std::string> TlsLayer::handshake() {
  ERR_clear_error();
  return impl_->outcome(SSL_do_handshake(impl_->ssl.get()), "TLS handshake");
}

bool TlsLayer::established() const {
  return SSL_is_init_finished(impl_->ssl.get()) == 1;
}

TlsFacts TlsLayer::facts() const {
  TlsFacts facts;
  if (!established()) return facts;
  SSL* ssl = impl_->ssl.get();
  facts.peer_name = common_name_of_peer(ssl);
  if (SSL_version(ssl) >= TLS1_3_VERSION) {
    facts.exporter = exporter_of(ssl);
  } else if (SSL_get_extms_support(ssl) == 1) {  // RFC 9266 section 4.2
    // The first Finished of the handshake, which is the client's: nothing is resumed here.
    facts.unique.resize(EVP_MAX_MD_SIZE);
    const bool mine = SSL_is_server(ssl) == 0;
    facts.unique.resize(mine ? SSL_get_finished(ssl, facts.unique.data(), facts.unique.size())
                             : SSL_get_peer_finished(ssl, facts.unique.data(), facts.unique.size()));
  }
  return facts;
}

std::expected<std::size_t, std::string> TlsLayer::read(std::span<char> plain) {
  if (plain.empty()) return 0;
  ERR_clear_error();
  const int got = SSL_read(impl_->ssl.get(), plain.data(), int_size(plain.size()));
  if (got > 0) return static_cast<std::size_t>(got);
  if (auto outcome = impl_->outcome(got, "TLS"); !outcome) return std::unexpected(outcome.error());
  return 0;
}

std::expected<void, std::string> TlsLayer::write(std::string_view plain) {
  while (!plain.empty()) {
    ERR_clear_error();
    const int taken = SSL_write(impl_->ssl.get(), plain.data(), int_size(plain.size()));
    if (taken <= 0) {
      auto outcome = impl_->outcome(taken, "TLS");
      return std::unexpected(outcome ? "TLS: nothing can be sent any more" : outcome.error());
    }
    plain.remove_prefix(static_cast<std::size_t>(taken));
  }
  return {};
}

void TlsLayer::close_notify() {
  ERR_clear_error();
  if (established()) SSL_shutdown(impl_->ssl.get());
  ERR_clear_error();
}

bool TlsLayer::ended() const {
  return (SSL_get_shutdown(impl_->ssl.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
}

bool TlsLayer::within_record() const {
  return BIO_ctrl_pending(impl_->from_wire) > 0 || SSL_has_pending(impl_->ssl.get()) == 1;
}

}  // namespace imapspec::net
