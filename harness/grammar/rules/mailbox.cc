// Extensions about mailboxes: LIST and STATUS, CREATE, ACL, QUOTA, METADATA.
#include <array>

#include "harness/grammar/response/mailbox_data.h"
#include "harness/grammar/rules/common.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr auto kOneGetOption = command<[](const GetMetadata& m) { return m.options.size() == 1; }>;
constexpr auto kOneEntry = command<[](const GetMetadata& m) { return !m.list; }>;
constexpr auto kOneEntryValue = command<[](const SetMetadata& m) { return m.values.size() == 1; }>;
constexpr auto kTwoUses = command<[](const Create& c) {
  return kOneCreateParam(c) && std::get<SpecialUse>(c.params[0]).attributes.size() == 2;
}>;
constexpr auto kList = command<as<ListCommand>>;
constexpr Rule kIndependentOptionRow{"list-select-independent-opt", "option", command<kIndependentOption>, kSelection};

constexpr std::array kRfc5258 = {
    Rule{"list", "list", kList, kCommand},
    Rule{"mailbox-list", "mailbox_list", untagged<[](const ListData& d) { return !d.lsub; }>, {"* LIST ", "\r\n"}},
    kMbxListOflag,
    Rule{"mbx-list-sflag", "mbx_list_flags", untagged<kSelectability>, kAttribute},
};
constexpr std::array kRfc5819 = {kReturnOption,
                                 Rule{"status-option", "option", kReturnOption.reading, kReturn, "STATUS"}};
constexpr std::array kRfc6154 = {
    Rule{"create-param", "optional_params", command<kOneCreateParam>, kCreateParam},
    kMbxListOflag,
    kIndependentOptionRow,
    kReturnOption,
    kRespTextCode,
    Rule{"use-attr", "use_attr", kTwoUses, {"a CREATE x (USE (\\Sent ", "))\r\n"}},
    Rule{"use-attr-ext", "use_attr", kTwoUses, {"a CREATE x (USE (\\Sent ", "))\r\n"}},
};
constexpr std::array kRfc7889 = {kCapability, kStatusAtt, kStatusAttVal};
constexpr std::array kRfc8438 = {kCapability, kStatusAtt, kStatusAttVal,
                                 Rule{"number64", "number64", rule<[](Cursor& c) { return number64(c); }>}};
constexpr std::array kRfc8440 = {kReturnOption};
constexpr std::array kRfc8457 = {Rule{"use-attr", "use_attr", kTwoUses, {"a CREATE x (USE (\\Sent ", "))\r\n"}}};
constexpr std::array kRfc9590 = {kReturnOption};

