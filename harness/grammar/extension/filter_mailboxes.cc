#include "harness/grammar/extension/filter_mailboxes.h"

#include <array>

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

using Which = FilterMailboxes::Kind;
constexpr std::array<Word<Which>, 8> kWords = {{{"SELECTED", Which::selected},
                                                {"SELECTED-DELAYED", Which::selected_delayed},
                                                {"INBOXES", Which::inboxes},
                                                {"PERSONAL", Which::personal},
                                                {"SUBSCRIBED", Which::subscribed},
                                                {"SUBTREE", Which::subtree},
                                                {"SUBTREE-ONE", Which::subtree_one},
                                                {"MAILBOXES", Which::mailboxes}}};

}  // namespace

std::span<const Word<FilterMailboxes::Kind>> filter_words() {
  return kWords;
}

// RFC 5465 section 8: filter-mailboxes = filter-mailboxes-selected / filter-mailboxes-other
// filter-mailboxes-other = "inboxes" / ... / ( "subtree" SP one-or-more-mailbox ) / ...; one-or-more-mailbox = mailbox /
// many-mailboxes; many-mailboxes = "(" mailbox *(SP mailbox) ")". RFC 7377 section 4 adds "subtree-one".
Result<FilterMailboxes> filter_mailboxes(Cursor& c) {
  FilterMailboxes filter;
  TRY(filter.kind, one_of<Which>(c, kWords, "filter-mailboxes"));
  if (filter.kind < Which::subtree) return filter;
  TRY_(sp(c, "filter-mailboxes"));
  TRY(filter.mailboxes, one_or_list<Mailbox>(c, mailbox, "many-mailboxes", filter.list));
  return filter;
}

void print(Printer& p, const FilterMailboxes& filter) {
  p.word(text_of<Which>(kWords, filter.kind));
  if (filter.mailboxes.empty()) return;
  p.sp();
  print_one_or_list(p, filter.mailboxes, filter.list);
}

void add_terms(Term& t, const FilterMailboxes& filter) {
  add(t, {word(text_of<Which>(kWords, filter.kind))});
  if (filter.mailboxes.empty()) return;
  Term mailboxes = group(term_parts::Kind::list);
  for (const auto& each : filter.mailboxes) add(mailboxes, {mailbox_term(each)});
  add(t, {std::move(mailboxes)});
}

}  // namespace imapspec::grammar
