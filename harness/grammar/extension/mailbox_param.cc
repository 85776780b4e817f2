#include "harness/grammar/extension/mailbox_param.h"

#include <array>

#include "harness/grammar/core/number.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

constexpr std::array<Word<SelectWord>, 2> kSelectWords = {
    {{"CONDSTORE", SelectWord::condstore}, {"QRESYNC", SelectWord::qresync}}};
constexpr std::array<Word<CreateWord>, 1> kCreateWords = {{{"USE", CreateWord::use}}};
constexpr std::array<std::string_view, 8> kUseAttributes = {"\\All",  "\\Archive", "\\Drafts", "\\Flagged",
                                                            "\\Junk", "\\Sent",    "\\Trash",  "\\Important"};

// RFC 6154 section 6: use-attr = "\All" / "\Archive" / ... / use-attr-ext; use-attr-ext = "\" atom
Result<Flag> use_attr(Cursor& c) {
  const std::uint32_t start = c.offset();
  TRY_(expect(c, '\\', "use-attr"));
  if (c.run(kAtomChar).empty()) return c.fail("use-attr-ext");
  return make_flag(c.since(start));
}

struct AddParam {
  Term& t;
  void operator()(const TaggedParam& param) const { add_terms(t, param); }
  void operator()(CondstoreParam) const { add(t, {word("CONDSTORE")}); }
  void operator()(const Qresync& q) const {
    Term value = group(Kind::list, {number_term(q.uidvalidity), number_term(q.mod_sequence)});
    if (q.known_uids) add(value, {uid_set_term(*q.known_uids)});
    if (q.match) add(value, {group(Kind::list, {uid_set_term(q.match->numbers), uid_set_term(q.match->uids)})});
    add(t, {word("QRESYNC"), std::move(value)});
  }
  void operator()(const SpecialUse& use) const { add(t, {word("USE"), flags_term(use.attributes)}); }
};

template <class Param>
Term params_term(List<Param> params) {
  Term t = group(Kind::set);
  for (const auto& param : params) std::visit(AddParam{t}, param);
  return t;
}

}  // namespace

std::span<const Word<SelectWord>> select_words() {
  return kSelectWords;
}
std::span<const Word<CreateWord>> create_words() {
  return kCreateWords;
}
std::span<const std::string_view> use_attributes() {
  return kUseAttributes;
}

// RFC 4466 section 3: select-param = select-param-name [SP select-param-value]
// RFC 7162 section 7: select-param =/ condstore-param; select-param =/ "QRESYNC" SP "(" ... ")"
Result<SelectParam> select_param(Cursor& c) {
  const auto known = known_label<SelectWord>(c, kSelectWords);
  if (!known) {
    TaggedParam param;
    TRY(param.name, tagged_ext_label(c));
    // RFC 5257 section 5: select-param =/ "ANNOTATE"; RFC 5738 section 3.2: utf8-select-param = "UTF8". Neither has a
    // value.
    const bool alone = is_word(param.name, "ANNOTATE") || is_word(param.name, "UTF8");
    if (alone || !looks_at_value(c)) return param;
    c.take(' ');
    TRY(param.value, tagged_ext_val(c));
    return param;
  }
  if (*known == SelectWord::condstore) return CondstoreParam{};
  TRY(const auto q, spaced(c, qresync_value, "select-param"));
  return q;
}
void print(Printer& p, const SelectParam& param) {
  if (const auto* q = std::get_if<Qresync>(&param)) {
    p.word("QRESYNC");
    print_each(p, *q);
  } else if (const auto* unknown = std::get_if<TaggedParam>(&param)) {
    print(p, *unknown);
  } else {
    p.word("CONDSTORE");
  }
}

// RFC 4466 section 3: create-param = create-param-name [SP create-param-value]
// RFC 6154 section 6: create-param =/ "USE" SP "(" [use-attr *(SP use-attr)] ")"
Result<CreateParam> create_param(Cursor& c) {
  if (!known_label<CreateWord>(c, kCreateWords)) {
    TRY(const auto param, tagged_param(c));
    return param;
  }
  TRY_(sp(c, "create-param"));
  TRY(const auto attributes, in_parentheses<Flag>(c, use_attr, "create-param", true));
  return SpecialUse{attributes};
}
void print(Printer& p, const CreateParam& param) {
  if (const auto* unknown = std::get_if<TaggedParam>(&param)) return print(p, *unknown);
  p.word("USE");
  p.sp();
  print_flags(p, std::get<SpecialUse>(param).attributes);
}

Term term_of(List<SelectParam> params) {
  return params_term(params);
}
Term term_of(List<CreateParam> params) {
  return params_term(params);
}
Term term_of(List<RenameParam> params) {
  Term t = group(Kind::set);
  for (const auto& param : params) add_terms(t, param);
  return t;
}

}  // namespace imapspec::grammar
