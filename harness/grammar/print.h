// Printing: a tree back to octets, and to a Term. What the strict parser refuses is never printed.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
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
  // Prints in one piece, for take_joined(), behind what is in `text`.
  Printer(List<Spelling> spellings, std::string text)
      : text_(std::move(text)), in_one_piece_(true), spellings_(spellings) {}
  void raw(std::string_view octets) {
    if (octets.size() > kChunkOctets - used_) return raw_beyond(octets);
    copy(chunk_ + used_, octets.data(), octets.size());
    used_ += octets.size();
  }
  // A string in quotes that needs no escapes.
  void plain_quoted(std::string_view octets) {
    if (octets.size() + 2 > kChunkOctets - used_) flush();
    if (octets.size() + 2 > kChunkOctets) {
      text_.append(1, '"').append(octets).append(1, '"');
      return;
    }
    char* to = chunk_ + used_;
    *to = '"';
    copy(to + 1, octets.data(), octets.size());
    to[octets.size() + 1] = '"';
    used_ += octets.size() + 2;
  }
  void raw(char c) {
    if (used_ == kChunkOctets) flush();
    chunk_[used_++] = c;
  }
  void sp() { raw(' '); }
  void word(std::string_view canonical) { raw(spelling(canonical)); }
  void number(std::uint64_t n);
  void break_here() {  // behind the CRLF of a synchronising literal's announcement
    if (!in_one_piece_) breaks_.push_back(text_.size() + used_);
  }
  Fragments take();
  std::string take_joined();  // without the breaks

 private:
  std::string_view spelling(std::string_view canonical) {
    const std::uint32_t ordinal = ordinal_++;
    if (next_ < spellings_.size() && spellings_[next_].ordinal == ordinal) return spellings_[next_++].written;
    return canonical;
  }
  // A short run in a few moves, the last overlapping the one before.
  static void copy(char* to, const char* from, std::size_t n) {
    const auto ends = [to, from, n]<class Chunk>(Chunk first) {
      Chunk last;
      std::memcpy(&first, from, sizeof first);
      std::memcpy(&last, from + n - sizeof last, sizeof last);
      std::memcpy(to, &first, sizeof first);
      std::memcpy(to + n - sizeof last, &last, sizeof last);
    };
    if (n > 32)
      std::memcpy(to, from, n);
    else if (n > 16)
      ends(std::array<std::uint64_t, 2>{});
    else if (n >= 8)
      ends(std::uint64_t{});
    else if (n >= 4)
      ends(std::uint32_t{});
    else if (n >= 2)
      ends(std::uint16_t{});
    else if (n == 1)
      *to = *from;
  }
  void raw_beyond(std::string_view octets);
  void flush();

  // Octets gather in the chunk, so that few of the many small pieces touch the string.
  static constexpr std::size_t kChunkOctets = 1024;
  char chunk_[kChunkOctets];
  std::size_t used_ = 0;
  std::string text_;
  std::vector<std::size_t> breaks_;
  bool in_one_piece_ = false;
  List<Spelling> spellings_;
  std::uint32_t ordinal_ = 0;
  std::size_t next_ = 0;
};

Fragments print_command(const Command& command);       // CRLF included
std::string print_response(const Response& response);  // CRLF included; literals without a break
std::string joined(const Fragments& fragments);
// The same in one piece. `to` is overwritten; where it has room enough nothing is allocated.
void print_command(const Command& command, std::string& to);
void print_response(const Response& response, std::string& to);
void append_response(const Response& response, std::string& to);  // behind what is there

}  // namespace imapspec::grammar
