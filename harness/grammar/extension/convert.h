// CONVERT: body parts in another form (RFC 5259).
#pragma once

#include <optional>

#include "harness/grammar/core/section.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/response/body_structure.h"

namespace imapspec::grammar {

struct Transcoding {  // transcoding-param
  String name, value;
  friend bool operator==(const Transcoding&, const Transcoding&) = default;
};

// What is asked for, and what is answered: convert-att, convert-msg-att.
enum class Convertible : std::uint8_t { uid, bodypartstructure, binary, binary_size, availableconversions, body };

struct ConvertAtt {
  Convertible kind = Convertible::uid;
  Section section;                 // of body: HEADER, or of a part HEADER or MIME; else the part alone
  std::optional<Partial> partial;  // of binary
  friend bool operator==(const ConvertAtt&, const ConvertAtt&) = default;
};
struct Convert {
  static constexpr std::string_view kName = "CONVERT", kUidName = "UID CONVERT";
  SequenceSet set;
  std::optional<String> type;    // "type/subtype", quoted; nullopt is NIL, the server's choice
  List<Transcoding> parameters;  // empty: none
  List<ConvertAtt> items;
  bool list = false;  // written with parentheses
  bool uid = false;
  friend bool operator==(const Convert&, const Convert&) = default;
};
struct Conversions {
  static constexpr std::string_view kName = "CONVERSIONS";
  String from, to;  // "*", "type/*" or "type/subtype"
  friend bool operator==(const Conversions&, const Conversions&) = default;
};
struct ConversionData {
  static constexpr std::string_view kName = "CONVERSION";
  String from, to;          // quoted
  List<String> parameters;  // names; empty: none
  friend bool operator==(const ConversionData&, const ConversionData&) = default;
};

struct ConvertMismatch {  // of bad-params and missing-params
  NString from;           // nullopt is NIL: the part does not exist
  String to;
  List<Transcoding> parameters;  // of bad-params: those that are bad
  List<String> missing;          // of missing-params
  friend bool operator==(const ConvertMismatch&, const ConvertMismatch&) = default;
};
struct ConvertError {  // converterror-phrase
  enum class Code : std::uint8_t { tempfail, badparameters, missingparameters };
  String description;
  Code code = Code::tempfail;
  std::optional<std::uint32_t> seconds;  // of tempfail: until it is worth another try
  List<ConvertMismatch> mismatches;      // of the others: never empty
  friend bool operator==(const ConvertError&, const ConvertError&) = default;
};
struct ConvertedItem {
  Convertible kind = Convertible::uid;
  Section section;
  std::optional<std::uint32_t> origin;                                     // of binary
  std::uint32_t number = 0;                                                // of uid and binary_size
  NString octets;                                                          // of binary and body
  const Body* body = nullptr;                                              // of bodypartstructure
  List<String> types;                                                      // of availableconversions
  const ConvertError* error = nullptr;                                     // in place of any of them but uid and body
  friend bool operator==(const ConvertedItem& a, const ConvertedItem& b);  // deep
};
struct ConvertedData {
  static constexpr std::string_view kName = "CONVERTED";
  std::uint32_t number = 0;
  String tag;
  List<ConvertedItem> items;
  friend bool operator==(const ConvertedData&, const ConvertedData&) = default;
};

struct CodeMaxConvertMessages {
  static constexpr std::string_view kName = "MAXCONVERTMESSAGES";
  std::uint32_t limit = 0;
  friend bool operator==(const CodeMaxConvertMessages&, const CodeMaxConvertMessages&) = default;
};
struct CodeMaxConvertParts {
  static constexpr std::string_view kName = "MAXCONVERTPARTS";
  std::uint32_t limit = 0;
  friend bool operator==(const CodeMaxConvertParts&, const CodeMaxConvertParts&) = default;
};

std::span<const Word<Convertible>> convertible_words();
std::span<const Word<ConvertError::Code>> convert_error_words();

Result<Convert> convert(Cursor& c);
Result<Conversions> conversions_cmd(Cursor& c);
Result<ConversionData> conversion_data(Cursor& c);
Result<ConvertedData> converted(Cursor& c);  // behind "CONVERTED"
Result<CodeMaxConvertMessages> maxconvertmessages(Cursor& c);
Result<CodeMaxConvertParts> maxconvertparts(Cursor& c);

void print(Printer& p, const Convert& v);
void print(Printer& p, const Conversions& v);
void print(Printer& p, const ConversionData& v);
void print(Printer& p, const ConvertedData& v);
void print(Printer& p, const CodeMaxConvertMessages& code);
void print(Printer& p, const CodeMaxConvertParts& code);

void add_terms(Term& t, const Convert& v);
void add_terms(Term& t, const Conversions& v);
void add_terms(Term& t, const ConversionData& v);
void add_terms(Term& t, const ConvertedData& v);
void add_terms(Term& t, const CodeMaxConvertMessages& code);
void add_terms(Term& t, const CodeMaxConvertParts& code);

}  // namespace imapspec::grammar
