// Which responses libetpan claims to read, and where it is known to be wrong about them.
#pragma once

#include <span>
#include <string_view>

#include "harness/grammar/response/response.h"

namespace imapspec::fuzz {

// Whether the response is made only of RFC 3501 and of the extensions that libetpan has a header for: acl, condstore,
// enable, id, namespace, qresync, quota, sort and uidplus. A greeting that it knows as a greeting alone (PREAUTH) is
// not.
bool etpan_claims_to_read(const grammar::Response& response);

// A known disagreement: it is libetpan that is wrong.
struct EtpanExcuse {
  std::string_view name;
  std::string_view section;  // that shows it
  std::string_view what;     // libetpan does
  std::string_view example;  // a whole message that we read and it does not, or not as it stands
  bool brings_down = false;  // it must not be given any
  bool (*is)(const grammar::Response&) = nullptr;
};

std::span<const EtpanExcuse> etpan_excuses();
// The first that holds for the response, or null: then libetpan has to read it, and as we do.
const EtpanExcuse* etpan_excuse(const grammar::Response& response);

}  // namespace imapspec::fuzz
