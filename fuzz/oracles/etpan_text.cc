// Texts and their response codes.
#include <array>

#include "fuzz/oracles/etpan_sameness.h"
#include "fuzz/oracles/etpan_values.h"

namespace imapspec::fuzz {

using namespace grammar;

namespace {

template <class T, class... Of>
constexpr bool is_one_of = (std::is_same_v<T, Of> || ...);

bool same_permanent_flag(const Flag& ours, const mailimap_flag_perm& theirs) {
  if (theirs.fl_type == MAILIMAP_FLAG_PERM_ALL) return ours.kind == Flag::Kind::any;
  return etpan_same_flag(ours, *theirs.fl_flag);
}

// "*" is 0 to it.
std::uint32_t number_of(const SeqNumber& n) {
  const auto* number = std::get_if<std::uint32_t>(&n);
  return number == nullptr ? 0 : *number;
}
bool same_numbers(const SequenceSet& ours, const mailimap_set* theirs) {
  return etpan_same_list<mailimap_set_item>(
      ours.items, theirs->set_list, [](const SeqItem& a, const mailimap_set_item& b) {
        if (const auto* range = std::get_if<SeqRange>(&a))
          return number_of(range->first) == b.set_first && number_of(range->last) == b.set_last;
        const std::uint32_t n = number_of(std::get<SeqNumber>(a));
        return n == b.set_first && n == b.set_last;
      });
}

// Codes that are a word alone.
constexpr auto kWordCodes =
    std::to_array<std::pair<std::string_view, int>>({{"ALERT", MAILIMAP_RESP_TEXT_CODE_ALERT},
                                                     {"PARSE", MAILIMAP_RESP_TEXT_CODE_PARSE},
                                                     {"READ-ONLY", MAILIMAP_RESP_TEXT_CODE_READ_ONLY},
                                                     {"READ-WRITE", MAILIMAP_RESP_TEXT_CODE_READ_WRITE},
                                                     {"TRYCREATE", MAILIMAP_RESP_TEXT_CODE_TRY_CREATE},
                                                     {"UIDNOTSTICKY", MAILIMAP_RESP_TEXT_CODE_EXTENSION},
                                                     {"NOMODSEQ", MAILIMAP_RESP_TEXT_CODE_EXTENSION},
                                                     {"CLOSED", MAILIMAP_RESP_TEXT_CODE_EXTENSION}});

// What it makes of a code that is an atom to us. One that begins as a word that it knows does is that word to it: where
// something else than the bracket follows, all is text, and nothing is to be compared.
std::optional<int> type_of(const CodeAtom& code) {
  static constexpr auto kWithData =
      std::to_array<std::string_view>({"BADCHARSET", "CAPABILITY", "PERMANENTFLAGS", "UIDNEXT", "UIDVALIDITY", "UNSEEN",
                                       "APPENDUID", "COPYUID", "HIGHESTMODSEQ", "MODIFIED"});
  const auto begins = [&code](std::string_view word) { return same_word(code.name.substr(0, word.size()), word); };
  for (const auto& [word, type] : kWordCodes)
    if (begins(word)) return same_word(code.name, word) && !code.data ? std::optional(type) : std::nullopt;
  return std::ranges::any_of(kWithData, begins) ? std::nullopt : std::optional<int>(MAILIMAP_RESP_TEXT_CODE_OTHER);
}

struct CodeDifference {
  const mailimap_resp_text_code* theirs;
  const EtpanReading& reading;  // some of them are moved there

  bool is(int type) const { return theirs != nullptr && theirs->rc_type == type; }
  // Those of extensions are moved from the code to the rest; of BYE all is left where it was.
  template <class T>
  const T* extension(const mailimap_extension_api& of, int type) const {
    return is(MAILIMAP_RESP_TEXT_CODE_EXTENSION) ? etpan_extension<T>(reading, of, type) : nullptr;
  }

