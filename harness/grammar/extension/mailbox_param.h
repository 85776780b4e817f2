// Parameters of SELECT, EXAMINE, CREATE and RENAME (RFC 4466 section 3): CONDSTORE and QRESYNC (RFC 7162), USE (RFC
// 6154), and any that we do not know.
#pragma once

#include <variant>

#include "harness/grammar/core/flag.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/tagged_param.h"

namespace imapspec::grammar {

struct Term;

struct CondstoreParam {
  friend bool operator==(CondstoreParam, CondstoreParam) = default;
};
using SelectParam = std::variant<CondstoreParam, Qresync, TaggedParam>;

struct SpecialUse {
  List<Flag> attributes;  // \All, \Archive, \Drafts, ...; may be empty
  friend bool operator==(const SpecialUse&, const SpecialUse&) = default;
};
using CreateParam = std::variant<SpecialUse, TaggedParam>;

enum class SelectWord : std::uint8_t { condstore, qresync };
enum class CreateWord : std::uint8_t { use };
std::span<const Word<SelectWord>> select_words();
std::span<const Word<CreateWord>> create_words();
std::span<const std::string_view> use_attributes();  // those that RFC 6154 and RFC 8457 define

Result<SelectParam> select_param(Cursor& c);
Result<CreateParam> create_param(Cursor& c);
void print(Printer& p, const SelectParam& param);
void print(Printer& p, const CreateParam& param);
Term term_of(List<SelectParam> params);
Term term_of(List<CreateParam> params);
Term term_of(List<RenameParam> params);

}  // namespace imapspec::grammar
