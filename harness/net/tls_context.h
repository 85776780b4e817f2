// What net/'s TLS sources share, OpenSSL included. Internal; for .cc files only.
#pragma once

#include <openssl/ssl.h>

#include <expected>
#include <memory>
#include <string>

#include "harness/net/tls.h"

namespace imapspec::net {

class TlsServer {
 public:
  explicit TlsServer(std::shared_ptr<SSL_CTX> shared) : context(std::move(shared)) {}
  const std::shared_ptr<SSL_CTX> context;
};

// With the chain behind it, and its key. The error is for people.
std::expected<void, std::string> use_certificate(SSL_CTX& context, const Certificate& certificate);

// "what: reason", with OpenSSL's first queued reason, if there is one; the queue is emptied.
std::string openssl_error(const std::string& what);

}  // namespace imapspec::net
