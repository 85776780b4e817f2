// FETCH responses: msg-att (RFC 3501 section 7.4.2, RFC 9051 section 7.5.2).
#pragma once

#include <optional>
#include <variant>

#include "harness/grammar/core/date.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/section.h"
#include "harness/grammar/extension/annotate.h"
#include "harness/grammar/extension/condstore.h"
#include "harness/grammar/extension/fetch_item.h"
#include "harness/grammar/extension/object_id.h"
#include "harness/grammar/response/body_structure.h"

namespace imapspec::grammar {

struct FetchFlags {
  List<Flag> flags;
  friend bool operator==(const FetchFlags&, const FetchFlags&) = default;
};
struct FetchUid {
  std::uint32_t uid = 0;
  friend bool operator==(const FetchUid&, const FetchUid&) = default;
};
struct FetchInternalDate {
  DateTime date;
  friend bool operator==(const FetchInternalDate&, const FetchInternalDate&) = default;
};
struct FetchSize {
  std::uint64_t octets = 0;
  friend bool operator==(const FetchSize&, const FetchSize&) = default;
};  // RFC822.SIZE
struct FetchEnvelope {
  Envelope envelope;
  friend bool operator==(const FetchEnvelope&, const FetchEnvelope&) = default;
};
struct FetchBody {  // BODY or BODYSTRUCTURE
  Body body;
  bool structure = false;  // BODYSTRUCTURE
  friend bool operator==(const FetchBody&, const FetchBody&) = default;
};
struct FetchSection {  // BODY[section]<origin>
  Section section;
  std::optional<std::uint64_t> origin;
  NString octets;
  friend bool operator==(const FetchSection&, const FetchSection&) = default;
};
struct FetchRfc822 {  // RFC822, RFC822.HEADER, RFC822.TEXT (RFC 3501 only)
  enum class Part : std::uint8_t { all, header, text };
  Part part = Part::all;
  NString octets;
  friend bool operator==(const FetchRfc822&, const FetchRfc822&) = default;
};
struct FetchBinary {  // BINARY[part]; RFC 3516 allows an origin, erratum 7246 of RFC 9051 does not
  List<std::uint32_t> part;
  std::optional<std::uint64_t> origin;
  NString octets;  // nstring / literal8
  friend bool operator==(const FetchBinary&, const FetchBinary&) = default;
};
struct FetchBinarySize {
  List<std::uint32_t> part;
  std::uint64_t octets = 0;
  friend bool operator==(const FetchBinarySize&, const FetchBinarySize&) = default;
};

using FetchItem = std::variant<FetchFlags, FetchUid, FetchInternalDate, FetchSize, FetchEnvelope, FetchBody,
                               FetchSection, FetchRfc822, FetchBinary, FetchBinarySize,
                               // extensions, extension/node.h
                               FetchModSeq, FetchEmailId, FetchThreadId, FetchSaveDate, FetchPreview, FetchAnnotation>;

Result<List<FetchItem>> msg_att(Cursor& c);  // with its parentheses; never empty
void print_msg_att(Printer& p, List<FetchItem> items);

}  // namespace imapspec::grammar
