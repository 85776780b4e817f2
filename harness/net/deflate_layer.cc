#include "harness/net/deflate_layer.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <utility>

namespace imapspec::net {
namespace {

constexpr int kRawWindowBits = -15;  // negative: raw, without zlib's header and checksum
constexpr int kMemoryLevel = 8;      // zlib's default
constexpr int kBlockEnded = 128;     // of z_stream::data_type: inflate stands behind the end of a block

uInt zlib_size(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}
// zlib reads next_in and never writes there; its type has lost the const.
Bytef* zlib_input(const char* data) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(data));
}

}  // namespace

struct DeflateLayer::Impl {
  z_stream in{}, out{};
  std::string fed;
  std::size_t used = 0;  // of fed
  bool finished = false;
  bool more_output = false;    // zlib holds octets, or an error, that did not fit into the last read
  bool block_is_empty = true;  // the one that is being read, as far as it was
  bool at_flush = true;

  Impl() {
    if (inflateInit2(&in, kRawWindowBits) != Z_OK) throw std::bad_alloc();
    if (deflateInit2(&out, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kRawWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      inflateEnd(&in);
      throw std::bad_alloc();
    }
  }
  // As far as the input goes, but not beyond the end of a block. Who flushes appends one that is empty (RFC 1951 section
  // 3.2.4, RFC 4978 section 4).
  int inflate_block() {
    const uInt room = in.avail_out;
    const int result = inflate(&in, Z_BLOCK);
    block_is_empty = block_is_empty && in.avail_out == room;
    const bool ended = (in.data_type & kBlockEnded) != 0;
    at_flush = result == Z_STREAM_END || (ended && block_is_empty);
    if (ended) block_is_empty = true;
    return result;
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    inflateEnd(&in);
    deflateEnd(&out);
  }
};

DeflateLayer::DeflateLayer() : impl_(std::make_unique<Impl>()) {}
DeflateLayer::~DeflateLayer() = default;

void DeflateLayer::feed(std::string_view compressed) {
  impl_->fed.erase(0, std::exchange(impl_->used, 0));
  impl_->fed += compressed;
}

bool DeflateLayer::hungry() const {
  return impl_->used == impl_->fed.size() && !impl_->more_output;
}

std::expected<std::size_t, std::string> DeflateLayer::read(std::span<char> plain) {
  Impl& s = *impl_;
  if (plain.empty() || hungry()) return 0;
  if (s.finished) return std::unexpected("DEFLATE: octets after the end of the compressed data");
  s.in.next_in = zlib_input(s.fed.data() + s.used);
  s.in.avail_in = zlib_size(s.fed.size() - s.used);
  const uInt offered = s.in.avail_in;
  s.in.next_out = reinterpret_cast<Bytef*>(plain.data());
  s.in.avail_out = zlib_size(plain.size());
  const uInt room = s.in.avail_out;
  int result = Z_OK;
  do result = s.inflate_block();
  while (result == Z_OK && !s.at_flush && s.in.avail_in > 0 && s.in.avail_out > 0);
  s.used += offered - s.in.avail_in;
  const std::size_t got = room - s.in.avail_out;
  s.finished = result == Z_STREAM_END;
  const bool broken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
  s.more_output = broken || (s.in.avail_out == 0 && result == Z_OK);
  if (broken && got == 0) {
    return std::unexpected(std::string("DEFLATE: ") +
                           (s.in.msg != nullptr ? s.in.msg : "the compressed data are broken"));
  }
  return got;
}

bool DeflateLayer::at_flush() const {
  return impl_->at_flush;
}

std::string DeflateLayer::take_rest() {
  std::string rest = std::exchange(impl_->fed, {});
  rest.erase(0, std::exchange(impl_->used, 0));
  return rest;
}

void DeflateLayer::write(std::string_view plain, std::string& compressed) {
  z_stream& out = impl_->out;
  std::array<char, 16384> chunk;
  while (!plain.empty()) {
    const std::string_view part = plain.substr(0, zlib_size(plain.size()));
    plain.remove_prefix(part.size());
    out.next_in = zlib_input(part.data());
    out.avail_in = static_cast<uInt>(part.size());
    do {
      out.next_out = reinterpret_cast<Bytef*>(chunk.data());
      out.avail_out = static_cast<uInt>(chunk.size());
      deflate(&out, Z_SYNC_FLUSH);
      compressed.append(chunk.data(), chunk.size() - out.avail_out);
    } while (out.avail_out == 0);
  }
}

}  // namespace imapspec::net
