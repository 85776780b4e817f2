// DeflateLayer: raw DEFLATE in both directions (RFC 4978), without I/O. Internal to net/.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace imapspec::net {

class DeflateLayer {
 public:
  DeflateLayer();
  ~DeflateLayer();

  void feed(std::string_view compressed);
  // 0: more must come. Never inflates more than was asked for, so that a bomb costs its reader nothing, nor further than the
  // peer has flushed, since what comes behind may be no DEFLATE. The error is for people: the octets are no DEFLATE, or go
  // on after its end.
  std::expected<std::size_t, std::string> read(std::span<char> plain);
  bool hungry() const;  // nothing that was fed is left
  // Whether what was read last is the last that the peer flushed, or ended its data with.
  bool at_flush() const;
  std::string take_rest();  // what was fed and not read
  // Appends to `compressed`, flushed, so that the peer can read all of it at once.
  void write(std::string_view plain, std::string& compressed);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace imapspec::net
