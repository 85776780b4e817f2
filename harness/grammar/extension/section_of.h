// Where the rules of extensions stand, for the messages of diagnose.cc.
#pragma once

#include <string_view>

namespace imapspec::grammar {

// "RFC 4314 section 7" of "setacl"; empty for a rule of the base protocols.
std::string_view extension_section_of(std::string_view rule);

}  // namespace imapspec::grammar
