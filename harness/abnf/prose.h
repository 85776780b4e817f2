// What the prose of the RFCs says about the content of a rule, one function each; hooks.cc says where each belongs.
#pragma once

#include <string_view>

namespace imapspec::abnf {

// Of what an astring stands for.
bool is_rights(std::string_view value);            // RFC 4314 section 7: lower-case letters and digits
bool is_mod_rights(std::string_view value);        // the same, + or - before them
bool is_entry(std::string_view value);             // RFC 5464 section 3.2
bool is_annotation_entry(std::string_view value);  // RFC 5257 section 3.2
bool is_attribute(std::string_view value);         // RFC 5257 section 3.2
// Of what stands there.
bool is_collation_length(std::string_view text);  // RFC 4790 section 3.2
bool is_date_time(std::string_view text);         // RFC 3339 sections 5.6 and 5.7; `text` has the shape of one
bool is_absolute_path(std::string_view text);     // RFC 5092 section 11
bool is_without_scheme(std::string_view text);    // RFC 3986 section 4.2
bool is_access(std::string_view text);            // RFC 5593 section 3.1
bool is_no_uid(std::string_view text);            // RFC 9051 section 7.3.4: the label is not UID
bool is_in_line(std::string_view text);           // RFC 3501 section 2.2: no LF
bool is_no_imap_url(std::string_view text);       // RFC 2193 section 3
bool is_basic_media(std::string_view text);       // RFC 9051 section 9: type and subtype, two strings
bool is_selectable_once(std::string_view text);   // RFC 9051 section 9: one selectability flag at most
bool is_one_translation(std::string_view text);   // RFC 5255 section 3.4: TRANSLATION has a single string

}  // namespace imapspec::abnf
