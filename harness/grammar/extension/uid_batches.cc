#include "harness/grammar/extension/uid_batches.h"

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// RFC 9051 section 9: uid-range = (uniqueid ":" uniqueid)
Result<UidRange> uid_range(Cursor& c) {
  UidRange r;
  r.range = true;
  TRY(r.first, nz_number(c, "uniqueid"));
  TRY_(expect(c, ':', "uid-range"));
  TRY(r.last, nz_number(c, "uniqueid"));
  return r;
}

}  // namespace

// RFC 10022 section 4: message-batches = "UIDBATCHES" SP nz-number [SP nz-number ":" nz-number]
Result<UidBatches> message_batches(Cursor& c) {
  UidBatches b;
  TRY_(sp(c, "message-batches"));
  TRY(b.size, nz_number(c));
  if (!c.another_item()) return b;
  BatchRange range;
  TRY(range.first, nz_number(c));
  TRY_(expect(c, ':', "message-batches"));
  TRY(range.last, nz_number(c));
  b.batches = range;
  return b;
}

// RFC 10022 section 4: uidbatches-response = "UIDBATCHES" search-correlator [SP uid-range *("," uid-range)]
// RFC 9051 section 9: search-correlator = SP "(" "TAG" SP tag-string ")"; tag-string = astring
Result<UidBatchesData> uidbatches_response(Cursor& c) {
  UidBatchesData b;
  TRY_(sp(c, "search-correlator"));
  TRY_(expect(c, '(', "search-correlator"));
  TRY_(word(c, "TAG", "search-correlator"));
  TRY(b.tag, spaced(c, astring, "search-correlator"));
  TRY_(expect(c, ')', "search-correlator"));
  if (!c.another_item()) return b;
  ListBuilder<UidRange> ranges(c.arena());
  do {
    TRY(const auto range, uid_range(c));
    ranges.add(range);
  } while (c.take(','));
  b.batches = ranges.done();
  return b;
}

void print(Printer& p, const UidBatches& b) {
  p.sp();
  p.number(b.size);
  if (!b.batches) return;
  p.sp();
  p.number(b.batches->first);
  p.raw(':');
  p.number(b.batches->last);
}
void print(Printer& p, const UidBatchesData& b) {
  p.raw(" (");
  p.word("TAG");
  print_each(p, b.tag);
  p.raw(')');
  if (b.batches.empty()) return;
  p.sp();
  print(p, UidSet{b.batches});
}

void add_terms(Term& t, const UidBatches& b) {
  add(t, {number_term(b.size)});
  if (!b.batches) return;
  Term range = group(Kind::ranges);
  range.ranges = {{b.batches->first, b.batches->last}};
  add(t, {std::move(range)});
}
void add_terms(Term& t, const UidBatchesData& b) {
  add(t, {group(Kind::pairs, {term_parts::word("TAG"), string_term(b.tag)})});
  if (!b.batches.empty()) add(t, {uid_set_term(UidSet{b.batches})});
}

}  // namespace imapspec::grammar
