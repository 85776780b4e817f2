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

// A key with its certificate (and the chain behind it).
struct Certificate {
  std::string certificate_pem;
  std::string key_pem;
};

struct TlsClient {
  Verify verify = Verify::full;
  std::string ca_file;           // PEM; empty: what the system trusts
  std::string server_name;       // for verification and SNI; empty: the host that was connected to
  Certificate certificate = {};  // shown to a server that asks for one; empty: none
};

// Self-signed, P-256, for localhost, 127.0.0.1 and ::1, good for ten years from yesterday. A new key with every call.
// `name` is its common name: a client's is the user's.
std::expected<Certificate, std::string> make_test_certificate(const std::string& name = "localhost");

// A Certificate made ready, to be shared by any number of connections and threads. With `clients_pem`, the certificates that are
// trusted to name clients, each client is asked for one; it may have none, and a wrong one ends the handshake.
class TlsServer;
std::expected<std::shared_ptr<const TlsServer>, std::string> make_tls_server(const Certificate& certificate,
                                                                             const std::string& clients_pem = {});

}  // namespace imapspec::net
