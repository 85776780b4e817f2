// PARTIAL: the part of a result that a range of positions names (RFC 9394 section 3.1).
#pragma once

#include "reference-server/connection/session.h"

namespace imapspec::reference_server {

// Of the results, lowest first, those at the positions of the range, counted from 1 at the beginning or at the end.
std::vector<std::uint32_t> part_of(Session&, const grammar::PartialRange& range,
                                   const std::vector<std::uint32_t>& results);

// Of the messages of a UID FETCH those that its modifier PARTIAL names (section 3.3); all without one.
std::vector<std::uint32_t> part_of(Session&, const grammar::Fetch& command, const std::vector<std::uint32_t>& numbers);

}  // namespace imapspec::reference_server
