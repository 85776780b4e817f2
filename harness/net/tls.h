// TLS settings of both sides, and certificates for tests and for the reference server. All in memory, as PEM.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace imapspec::net {

enum class Verify : std::uint8_t {
  none,  // any certificate will do
  full,  // a chain to a trusted certificate, valid today, for the name or address that was asked for
};

struct TlsClient {
  Verify verify = Verify::full;
  std::string ca_file;      // PEM; empty: what the system trusts
  std::string server_name;  // for verification and SNI; empty: the host that was connected to
};

// A key with its certificate (and the chain behind it).
struct Certificate {
  std::string certificate_pem;
  std::string key_pem;
};

// Self-signed, P-256, for localhost, 127.0.0.1 and ::1, good for ten years from yesterday. A new key with every call.
std::expected<Certificate, std::string> make_test_certificate();

// A Certificate made ready, to be shared by any number of connections and threads.
class TlsServer;
std::expected<std::shared_ptr<const TlsServer>, std::string> make_tls_server(const Certificate& certificate);

}  // namespace imapspec::net
