// TlsFacts: what the TLS connection under a protocol gives to it: the octets that bind an authentication to it (RFC 5056), and
// whom the other side's certificate names.
#pragma once

#include <string>

namespace imapspec {

struct TlsFacts {
  std::string exporter;   // tls-exporter (RFC 9266), 32 octets; empty below TLS 1.3
  std::string unique;     // tls-unique (RFC 5929 section 3); empty from TLS 1.3 on, and without extended master secret
  std::string peer_name;  // the common name in the peer's certificate, if that was verified; else empty

  bool binds() const { return !exporter.empty() || !unique.empty(); }
};

}  // namespace imapspec
