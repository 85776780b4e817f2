#include "harness/grammar/extension/jmap_access.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

// RFC 9698 section 4: resp-jmapaccess = "JMAPACCESS" SP quoted
Result<JmapAccessData> resp_jmapaccess(Cursor& c) {
  TRY(const auto url, extension::spaced(c, quoted, "resp-jmapaccess"));
  return JmapAccessData{url};
}

void print(Printer& p, const JmapAccessData& d) {
  extension::print_each(p, d.url);
}

void add_terms(Term& t, const JmapAccessData& d) {
  t.items.push_back(term_parts::string_term(d.url));
}

}  // namespace imapspec::grammar
