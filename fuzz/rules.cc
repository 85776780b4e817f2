// The oracle: whatever octets both sides say, it follows and judges without falling over.
#include <cstddef>
#include <cstdint>

#include "harness/oracle/watcher.h"

using namespace imapspec;

// The input is a series of portions: one octet of direction and length, then so many octets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view octets(reinterpret_cast<const char*>(data), size);
  oracle::Watcher watcher;
  while (!octets.empty()) {
    const auto head = static_cast<unsigned char>(octets.front());
    octets.remove_prefix(1);
    const std::string_view part = octets.substr(0, head & 0x7fU);
    octets.remove_prefix(part.size());
    if ((head & 0x80U) != 0)
      watcher.client_said(part);
    else
      watcher.server_said(part);
  }
  watcher.server_closed();
  (void)watcher.take_findings();
  return 0;
}
