#include "harness/grammar/print.h"

#include <charconv>

namespace imapspec::grammar {

void Printer::number(std::uint64_t n) {
  char digits[20];
  const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), n);
  raw(spelling({digits, static_cast<std::size_t>(end - digits)}));
}

std::string joined(const Fragments& fragments) {
  std::string all;
  for (const auto& fragment : fragments) all += fragment;
  return all;
}

}  // namespace imapspec::grammar
