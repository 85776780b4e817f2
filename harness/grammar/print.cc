#include "harness/grammar/print.h"

#include <charconv>

namespace imapspec::grammar {

// The digits are written where they stay: to read them again at once, two or four together, would wait for each.
void Printer::number(std::uint64_t n) {
  constexpr std::size_t kDigitsMax = 20;
  if (kDigitsMax > kChunkOctets - used_) flush();
  char* digits = chunk_ + used_;
  const std::string_view canonical(digits, std::to_chars(digits, digits + kDigitsMax, n).ptr);
  const std::string_view written = spelling(canonical);
  if (written.data() != digits) return raw(written);
  used_ += canonical.size();
}

void Printer::flush() {
  text_.append(chunk_, used_);
  used_ = 0;
}

void Printer::raw_beyond(std::string_view octets) {
  flush();
  if (octets.size() > kChunkOctets) {
    // With room for what follows, lest all of it be copied again for that.
    if (text_.capacity() - text_.size() < octets.size()) text_.reserve(text_.size() + octets.size() + kChunkOctets);
    text_.append(octets);
    return;
  }
  copy(chunk_, octets.data(), octets.size());
  used_ = octets.size();
}

std::string Printer::take_joined() {
  flush();
  return std::move(text_);
}

Fragments Printer::take() {
  flush();
  Fragments fragments;
  std::size_t start = 0;
  for (const std::size_t end : breaks_) {
    fragments.push_back(text_.substr(start, end - start));
    start = end;
  }
  fragments.push_back(start == 0 ? std::move(text_) : text_.substr(start));
  return fragments;
}

std::string joined(const Fragments& fragments) {
  std::string all;
  for (const auto& fragment : fragments) all += fragment;
  return all;
}

}  // namespace imapspec::grammar
