// JMAPACCESS: where the same mail can be had by JMAP (RFC 9698).
#pragma once

#include "harness/grammar/core/string.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct GetJmapAccess {
  static constexpr std::string_view kName = "GETJMAPACCESS";
  friend bool operator==(GetJmapAccess, GetJmapAccess) = default;
};
struct JmapAccessData {
  static constexpr std::string_view kName = "JMAPACCESS";
  String url;  // quoted
  friend bool operator==(const JmapAccessData&, const JmapAccessData&) = default;
};

Result<JmapAccessData> resp_jmapaccess(Cursor& c);
void print(Printer& p, const JmapAccessData& d);
void add_terms(Term& t, const JmapAccessData& d);

}  // namespace imapspec::grammar
