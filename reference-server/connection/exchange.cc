#include "reference-server/connection/exchange.h"

#include <algorithm>

#include "harness/grammar/print.h"

namespace imapspec::reference_server {

namespace {

constexpr std::size_t kKeptOctets = 1024;  // where most responses fit in

}  // namespace

// Behind others it is printed beside them and copied, but for the first, which may be a whole message.
void Output::add(const grammar::Response& response) {
  if (is_full()) return;
  if (octets.empty()) return grammar::print_response(response, octets);
  grammar::print_response(response, next_);
  octets += next_;
}

void Output::add(std::string&& printed) {
  if (is_full()) return;
  if (octets.empty())
    octets.swap(printed);
  else
    octets += printed;
}

void Output::release_memory() {
  if (next_.capacity() > kKeptOctets) std::string().swap(next_);
}

void Exchange::note_modseqs(const grammar::FetchData& data) {
  for (const auto& item : data.items)
    if (const auto* modseq = std::get_if<grammar::FetchModSeq>(&item))
      highest_modseq_ = std::max(highest_modseq_, modseq->mod_sequence);
}

void Exchange::close() {
  if (!result) return;
  if (tag_.empty())
    add(grammar::Untagged{*result});
  else
    add(grammar::Tagged{tag_, *result});
  result.reset();
}

}  // namespace imapspec::reference_server
