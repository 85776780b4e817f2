// The rules that requests and responses of CONVERT have in common: MIME types and parameters (RFC 5259 section 10).
#pragma once

#include "harness/grammar/extension/convert.h"
#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar::extension {

Result<void> concrete_mime_type(Cursor& c);               // type "/" subtype, without quotes
Result<void> mime_type_req(Cursor& c);                    // the same with "*" for a subtype or for all
Result<String> quoted_mime_type(Cursor& c);               // DQUOTE concrete-mime-type DQUOTE
Result<List<Transcoding>> transcoding_params(Cursor& c);  // [SP "(" ... ")"]: empty if there are none
void print_transcoding_params(Printer& p, List<Transcoding> parameters);
Term transcoding_params_term(List<Transcoding> parameters);

// The word of an item; `section` is taken too where it has one.
Result<Convertible> convertible(Cursor& c, Section& section, const char* rule);
void print_convertible(Printer& p, Convertible kind, const Section& section);
Term convertible_term(Convertible kind, const Section& section);

}  // namespace imapspec::grammar::extension
