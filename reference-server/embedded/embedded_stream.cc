#include "reference-server/embedded/embedded_stream.h"

#include <algorithm>

namespace imapspec::reference_server {

Progress EmbeddedStream::progress(std::string_view out, std::span<char> in, TimePoint) {
  Progress progress;
  if (closed_) {
    progress.error = "the stream is closed";
    return progress;
  }
  std::string& output = connection_.output();
  if (!out.empty() && !half_closed_) {
    if (connection_.closed() && output.empty()) {
      progress.end = true;
      return progress;
    }
    connection_.receive(out);
    progress.written = out.size();
  }
  connection_.wake();
  progress.read = std::min(in.size(), output.size());
  std::copy_n(output.data(), progress.read, in.data());
  output.erase(0, progress.read);
  progress.end = output.empty() && (connection_.closed() || half_closed_);
  return progress;
}

std::expected<void, std::string> EmbeddedStream::start_tls(TimePoint) {
  if (!connection_.wants_tls()) return std::unexpected("the server does not expect a TLS handshake");
  connection_.output().clear();  // RFC 9051 section 11.1: what came in clear and was not read
  connection_.tls_started(facts_);
  tls_ = true;
  return {};
}

std::expected<void, std::string> EmbeddedStream::start_deflate() {
  if (!connection_.wants_deflate()) return std::unexpected("the server does not expect compression");
  connection_.deflate_started();
  return {};
}

std::expected<void, std::string> EmbeddedStream::end_deflate() {
  if (!connection_.ends_deflate()) return std::unexpected("the server goes on compressing");
  connection_.deflate_ended();
  return {};
}

}  // namespace imapspec::reference_server
