// libetpan's values as ours: its lists as ranges, its strings beside ours.
#pragma once

#include <libetpan/libetpan.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "fuzz/oracles/etpan_reading.h"
#include "harness/base/word.h"
#include "harness/grammar/core/flag.h"
#include "harness/grammar/core/sequence_set.h"
#include "harness/grammar/core/string.h"

namespace imapspec::fuzz {

// What a list of T* points to; nothing for a null list.
template <class T>
std::vector<const T*> etpan_items(const clist* list) {
  std::vector<const T*> items;
  if (list == nullptr) return items;
  for (const clistcell* at = list->first; at != nullptr; at = at->next)
    items.push_back(static_cast<const T*>(at->data));
  return items;
}

// As many, and same(ours, *theirs) for each pair.
template <class T, class Ours, class Same>
bool etpan_same_list(const Ours& ours, const clist* list, Same same) {
  const auto theirs = etpan_items<T>(list);
  return std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                    [&same](const auto& a, const T* b) { return same(a, *b); });
}

inline bool etpan_same(std::string_view ours, const char* theirs) {
  return theirs != nullptr && ours == theirs;
}
inline bool etpan_same(const grammar::String& ours, const char* theirs) {
  return etpan_same(ours.value, theirs);
}
// NIL is a null pointer, which "" is not.
inline bool etpan_same(const grammar::NString& ours, const char* theirs) {
  return ours ? etpan_same(*ours, theirs) : theirs == nullptr;
}

// A list of char*.
template <class Ours>
bool etpan_same_strings(const Ours& ours, const clist* list) {
  return etpan_same_list<char>(ours, list, [](const auto& a, const char& b) { return etpan_same(a, &b); });
}
inline bool etpan_same_numbers(List<std::uint32_t> ours, const clist* list) {
  return etpan_same_list<std::uint32_t>(ours, list, [](std::uint32_t a, std::uint32_t b) { return a == b; });
}

bool etpan_same_flag(const grammar::Flag& ours, const mailimap_flag& theirs);
bool etpan_same_capabilities(List<std::string_view> ours, const mailimap_capability_data* theirs);
bool etpan_same_uids(const grammar::UidSet& ours, const mailimap_set* theirs);

// The data of an extension, or null where it is another's.
template <class T>
const T* etpan_extension(const mailimap_extension_data* data, const mailimap_extension_api& of, int type) {
  if (data == nullptr || data->ext_extension != &of || data->ext_type != type) return nullptr;
  return static_cast<const T*>(data->ext_data);
}
// The same in the place where those of responses and codes are put.
template <class T>
const T* etpan_extension(const EtpanReading& theirs, const mailimap_extension_api& of, int type = 0) {
  const auto all = etpan_items<mailimap_extension_data>(theirs.info()->rsp_extension_list);
  return all.size() == 1 ? etpan_extension<T>(all.front(), of, type) : nullptr;
}

}  // namespace imapspec::fuzz
