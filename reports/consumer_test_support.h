// Consumers: programs that others read our reports with, from npm, held in reports/consumers with exact versions.
#pragma once

#include <string>
#include <string_view>

namespace imapspec::reports {

// Why they cannot be asked: node or their folder's node_modules is missing. Empty if they can. `npm ci` there installs them.
std::string no_consumers();

// What the consumer of that kind ("sarif", "tap") says is wrong with the text; empty if it takes it.
std::string complaints_of(std::string_view kind, std::string_view text);

}  // namespace imapspec::reports
