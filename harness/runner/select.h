// Select: which scenarios of the suite are asked for.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catalogue/catalogue.h"
#include "harness/scenario/scenario.h"

namespace imapspec::runner {

struct Selection {
  std::vector<std::string>
      names;           // each an id, an earlier id, an id without its row, a folder or file of ids, or a tag; none: all
  std::string filter;  // of ids: * is any octets, ? is one; empty: all
  std::optional<catalogue::Level> level;  // only scenarios that verify something of this level
  unsigned shard = 1, shards = 1;         // every `shards`-th, from the `shard`-th on
};

// In the order of the suite, each once. The error, for people, names what matches nothing.
std::expected<std::vector<const scenario::Scenario*>, std::string> select(const std::vector<scenario::Scenario>& suite,
                                                                          const catalogue::Catalogue& catalogue,
                                                                          const Selection& selection);

// "2/8"; both from 1. Nothing if it is not that.
std::optional<std::pair<unsigned, unsigned>> parse_shard(std::string_view text);

}  // namespace imapspec::runner
