#include "harness/grammar/command/status_item.h"

#include <array>

#include "harness/grammar/core/words.h"
#include "harness/grammar/print.h"

namespace imapspec::grammar {

namespace {

constexpr std::array<Word<StatusItem>, 11> kItems = {{{"MESSAGES", StatusItem::messages},
                                                      {"RECENT", StatusItem::recent},
                                                      {"UIDNEXT", StatusItem::uidnext},
                                                      {"UIDVALIDITY", StatusItem::uidvalidity},
                                                      {"UNSEEN", StatusItem::unseen},
                                                      {"DELETED", StatusItem::deleted},
                                                      {"SIZE", StatusItem::size},
                                                      {"HIGHESTMODSEQ", StatusItem::highestmodseq},
                                                      {"APPENDLIMIT", StatusItem::appendlimit},
                                                      {"MAILBOXID", StatusItem::mailboxid},
                                                      {"DELETED-STORAGE", StatusItem::deleted_storage}}};
constexpr WordIndex<Word<StatusItem>> kItemIndex(kItems);

}  // namespace

std::span<const Word<StatusItem>> status_item_words() {
  return kItems;
}

bool has(const Dialect& dialect, StatusItem item) {
  return item != StatusItem::recent || dialect.rev1();
}

// RFC 9051 section 9: status-att = "MESSAGES" / "UIDNEXT" / "UIDVALIDITY" / "UNSEEN" / "DELETED" / "SIZE"
// RFC 3501 has RECENT and neither DELETED nor SIZE; RFC 8438 adds SIZE to it,
// and RFC 9208 section 7 DELETED and "DELETED-STORAGE".
// RFC 7162 section 7: "HIGHESTMODSEQ"; RFC 7889 section 5: "APPENDLIMIT"; RFC 8474 section 7: "MAILBOXID"
Result<StatusItem> status_att(Cursor& c) {
  const std::uint32_t start = c.offset();
  TRY(const auto item, one_of(c, kItemIndex, "status-att"));
  if (!has(c.dialect(), item)) return c.fail_at(start, "status-att");
  return item;
}

Result<List<StatusItem>> status_atts(Cursor& c) {
  TRY_(expect(c, '(', "status"));
  ListBuilder<StatusItem> items(c.arena());
  if (c.looks_at(')') && c.deviates(Deviation::empty_status_list)) {
    c.take(')');
    return items.done();
  }
  do {
    TRY(const auto item, status_att(c));
    items.add(item);
  } while (c.take(' '));
  TRY_(expect(c, ')', "status"));
  return items.done();
}

std::string_view name_of(StatusItem item) {
  return text_of<StatusItem>(kItems, item);
}

void print_status_atts(Printer& p, List<StatusItem> items) {
  p.raw('(');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) p.sp();
    p.word(name_of(items[i]));
  }
  p.raw(')');
}

}  // namespace imapspec::grammar
