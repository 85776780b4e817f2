// Status responses: OK, NO, BAD, PREAUTH, BYE with resp-text and its code (RFC 9051 section 7.1).
#pragma once

#include <optional>
#include <span>
#include <variant>

#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/annotate.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/convert.h"
#include "harness/grammar/extension/in_progress.h"
#include "harness/grammar/extension/message_limit.h"
#include "harness/grammar/extension/metadata.h"
#include "harness/grammar/extension/notify.h"
#include "harness/grammar/extension/object_id.h"
#include "harness/grammar/extension/referral.h"
#include "harness/grammar/extension/small_code.h"
#include "harness/grammar/extension/url_auth.h"

namespace imapspec::grammar {

// A code that is a word alone (ALERT, PARSE, TRYCREATE, ...) or any other atom, with its data undigested.
struct CodeAtom {
  std::string_view name;                 // as written
  std::optional<std::string_view> data;  // 1*<any TEXT-CHAR except "]">
  friend bool operator==(const CodeAtom&, const CodeAtom&) = default;
};
struct CodeBadCharset {
  List<String> charsets;
  friend bool operator==(const CodeBadCharset&, const CodeBadCharset&) = default;
};
struct CodeCapability {
  List<std::string_view> capabilities;
  friend bool operator==(const CodeCapability&, const CodeCapability&) = default;
};
struct CodePermanentFlags {
  List<Flag> flags;
  friend bool operator==(const CodePermanentFlags&, const CodePermanentFlags&) = default;
};
struct CodeUidNext {
  std::uint32_t uid = 0;
  friend bool operator==(const CodeUidNext&, const CodeUidNext&) = default;
};
struct CodeUidValidity {
  std::uint32_t value = 0;
  friend bool operator==(const CodeUidValidity&, const CodeUidValidity&) = default;
};
struct CodeUnseen {
  std::uint32_t number = 0;
  friend bool operator==(const CodeUnseen&, const CodeUnseen&) = default;
};  // RFC 3501 only
struct CodeAppendUid {
  std::uint32_t uidvalidity = 0;
  UidSet uids;
  friend bool operator==(const CodeAppendUid&, const CodeAppendUid&) = default;
};
struct CodeCopyUid {
  std::uint32_t uidvalidity = 0;
  UidSet source, destination;
  friend bool operator==(const CodeCopyUid&, const CodeCopyUid&) = default;
};

using RespTextCode =
    std::variant<CodeAtom, CodeBadCharset, CodeCapability, CodePermanentFlags, CodeUidNext, CodeUidValidity, CodeUnseen,
                 CodeAppendUid, CodeCopyUid,
                 // extensions, extension/node.h
                 CodeMessageLimit, CodeHighestModSeq, CodeModified, CodeMailboxId, CodeNoUpdate, CodeUndefinedFilter,
                 CodeBadUrl, CodeInProgress, CodeMetadata, CodeBadEvent, CodeUrlMech, CodeReferral, CodeAnnotate,
                 CodeAnnotations, CodeMaxConvertMessages, CodeMaxConvertParts>;

struct RespText {
  std::optional<RespTextCode> code;
  std::string_view text;  // may be empty under rev2 only
  // Out of line, as wherever a variant has many alternatives: a defaulted one is compiled by all who see the struct.
  friend bool operator==(const RespText&, const RespText&);
};

enum class StatusKind : std::uint8_t { ok, no, bad, preauth, bye };

std::span<const Word<StatusKind>> status_kind_words();

struct Status {
  StatusKind kind = StatusKind::ok;
  RespText text;
  friend bool operator==(const Status&, const Status&) = default;
};

// A code that does not parse is text: "* NO [TRYCREATE" is a legal NO whose text begins with a bracket.
Result<RespText> resp_text(Cursor& c);
Result<RespTextCode> resp_text_code(Cursor& c);
std::span<const std::string_view> code_words();  // the codes that are a word alone
bool code_has_data(std::string_view name,
                   const Dialect& dialect);  // whether a code of this name has a grammar of its own
void print(Printer& p, const RespText& t);
void print(Printer& p, const RespTextCode& code);
std::string_view name_of(const RespTextCode& code);  // "APPENDUID"; of a CodeAtom as it was written

}  // namespace imapspec::grammar
