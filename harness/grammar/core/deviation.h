// Deviations: what real peers get wrong and everyone tolerates, each by its name. The strict parser knows none of them;
// a tolerant parse (Dialect::tolerated) goes on and says which it met, and where.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace imapspec::grammar {

enum class Deviation : std::uint8_t {
  trailing_space,
  missing_space,
  missing_text,
  bare_continuation,
  bare_lf,
  eight_bit,
  empty_address_list,
  space_between_addresses,
  empty_parameter_list,
  nil_parameter_value,
  nil_encoding,
  text_without_lines,
  negative_size,
  empty_fetch,
  empty_delimiter,
  empty_status_list,
  several_selectability_flags,
  recent_in_flags,
  badcharset_literal,
  double_cr,
  space_in_list,
  eight_bit_atom,
  nul_in_literal,
  literal_plus_from_server,
  badcharset_without_parentheses,
  empty_uid_set,
  capability_without_revision,
  missing_envelope_field,
  nil_media_type,
  multipart_without_parts,
  count_in_origin,
  unpadded_day,
  zero_mod_sequence,
  empty_vanished,
  id_beyond_limits,
  options_behind_mailbox,
  utf8_quoted,
};

// What is known of one: all of it is text for people but `name`, which is stable and goes with --tolerate.
struct DeviationInfo {
  Deviation value;
  std::string_view name;     // "trailing-space"
  std::string_view what;     // one sentence
  std::string_view who;      // who sends it
  std::string_view rule;     // the RFC's name of the rule that it breaks
  std::string_view section;  // "RFC 9051 section 9"
  bool tolerable = true;     // false: named and listed, but refused all the same
};

// All of them, in the order of the enumeration.
std::span<const DeviationInfo> deviations();
const DeviationInfo& info(Deviation deviation);
std::optional<Deviation> deviation_named(std::string_view name);

// A set of deviations to put up with.
class DeviationSet {
 public:
  constexpr DeviationSet() = default;
  static DeviationSet all();  // all that are tolerable
  constexpr void insert(Deviation deviation) { bits_ |= bit(deviation); }
  constexpr bool contains(Deviation deviation) const { return (bits_ & bit(deviation)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend bool operator==(DeviationSet, DeviationSet) = default;

 private:
  static constexpr std::uint64_t bit(Deviation deviation) {
    return std::uint64_t{1} << static_cast<unsigned>(deviation);
  }
  std::uint64_t bits_ = 0;
};

// One that a tolerant parse met.
struct DeviationAt {
  Deviation deviation = Deviation::trailing_space;
  std::uint32_t offset = 0;  // octets from the start of the message, from 0
  friend bool operator==(const DeviationAt&, const DeviationAt&) = default;
};

}  // namespace imapspec::grammar
