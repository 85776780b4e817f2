#include "harness/oracle/rules/families.h"

namespace imapspec::oracle {

const std::vector<RuleFactory>& all_rules() {
  static const std::vector<RuleFactory> rules = [] {
    std::vector<RuleFactory> all;
    for (const auto& family :
         {syntax_rules(), exchange_rules(), completion_rules(), numbering_rules(), identity_rules(), message_rules(),
          search_rules(), capability_rules(), extension_rules(), mod_sequence_rules(), vanished_rules(), rev2_rules(),
          mailbox_list_rules(), binary_rules(), client_rules(), client_order_rules(), offered_rules()})
      all.insert(all.end(), family.begin(), family.end());
    return all;
  }();
  return rules;
}

const grammar::Status* status_of(const ServerMessage& message) {
  if (message.response == nullptr) return nullptr;
  if (const auto* tagged = std::get_if<grammar::Tagged>(&message.response->body)) return &tagged->status;
  return untagged<grammar::Status>(message);
}

bool said(const CommandInProgress& command, std::string_view untagged_name) {
  return std::find(command.untagged_names.begin(), command.untagged_names.end(), untagged_name) !=
         command.untagged_names.end();
}

bool said_code(const CommandInProgress& command, std::string_view code_name) {
  return std::find(command.codes.begin(), command.codes.end(), code_name) != command.codes.end();
}

bool only_in_progress(const Conversation& now, std::initializer_list<std::string_view> names) {
  return !now.open.empty() && std::all_of(now.open.begin(), now.open.end(), [names](const auto& command) {
    return std::find(names.begin(), names.end(), command->name) != names.end();
  });
}

}  // namespace imapspec::oracle
