#include "harness/oracle/rules/families.h"

#include <algorithm>

namespace imapspec::oracle {

const std::vector<RuleFactory>& all_rules() {
  static const std::vector<RuleFactory> rules = [] {
    std::vector<RuleFactory> all;
    for (auto family : {syntax_rules(), exchange_rules(), completion_rules(), numbering_rules(), identity_rules(),
                        capability_rules(), extension_rules(), client_rules()})
      all.insert(all.end(), family.begin(), family.end());
    return all;
  }();
  return rules;
}

bool said(const CommandInProgress& command, std::string_view untagged_name) {
  return std::find(command.untagged_names.begin(), command.untagged_names.end(), untagged_name) !=
         command.untagged_names.end();
}

}  // namespace imapspec::oracle
