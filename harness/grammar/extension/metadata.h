// METADATA: annotations of mailboxes and of the server (RFC 5464). The mailbox "" stands for the server.
#pragma once

#include <optional>

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/tagged_ext.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct MetadataOption {  // getmetadata-option
  enum class Depth : std::uint8_t { none, zero, one, infinity };
  std::string_view name;              // MAXSIZE, DEPTH, or one that we do not know; as written
  Depth depth = Depth::none;          // of DEPTH
  std::uint32_t maxsize = 0;          // of MAXSIZE
  std::optional<TaggedExtVal> value;  // of an unknown one
  friend bool operator==(const MetadataOption&, const MetadataOption&) = default;
};
struct MetadataValue {
  String entry;
  NString value;  // a string or a literal8
  friend bool operator==(const MetadataValue&, const MetadataValue&) = default;
};

struct GetMetadata {
  static constexpr std::string_view kName = "GETMETADATA";
  List<MetadataOption> options;  // empty: none
  Mailbox mailbox;
  List<String> entries;
  bool list = false;  // the entries stand in parentheses
  friend bool operator==(const GetMetadata&, const GetMetadata&) = default;
};
struct SetMetadata {
  static constexpr std::string_view kName = "SETMETADATA";
  Mailbox mailbox;
  List<MetadataValue> values;
  friend bool operator==(const SetMetadata&, const SetMetadata&) = default;
};
struct MetadataData {
  static constexpr std::string_view kName = "METADATA";
  Mailbox mailbox;
  List<MetadataValue> values;  // of the answer to GETMETADATA
  List<String> entries;        // of an unsolicited one; either values or entries is empty
  friend bool operator==(const MetadataData&, const MetadataData&) = default;
};
struct CodeMetadata {
  static constexpr std::string_view kName = "METADATA";
  enum class What : std::uint8_t { longentries, maxsize, toomany, noprivate };
  What what = What::toomany;
  std::uint32_t number = 0;  // of LONGENTRIES and MAXSIZE
  friend bool operator==(const CodeMetadata&, const CodeMetadata&) = default;
};

std::span<const Word<MetadataOption::Depth>> metadata_depth_words();
std::span<const Word<CodeMetadata::What>> metadata_code_words();

// The name of an entry: ASCII from 0x1a on, no "*", "%" or "//", no "/" at the end.
Result<String> entry(Cursor& c);
// The same of a message (RFC 5257), where any octet of ASCII but NUL may stand.
Result<String> annotation_entry(Cursor& c);
Result<GetMetadata> getmetadata(Cursor& c);
Result<SetMetadata> setmetadata(Cursor& c);
Result<MetadataData> metadata_resp(Cursor& c);
Result<CodeMetadata> metadata_code(Cursor& c);

void print(Printer& p, const GetMetadata& m);
void print(Printer& p, const SetMetadata& m);
void print(Printer& p, const MetadataData& m);
void print(Printer& p, const CodeMetadata& m);

void add_terms(Term& t, const GetMetadata& m);
void add_terms(Term& t, const SetMetadata& m);
void add_terms(Term& t, const MetadataData& m);
void add_terms(Term& t, const CodeMetadata& m);

}  // namespace imapspec::grammar
