// Printing: a tree back to octets, and to a Term. What the strict parser refuses is never printed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/grammar/command/command.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// The octets of a command in the pieces in which they may be sent: after each fragment but the last the sender waits
// for a continuation request (a synchronising literal was announced). Responses are always one fragment.
using Fragments = std::vector<std::string>;

// Collects octets. Words and numbers go through it by name so that their remembered spelling comes back.
class Printer {
 public:
  explicit Printer(List<Spelling> spellings = {}) : spellings_(spellings) {}
  void raw(std::string_view octets) { fragments_.back().append(octets); }
  void raw(char c) { fragments_.back().push_back(c); }
  void sp() { raw(' '); }
  void word(std::string_view canonical) { raw(spelling(canonical)); }
  void number(std::uint64_t n);
  void break_here() { fragments_.emplace_back(); }  // behind the CRLF of a synchronising literal's announcement
  Fragments take() { return std::move(fragments_); }

 private:
  std::string_view spelling(std::string_view canonical) {
    const std::uint32_t ordinal = ordinal_++;
    if (next_ < spellings_.size() && spellings_[next_].ordinal == ordinal) return spellings_[next_++].written;
    return canonical;
  }
  Fragments fragments_ = Fragments(1);
  List<Spelling> spellings_;
  std::uint32_t ordinal_ = 0;
  std::size_t next_ = 0;
};

Fragments print_command(const Command& command);       // CRLF included
std::string print_response(const Response& response);  // CRLF included; literals without a break
std::string joined(const Fragments& fragments);

}  // namespace imapspec::grammar
