// Threading once more: RFC 5256 section 3 written down step by step, without a thought for time.
#pragma once

#include <string>
#include <vector>

#include "harness/mail/threads.h"

namespace imapspec::fuzz {

// What follows "* THREAD ", without the space.
std::string naive_threads_by_references(const std::vector<mail::Threadable>& messages);
std::string naive_threads_by_refs(const std::vector<mail::Threadable>& messages);
std::string naive_threads_by_subject(const std::vector<mail::Threadable>& messages);

}  // namespace imapspec::fuzz
