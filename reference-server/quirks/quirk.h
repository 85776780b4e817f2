// Quirks and variations by name: what the server can do wrong, and what it can do unusually and still rightly.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "reference-server/profiles/profile.h"
#include "reference-server/quirks/decisions.h"

namespace imapspec::reference_server {

// When it shows first. What shows before the client has said who it is cannot come by the user's name (user_quirks.h).
enum class Acts : std::uint8_t { at_any_time, before_login };

struct Quirk {
  std::string_view name;         // lower-case words with "-"
  std::string_view requirement;  // id in the catalogue: what it violates; of a variation: what allows it
  std::string_view sentence;     // what the server does
  std::unique_ptr<Decisions> (*make)();
  std::string_view profile = kEverything;  // in which it shows
  Acts acts = Acts::at_any_time;
};

// In the order of their files; names are unique over both.
const std::vector<Quirk>& all_quirks();
const std::vector<Quirk>& all_variations();
// Among both; null if there is none.
const Quirk* find_quirk(std::string_view name);

// The tables of the files.
std::span<const Quirk> selection_quirks();
std::span<const Quirk> message_quirks();
std::span<const Quirk> search_quirks();
std::span<const Quirk> esearch_quirks();
std::span<const Quirk> sort_quirks();
std::span<const Quirk> thread_quirks();
std::span<const Quirk> partial_quirks();
std::span<const Quirk> mailbox_quirks();
std::span<const Quirk> connection_quirks();
std::span<const Quirk> list_quirks();
std::span<const Quirk> append_quirks();
std::span<const Quirk> layer_quirks();
std::span<const Quirk> condstore_quirks();
std::span<const Quirk> qresync_quirks();
std::span<const Quirk> attribute_quirks();
std::span<const Quirk> rev2_quirks();
std::span<const Quirk> replace_quirks();
std::span<const Quirk> demand_quirks();
std::span<const Quirk> recommended_quirks();
std::span<const Quirk> identity_quirks();
std::span<const Quirk> naming_quirks();
std::span<const Quirk> charset_quirks();
std::span<const Quirk> utf8_quirks();
std::span<const Quirk> order_variations();
std::span<const Quirk> esearch_variations();
std::span<const Quirk> form_variations();
std::span<const Quirk> choice_variations();
std::span<const Quirk> list_variations();
std::span<const Quirk> condstore_variations();
std::span<const Quirk> qresync_variations();
std::span<const Quirk> attribute_variations();
std::span<const Quirk> rev2_variations();
std::span<const Quirk> replace_variations();

template <class D>
std::unique_ptr<Decisions> make_decisions() {
  return std::make_unique<D>();
}

}  // namespace imapspec::reference_server