  const char* operator()(const CodeAtom& ours) const {
    const auto type = type_of(ours);
    if (!type) return nullptr;
    const bool same =
        is(*type) && (*type != MAILIMAP_RESP_TEXT_CODE_OTHER || etpan_same(ours.name, reading.info()->rsp_atom));
    return same ? nullptr : "code";
  }
  const char* operator()(const CodeBadCharset& ours) const {
    const bool same =
        is(MAILIMAP_RESP_TEXT_CODE_BADCHARSET) && etpan_same_strings(ours.charsets, reading.info()->rsp_badcharset);
    return same ? nullptr : "code BADCHARSET";
  }
  const char* operator()(const CodeCapability& ours) const {
    const bool same = is(MAILIMAP_RESP_TEXT_CODE_CAPABILITY_DATA) &&
                      etpan_same_capabilities(ours.capabilities, reading.capabilities());
    return same ? nullptr : "code CAPABILITY";
  }
  const char* operator()(const CodePermanentFlags& ours) const {
    const bool same =
        is(MAILIMAP_RESP_TEXT_CODE_PERMANENTFLAGS) &&
        etpan_same_list<mailimap_flag_perm>(ours.flags, theirs->rc_data.rc_perm_flags, same_permanent_flag);
    return same ? nullptr : "code PERMANENTFLAGS";
  }
  const char* operator()(const CodeUidNext& ours) const {
    return is(MAILIMAP_RESP_TEXT_CODE_UIDNEXT) && theirs->rc_data.rc_uidnext == ours.uid ? nullptr : "code UIDNEXT";
  }
  const char* operator()(const CodeUidValidity& ours) const {
    const bool same = is(MAILIMAP_RESP_TEXT_CODE_UIDVALIDITY) && theirs->rc_data.rc_uidvalidity == ours.value;
    return same ? nullptr : "code UIDVALIDITY";
  }
  const char* operator()(const CodeUnseen& ours) const {
    return is(MAILIMAP_RESP_TEXT_CODE_UNSEEN) && theirs->rc_data.rc_first_unseen == ours.number ? nullptr
                                                                                                : "code UNSEEN";
  }
  const char* operator()(const CodeAppendUid& ours) const {
    const auto* code =
        extension<mailimap_uidplus_resp_code_apnd>(mailimap_extension_uidplus, MAILIMAP_UIDPLUS_RESP_CODE_APND);
    const bool same =
        code != nullptr && code->uid_uidvalidity == ours.uidvalidity && etpan_same_uids(ours.uids, code->uid_set);
    return same ? nullptr : "code APPENDUID";
  }
  const char* operator()(const CodeCopyUid& ours) const {
    const auto* code =
        extension<mailimap_uidplus_resp_code_copy>(mailimap_extension_uidplus, MAILIMAP_UIDPLUS_RESP_CODE_COPY);
    const bool same = code != nullptr && code->uid_uidvalidity == ours.uidvalidity &&
                      etpan_same_uids(ours.source, code->uid_source_set) &&
                      etpan_same_uids(ours.destination, code->uid_dest_set);
    return same ? nullptr : "code COPYUID";
  }
  const char* operator()(const CodeHighestModSeq& ours) const {
    const auto* code = extension<mailimap_condstore_resptextcode>(mailimap_extension_condstore,
                                                                  MAILIMAP_CONDSTORE_TYPE_RESP_TEXT_CODE);
    const bool same = code != nullptr && code->cs_type == MAILIMAP_CONDSTORE_RESPTEXTCODE_HIGHESTMODSEQ &&
                      code->cs_data.cs_modseq_value == ours.mod_sequence;
    return same ? nullptr : "code HIGHESTMODSEQ";
  }
  const char* operator()(const CodeModified& ours) const {
    const auto* code = extension<mailimap_condstore_resptextcode>(mailimap_extension_condstore,
                                                                  MAILIMAP_CONDSTORE_TYPE_RESP_TEXT_CODE);
    const bool same = code != nullptr && code->cs_type == MAILIMAP_CONDSTORE_RESPTEXTCODE_MODIFIED &&
                      same_numbers(ours.set, code->cs_data.cs_modified_set);
    return same ? nullptr : "code MODIFIED";
  }
  const char* operator()(const auto&) const { return nullptr; }  // of extensions that it does not claim to read
};

// Whether its text begins where ours does. A code of an extension may have a bracket within.
struct HasTextOfItsOwn {
  bool operator()(const CodeAtom& code) const { return type_of(code).has_value(); }
  template <class T>
  bool operator()(const T&) const {
    return is_one_of<T, CodeBadCharset, CodeCapability, CodePermanentFlags, CodeUidNext, CodeUidValidity, CodeUnseen,
                     CodeAppendUid, CodeCopyUid, CodeHighestModSeq, CodeModified>;
  }
};

}  // namespace

std::string_view etpan_text(const RespText& text) {
  return text.text.substr(std::min(text.text.find_first_not_of(" \t"), text.text.size()));
}

const char* etpan_text_difference(const RespText& ours, const char* theirs) {
  const std::string_view text = etpan_text(ours);
  if (ours.code && !std::visit(HasTextOfItsOwn(), *ours.code)) return nullptr;
  return text == std::string_view(theirs == nullptr ? "" : theirs) ? nullptr : "text";
}

const char* etpan_difference(const RespText& ours, const mailimap_resp_text& theirs, const EtpanReading& reading) {
  if (ours.code)
    if (const char* what = std::visit(CodeDifference{theirs.rsp_code, reading}, *ours.code)) return what;
  return etpan_text_difference(ours, theirs.rsp_text);
}

}  // namespace imapspec::fuzz
