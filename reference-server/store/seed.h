// Users, mailboxes and messages from a YAML text.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/yaml/yaml.h"
#include "reference-server/store/store.h"

namespace imapspec::reference_server {

// The octets of a file that the text names, as it names it; the error is for people.
using FileReader = std::function<std::expected<std::string, std::string>(const std::string& name)>;

// users:
//   alice:
//     password: secret
//     subscriptions: [INBOX, lists/imap]
//     mailboxes:
//       INBOX:
//         - {data: "Subject: tea\r\n\r\nNow\r\n", flags: [\Seen, $Forwarded], date: '7-Feb-1994 21:52:25 -0800'}
//         - {file: message.eml, copies: 1000}  # so many of it; they share its octets
//       lists/imap: []
//
// Levels are parted by "/" whatever the store's separator. A `data` block ends its lines with CRLF; other styles and
// files are taken as they are. Without `date` a message has the time `now`, in seconds since 1970. Adds to what the
// store has; where there are mistakes it adds nothing.
std::expected<void, std::vector<yaml::Mistake>> seed(Store& store, std::string_view file, std::string_view text,
                                                     const FileReader& read_file, std::int64_t now);

}  // namespace imapspec::reference_server
