// Source: the text of a YAML file by line and column, for what yaml-cpp does not tell: how a scalar was written, where
// it ends, what follows it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/yaml/yaml.h"

namespace imapspec::yaml {

class Source {
 public:
  explicit Source(std::string_view text);  // a view: the text must outlive it

  std::string_view text() const { return text_; }
  std::size_t offset(Place) const;  // at most the size of the text
  Place place(std::size_t offset) const;
  std::string_view line(std::uint32_t number) const;  // from 1, without its LF; empty behind the last

  // Behind the closing quote of the quoted scalar that opens at `open`; nothing where it is never closed.
  std::optional<std::size_t> end_of_quoted(std::size_t open) const;

  // What must not be in a file at all: a mistake without a file name, at most one.
  std::optional<Mistake> refused() const;

 private:
  std::string_view text_;
  std::vector<std::size_t> lines_;  // where each begins
};

// The octets of a base64 text (RFC 4648 section 4), with white space anywhere; nothing where it is not base64.
std::optional<std::string> decode_base64(std::string_view);

}  // namespace imapspec::yaml
