#include "reference-server/connection/exchange.h"

#include <algorithm>

#include "harness/grammar/print.h"

namespace imapspec::reference_server {

void Output::add(const grammar::Response& response) {
  if (!is_full()) grammar::append_response(response, octets);
}

void Output::add(std::string&& printed) {
  if (is_full()) return;
  if (octets.empty())
    octets.swap(printed);
  else
    octets += printed;
}

void Exchange::note_modseqs(const grammar::FetchData& data) {
  for (const auto& item : data.items)
    if (const auto* modseq = std::get_if<grammar::FetchModSeq>(&item))
      highest_modseq_ = std::max(highest_modseq_, modseq->mod_sequence);
}

void Exchange::close() {
  if (!result) return;
  if (tag_.empty())
    add(grammar::Untagged{grammar::Status{grammar::StatusKind::bad, result->text}});
  else
    add(grammar::Tagged{tag_, *result});
  result.reset();
}

}  // namespace imapspec::reference_server
