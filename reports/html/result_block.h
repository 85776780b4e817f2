// One result as a <details> that says what was asked, what was played, what came, and how to see it again.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "reports/result.h"

namespace imapspec::reports::html {

// What the blocks of a page share.
struct ResultContext {
  const Report& report;
  std::map<std::string_view, const Requirement*> requirements;  // by id
  // Of transcripts in one result, about: so that a page of thousands stays small.
  std::size_t passed_octets_max, failed_octets_max;

  // Before the ids of the page's elements, where it shows several reports; then it has no requirements to link to.
  std::string prefix;

  explicit ResultContext(const Report& report);
};

std::string result_block(const Result& result, const ResultContext& context);

// The words of a requirement, its level and the link to its section.
std::string requirement_line(const Requirement& requirement);

}  // namespace imapspec::reports::html
