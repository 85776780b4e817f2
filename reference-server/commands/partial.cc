#include "reference-server/commands/partial.h"

#include <algorithm>

namespace imapspec::reference_server {

std::vector<std::uint32_t> part_of(Session& session, const grammar::PartialRange& range,
                                   const std::vector<std::uint32_t>& results) {
  const std::size_t low = std::min(range.first, range.last);
  const std::size_t high = std::min<std::size_t>(std::max(range.first, range.last), results.size());
  std::vector<std::uint32_t> part;
  for (std::size_t position = low; position <= high; ++position)
    part.push_back(results[range.from_end ? results.size() - position : position - 1]);
  std::sort(part.begin(), part.end());
  return session.choices().decide(&Decisions::partial_results, part, range, results);
}

std::vector<std::uint32_t> part_of(Session& session, const grammar::Fetch& command,
                                   const std::vector<std::uint32_t>& numbers) {
  for (const auto& modifier : command.modifiers)
    if (const auto* range = std::get_if<grammar::PartialRange>(&modifier)) return part_of(session, *range, numbers);
  return numbers;
}

}  // namespace imapspec::reference_server
