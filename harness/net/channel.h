// Channel: what lies between the wire and the application on one connection: nothing, TLS, DEFLATE, or DEFLATE within TLS.
// Without I/O: whoever has the socket feeds it and sends what to_wire() holds. Internal to net/.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/net/deflate_layer.h"
#include "harness/net/tls_layer.h"

namespace imapspec::net {

class Channel {
 public:
  // What read() achieved; all zero and empty: nothing yet.
  struct Read {
    std::size_t octets = 0;
    bool end = false;   // the peer sends no more, and everything was read
    std::string error;  // broken: what happened; `end` is true then too
  };

  // From the wire. After received_end() nothing more comes.
  void received(std::string_view wire);
  void received_end();

  // Drives the handshake too, if one is in progress. A wire that ends without close_notify is an orderly end unless it
  // ends within a record or a handshake: many servers close like that, and IMAP has its own BYE (RFC 9051 section 7.1.5).
  Read read(std::span<char> plain);

  // Towards the wire. During a handshake the octets are held until it is done.
  std::expected<void, std::string> write(std::string_view plain);
  std::string& to_wire() { return to_wire_; }  // the sender erases what it has sent, from the front
  std::size_t pending() const { return to_wire_.size() + held_.size(); }  // octets not yet taken by the sender
  void say_end();                                                         // close_notify, where there is TLS

  // Discards what was received and not yet read. A server also throws away what still comes in clear before the first TLS
  // record (RFC 9051 section 6.2.1, option 2).
  void start_tls(std::unique_ptr<TlsLayer> tls, bool is_server);
  std::expected<bool, std::string> handshake();  // true when done
  void start_deflate() { deflate_ = std::make_unique<DeflateLayer>(); }
  // What is written from here on goes in clear, and so comes what lies behind that which the peer flushed with what was read
  // last.
  void end_deflate() { deflate_ends_ = deflate_ != nullptr; }

  bool is_tls() const { return tls_ != nullptr; }
  TlsFacts tls_facts() const { return tls_ == nullptr ? TlsFacts() : tls_->facts(); }
  bool is_deflate() const { return deflate_ != nullptr; }
  bool is_plain() const { return tls_ == nullptr && deflate_ == nullptr; }
  bool passes_through() const { return is_plain() && raw_.empty(); }  // what comes next may be read without it

 private:
  std::expected<std::size_t, std::string> read_below_deflate(std::span<char> octets);
  std::expected<std::size_t, std::string> feed_deflate();
  std::expected<std::size_t, std::string> read_inflated(std::span<char> plain);
  std::expected<std::size_t, std::string> read_behind_deflate(std::span<char> plain);
  bool wire_is_used_up() const;

  std::string raw_;  // received, where there is no TLS to feed; or fed to a DEFLATE that has ended
  std::string held_;
  std::string to_wire_;
  std::unique_ptr<TlsLayer> tls_;
  std::unique_ptr<DeflateLayer> deflate_;
  bool deflate_ends_ = false;  // nothing is written to it any more, and only the end of what was flushed is read
  bool skip_to_tls_ = false;
  bool wire_ended_ = false;
};

}  // namespace imapspec::net
