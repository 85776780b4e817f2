// Whether libetpan has read in a response what we have.
#pragma once

#include "fuzz/oracles/etpan_reading.h"
#include "harness/grammar/response/response.h"

namespace imapspec::fuzz {

// What is not the same ("FETCH UID", "ENVELOPE subject"), or null. For a response that etpan_claims_to_read, without
// excuse and accepted. Not compared is what libetpan does not keep: the name of a mailbox in STATUS, which it leaves as
// it is spelled (compared where that is an atom), spaces at the beginning of a text, -0000 for a zone, the data of
// unknown response codes, and which of the forms a number was written in.
const char* etpan_difference(const grammar::Response& ours, const EtpanReading& theirs);

// The part of it that is FETCH, item by item, and that which is a text with its response code.
const char* etpan_difference(const grammar::FetchData& ours, const mailimap_msg_att* theirs);
const char* etpan_difference(const grammar::RespText& ours, const mailimap_resp_text& theirs,
                             const EtpanReading& reading);
// A text as libetpan has it, without the spaces at its beginning; the code does not matter but for where the text
// begins.
std::string_view etpan_text(const grammar::RespText& text);
const char* etpan_text_difference(const grammar::RespText& ours, const char* theirs);

}  // namespace imapspec::fuzz
