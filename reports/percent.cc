#include "reports/percent.h"

namespace imapspec::reports {

std::string percent_encoded(std::string_view octets, std::string_view kept) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : octets) {
    const bool unreserved = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            std::string_view("-._~").contains(c);
    if (unreserved || kept.contains(c)) {
      encoded += c;
    } else {
      const auto octet = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[octet >> 4U], kDigits[octet & 0xfU]};
    }
  }
  return encoded;
}

}  // namespace imapspec::reports
