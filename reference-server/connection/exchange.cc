#include "reference-server/connection/exchange.h"

namespace imapspec::reference_server {

void Exchange::close() {
  if (!result) return;
  if (tag_.empty())
    add(grammar::Untagged{*result});
  else
    add(grammar::Tagged{tag_, *result});
  result.reset();
}

}  // namespace imapspec::reference_server
