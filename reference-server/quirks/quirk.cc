#include "reference-server/quirks/quirk.h"

#include <initializer_list>

namespace imapspec::reference_server {

namespace {

std::vector<Quirk> joined(std::initializer_list<std::span<const Quirk>> tables) {
  std::vector<Quirk> all;
  for (const auto& table : tables) all.insert(all.end(), table.begin(), table.end());
  return all;
}

}  // namespace

const std::vector<Quirk>& all_quirks() {
  static const std::vector<Quirk> all =
      joined({selection_quirks(), message_quirks(), search_quirks(),     esearch_quirks(),    sort_quirks(),
              thread_quirks(),    partial_quirks(), mailbox_quirks(),    connection_quirks(), list_quirks(),
              append_quirks(),    layer_quirks(),   condstore_quirks(),  qresync_quirks(),    attribute_quirks(),
              rev2_quirks(),      replace_quirks(), demand_quirks(),     identity_quirks(),   naming_quirks(),
              charset_quirks(),   utf8_quirks(),    recommended_quirks()});
  return all;
}

const std::vector<Quirk>& all_variations() {
  static const std::vector<Quirk> all = joined(
      {order_variations(), esearch_variations(), form_variations(), choice_variations(), list_variations(),
       condstore_variations(), qresync_variations(), attribute_variations(), rev2_variations(), replace_variations()});
  return all;
}

const Quirk* find_quirk(std::string_view name) {
  for (const auto* table : {&all_quirks(), &all_variations()})
    for (const auto& quirk : *table)
      if (quirk.name == name) return &quirk;
  return nullptr;
}

}  // namespace imapspec::reference_server
