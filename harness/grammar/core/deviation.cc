#include "harness/grammar/core/deviation.h"

#include <array>

namespace imapspec::grammar {

namespace {

constexpr std::array<DeviationInfo, 37> kDeviations = {{
    {Deviation::trailing_space, "trailing-space", "a space before the CRLF of a line that is no text",
     "servers behind SEARCH, CAPABILITY and STATUS; clients behind any command", "CRLF", "RFC 9051 section 9"},
    {Deviation::missing_space, "missing-space", "no space, and nothing else, behind OK, NO, BAD or a response code",
     "Gmail behind a code; RFC 9051's own examples (reported erratum 7343)", "resp-text", "RFC 9051 section 9"},
    {Deviation::missing_text, "missing-text", "no text behind the space of a status response, which RFC 3501 demands",
     "servers that answer with a code alone", "text", "RFC 3501 section 9"},
    {Deviation::bare_continuation, "bare-continuation", "a continuation request without the space behind its plus sign",
     "several servers during AUTHENTICATE", "continue-req", "RFC 9051 section 9"},
    {Deviation::bare_lf, "bare-lf", "a line that ends in LF without CR", "home-made clients and servers", "CRLF",
     "RFC 9051 section 2.2"},
    {Deviation::eight_bit, "eight-bit",
     "octets above 127 in a quoted string or in text that must be ASCII, or not UTF-8",
     "servers that copy header fields into ENVELOPE as they are", "QUOTED-CHAR", "RFC 3501 section 9"},
    {Deviation::empty_address_list, "empty-address-list", "an empty list in ENVELOPE where NIL is meant",
     "Proton Bridge, hydroxide", "env-from", "RFC 9051 section 9"},
    {Deviation::space_between_addresses, "space-between-addresses", "a space between two addresses of ENVELOPE",
     "Outlook.com", "env-from", "RFC 9051 section 9"},
    {Deviation::empty_parameter_list, "empty-parameter-list", "an empty list of body parameters where NIL is meant",
     "several servers in BODYSTRUCTURE", "body-fld-param", "RFC 9051 section 9"},
    {Deviation::nil_parameter_value, "nil-parameter-value", "NIL as the value of a body parameter, which is a string",
     "mail.ru", "body-fld-param", "RFC 9051 section 9"},
    {Deviation::nil_encoding, "nil-encoding", "NIL as the content transfer encoding, which is a string",
     "several servers", "body-fld-enc", "RFC 9051 section 9"},
    {Deviation::text_without_lines, "text-without-lines", "a TEXT body without its number of lines", "several servers",
     "body-type-text", "RFC 9051 section 9"},
    {Deviation::negative_size, "negative-size", "a size or number of lines below 0", "Exchange", "number",
     "RFC 9051 section 9"},
    {Deviation::empty_fetch, "empty-fetch", "a FETCH response without any item",
     "several servers for a message that is gone", "msg-att", "RFC 9051 section 9"},
    {Deviation::empty_delimiter, "empty-delimiter", "an empty quoted string as hierarchy separator, where NIL is meant",
     "flat mail stores", "mailbox-list", "RFC 9051 section 9"},
    {Deviation::empty_status_list, "empty-status-list", "a STATUS command that asks for nothing",
     "clients that build the list", "status", "RFC 9051 section 9"},
    {Deviation::several_selectability_flags, "several-selectability-flags",
     "more than one of \\NonExistent, \\Noselect, \\Marked and \\Unmarked in one LIST response",
     "servers that add \\Noselect to \\NonExistent", "mbx-list-flags", "RFC 9051 section 9"},
    {Deviation::recent_in_flags, "recent-in-flags", "\\Recent among FLAGS or PERMANENTFLAGS", "Courier", "flag-list",
     "RFC 3501 section 9"},
    {Deviation::badcharset_literal, "badcharset-literal",
     "a literal as charset in BADCHARSET: RFC 3501 allows it, but no line of text can hold one", "nobody known",
     "resp-text-code", "RFC 3501 section 9", false},
    {Deviation::double_cr, "double-cr", "two CR before the LF that ends a line",
     "servers that translate line ends twice", "CRLF", "RFC 9051 section 2.2"},
    {Deviation::space_in_list, "space-in-list", "a space before the parenthesis that ends a list",
     "servers that print a space behind each item: ID, STATUS, FLAGS", "flag-list", "RFC 9051 section 9"},
    {Deviation::eight_bit_atom, "eight-bit-atom",
     "octets above 127 in a mailbox name, or another astring, without quotes",
     "servers and clients that send names as their user typed them", "ASTRING-CHAR", "RFC 9051 section 9"},
    {Deviation::nul_in_literal, "nul-in-literal", "NUL in a literal that is no literal8",
     "servers that hand out a message as it is stored", "CHAR8", "RFC 9051 section 9"},
    {Deviation::literal_plus_from_server, "literal-plus-from-server",
     "a literal announced as non-synchronising by a server", "servers that use one printer for both directions",
     "literal", "RFC 7888 section 3"},
    {Deviation::badcharset_without_parentheses, "badcharset-without-parentheses",
     "the charsets of BADCHARSET without parentheses", "servers built after an example of RFC 9051 (erratum 7323)",
     "resp-text-code", "RFC 9051 section 9"},
    {Deviation::empty_uid_set, "empty-uid-set", "COPYUID with nothing in place of its two sets",
     "Exchange where nothing was copied", "resp-code-copy", "RFC 4315 section 4"},
    {Deviation::capability_without_revision, "capability-without-revision",
     "capabilities without IMAP4rev1 or IMAP4rev2", "proxies that add a list of their own", "capability-data",
     "RFC 9051 section 9"},
    {Deviation::missing_envelope_field, "missing-envelope-field", "an ENVELOPE that ends before its message-id",
     "QQ Mail", "envelope", "RFC 9051 section 9"},
    {Deviation::nil_media_type, "nil-media-type", "NIL as media type or subtype, which are strings",
     "servers that found no Content-Type", "media-basic", "RFC 9051 section 9"},
    {Deviation::multipart_without_parts, "multipart-without-parts", "a multipart body without any part",
     "servers that print a multipart of which nothing is left", "body-type-mpart", "RFC 9051 section 9"},
    {Deviation::count_in_origin, "count-in-origin", "the count of a partial fetch repeated in the response", "Twisted",
     "msg-att-static", "RFC 9051 section 9"},
    {Deviation::unpadded_day, "unpadded-day", "a day of one digit, without its space, in INTERNALDATE or APPEND",
     "iOS 18.3, HubSpot and others", "date-day-fixed", "RFC 9051 section 9"},
    {Deviation::zero_mod_sequence, "zero-mod-sequence", "0 as a mod-sequence, which counts from 1",
     "iOS in CHANGEDSINCE; Purelymail in HIGHESTMODSEQ of an empty mailbox", "mod-sequence-value",
     "RFC 7162 section 7"},
    {Deviation::empty_vanished, "empty-vanished", "VANISHED without any UID", "James where nothing was expunged",
     "expunged-resp", "RFC 7162 section 7"},
    {Deviation::id_beyond_limits, "id-beyond-limits",
     "more than 30 fields in ID, a field of more than 30 octets, or a value of more than 1024",
     "programs that tell all about their device", "id-params-list", "RFC 2971 section 3.3"},
    {Deviation::options_behind_mailbox, "options-behind-mailbox", "the options of GETMETADATA behind the mailbox",
     "clients built after the examples of RFC 5464 (erratum 2785)", "getmetadata", "RFC 5464 section 5"},
    {Deviation::utf8_quoted, "utf8-quoted",
     "a quoted string of UTF-8 with an asterisk before it, which RFC 5738 had and RFC 6855 took away",
     "clients built before 2013, after ENABLE UTF8=ACCEPT", "quoted", "RFC 5738 section 3.1"},
}};

}  // namespace

std::span<const DeviationInfo> deviations() {
  return kDeviations;
}

const DeviationInfo& info(Deviation deviation) {
  return kDeviations[static_cast<std::size_t>(deviation)];
}

std::optional<Deviation> deviation_named(std::string_view name) {
  for (const auto& each : kDeviations)
    if (each.name == name) return each.value;
  return std::nullopt;
}

DeviationSet DeviationSet::all() {
  static const DeviationSet tolerable = [] {
    DeviationSet set;
    for (const auto& each : kDeviations)
      if (each.tolerable) set.insert(each.value);
    return set;
  }();
  return tolerable;
}

}  // namespace imapspec::grammar