constexpr std::array kRfc4314 = {
    Rule{"acl-data", "acl_data", kUntaggedRead, kUntagged, "ACL"},
    kCapability,
    kCommandAuth,
    Rule{"deleteacl", "deleteacl", kCommandRead, kCommand, "DELETEACL"},
    Rule{"getacl", "getacl", kCommandRead, kCommand, "GETACL"},
    Rule{"identifier", "astring", kCommandRead, {"a DELETEACL x ", "\r\n"}},
    Rule{"listrights", "listrights", kCommandRead, kCommand, "LISTRIGHTS"},
    Rule{"listrights-data", "listrights_data", kUntaggedRead, kUntagged, "LISTRIGHTS"},
    kMailboxData,
    Rule{"mod-rights", "mod_rights", kCommandRead, {"a SETACL x y ", "\r\n"}},
    Rule{"myrights", "myrights", kCommandRead, kCommand, "MYRIGHTS"},
    Rule{"myrights-data", "myrights_data", kUntaggedRead, kUntagged, "MYRIGHTS"},
    Rule{"rights", "rights", kUntaggedRead, {"* MYRIGHTS x ", "\r\n"}},
    Rule{"setacl", "setacl", kCommandRead, kCommand, "SETACL"},
};
constexpr std::array kRfc9208 = {
    Rule{"getquota", "getquota", kCommandRead, kCommand, "GETQUOTA"},
    Rule{"getquotaroot", "getquotaroot", kCommandRead, kCommand, "GETQUOTAROOT"},
    Rule{"quota-list", "quota_response", kUntaggedRead, {"* QUOTA x ", "\r\n"}},
    Rule{"quota-resource", "quota_resource", kUntaggedRead, {"* QUOTA x (", ")\r\n"}},
    Rule{"quota-response", "quota_response", kUntaggedRead, kUntagged, "QUOTA"},
    Rule{"quotaroot-response", "quotaroot_response", kUntaggedRead, kUntagged, "QUOTAROOT"},
    Rule{"setquota", "setquota", kCommandRead, kCommand, "SETQUOTA"},
    Rule{"setquota-list", "setquota", kCommandRead, {"a SETQUOTA x ", "\r\n"}},
    Rule{"setquota-resource", "setquota_resource", kCommandRead, {"a SETQUOTA x (", ")\r\n"}},
    Rule{"quota-root-name", "astring", kCommandRead, {"a GETQUOTA ", "\r\n"}},
    Rule{"resource-limit", "number64", kCommandRead, {"a SETQUOTA x (STORAGE ", ")\r\n"}},
    Rule{"resource-name", "atom", kCommandRead, {"a SETQUOTA x (", " 1)\r\n"}},
    Rule{"resource-name-ext", "atom", kCommandRead, {"a SETQUOTA x (", " 1)\r\n"}},
    Rule{"resource-usage", "number64", kUntaggedRead, {"* QUOTA x (STORAGE ", " 9223372036854775807)\r\n"}},
    kStatusAtt,
    kStatusAttVal,
    Rule{"status-att-deleted", "status_att_val", kStatusAttVal.reading, kStatusValue, "DELETED"},
    Rule{"status-att-deleted-storage", "status_att_val", kStatusAttVal.reading, kStatusValue, "DELETED-STORAGE"},
    kRespTextCode,
};
constexpr std::array kRfc5464 = {
    kCapability,
    kCommandAuth,
    Rule{"entries", "getmetadata", kCommandRead, {"a GETMETADATA x ", "\r\n"}},
    Rule{"entry", "entry", kOneEntry, {"a GETMETADATA x ", "\r\n"}},
    Rule{"entry-value", "entry_value", kOneEntryValue, {"a SETMETADATA x (", ")\r\n"}},
    Rule{"entry-values", "setmetadata", kCommandRead, {"a SETMETADATA x ", "\r\n"}},
    Rule{"entry-list", "metadata_resp", kUntaggedRead, {"* METADATA x ", "\r\n"}},
    Rule{"getmetadata", "getmetadata", kCommandRead, kCommand, "GETMETADATA"},
    Rule{"getmetadata-options", "getmetadata", kCommandRead, {"a GETMETADATA ", " x y\r\n"}},
    Rule{"getmetadata-option", "getmetadata_option", kOneGetOption, {"a GETMETADATA (", ") x y\r\n"}},
    Rule{"maxsize-opt", "getmetadata_option", kOneGetOption, {"a GETMETADATA (", ") x y\r\n"}, "MAXSIZE"},
    Rule{"metadata-resp", "metadata_resp", kUntaggedRead, kUntagged, "METADATA"},
    kResponsePayload,
    kRespTextCode,
    Rule{"scope-opt", "getmetadata_option", kOneGetOption, {"a GETMETADATA (", ") x y\r\n"}, "DEPTH"},
    Rule{"setmetadata", "setmetadata", kCommandRead, kCommand, "SETMETADATA"},
    Rule{"value", "nstring_or_literal8", kOneEntryValue, {"a SETMETADATA x (y ", ")\r\n"}},
};

constexpr std::array kSets = {
    RuleSet{"5258", kRfc5258}, RuleSet{"5819", kRfc5819}, RuleSet{"6154", kRfc6154}, RuleSet{"7889", kRfc7889},
    RuleSet{"8438", kRfc8438}, RuleSet{"8440", kRfc8440}, RuleSet{"8457", kRfc8457}, RuleSet{"9590", kRfc9590},
    RuleSet{"4314", kRfc4314}, RuleSet{"9208", kRfc9208}, RuleSet{"5464", kRfc5464},
};

}  // namespace

std::span<const RuleSet> mailbox_sets() {
  return kSets;
}

}  // namespace imapspec::grammar::rules
