// A copy on the heap with no spare octet: a sanitizer sees whatever reads beyond it.
#pragma once

#include <algorithm>
#include <memory>
#include <string_view>

namespace imapspec::fuzz {

class Exact {
 public:
  explicit Exact(std::string_view octets) : octets_(new char[octets.size()]), size_(octets.size()) {
    std::copy(octets.begin(), octets.end(), octets_.get());
  }
  std::string_view view() const { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  std::size_t size_;
};

}  // namespace imapspec::fuzz
