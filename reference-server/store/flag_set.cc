#include "reference-server/store/flag_set.h"

#include <algorithm>
#include <array>
#include <bit>

namespace imapspec::reference_server {

namespace {

using Kind = grammar::Flag::Kind;
constexpr std::array<std::string_view, 5> kNames = {"\\Answered", "\\Flagged", "\\Deleted", "\\Seen", "\\Draft"};
static_assert(static_cast<unsigned>(Kind::draft) == 4, "a FlagSet has one bit for each of the first five kinds");

bool is_system(Kind kind) {
  return kind <= Kind::draft;
}

}  // namespace

FlagSet::FlagSet(List<grammar::Flag> flags) {
  for (const auto& flag : flags) {
    if (is_system(flag.kind)) add(flag.kind);
    if (flag.kind == Kind::keyword) add_keyword(flag.name);
  }
}

bool FlagSet::has_keyword(std::string_view name) const {
  return std::any_of(keywords_.begin(), keywords_.end(), [name](const auto& own) { return same_word(own, name); });
}

void FlagSet::add_keyword(std::string_view name) {
  if (!has_keyword(name)) keywords_.emplace_back(name);
}

void FlagSet::add(const FlagSet& other) {
  system_ = static_cast<std::uint8_t>(system_ | other.system_);
  for (const auto& name : other.keywords_) add_keyword(name);
}

void FlagSet::remove(const FlagSet& other) {
  system_ = static_cast<std::uint8_t>(system_ & ~other.system_);
  std::erase_if(keywords_, [&other](const auto& own) { return other.has_keyword(own); });
}

std::vector<std::string_view> FlagSet::names() const {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (has(static_cast<Kind>(i))) names.push_back(kNames[i]);
  names.insert(names.end(), keywords_.begin(), keywords_.end());
  return names;
}

List<grammar::Flag> FlagSet::listed(Arena& arena, bool recent) const {
  const auto own = static_cast<std::size_t>(std::popcount(system_));
  auto* flags = arena.allocate<grammar::Flag>(own + (recent ? 1 : 0) + keywords_.size());
  std::size_t count = 0;
  const auto add = [&](Kind kind, std::string_view name) { ::new (flags + count++) grammar::Flag{kind, name}; };
  for (unsigned left = system_; left != 0; left &= left - 1) {
    const auto bit = static_cast<unsigned>(std::countr_zero(left));
    add(static_cast<Kind>(bit), kNames[bit]);
  }
  if (recent) add(Kind::recent, "\\Recent");
  for (const auto& name : keywords_) add(Kind::keyword, arena.copy(name));
  return {flags, count};
}

bool operator==(const FlagSet& a, const FlagSet& b) {
  return a.system_ == b.system_ && a.keywords_.size() == b.keywords_.size() &&
         std::all_of(a.keywords_.begin(), a.keywords_.end(), [&b](const auto& name) { return b.has_keyword(name); });
}

List<grammar::Flag> system_flags(Arena& arena) {
  ListBuilder<grammar::Flag> flags(arena);
  for (const auto name : kNames) flags.add(grammar::make_flag(name));
  return flags.done();
}

}  // namespace imapspec::reference_server
