// The table put together: which file of rows stands for which RFC, and what stands for none.
#include <array>
#include <vector>

#include "harness/grammar/rules/rule.h"
#include "harness/grammar/rules/sets.h"

namespace imapspec::grammar::rules {

namespace {

constexpr std::string_view kImported = "imported: the row of the RFC that defines it stands for it";
constexpr std::string_view kCapabilityIsAtom =
    "capability = (\"AUTH=\" auth-type) / atom: the grammar tells no two apart";
constexpr std::string_view kUrl = "RFC 5092 section 11 is the newer text of the same rule";
constexpr std::string_view kSubject = "how a base subject is found in a Subject: harness/mail does it";

constexpr std::array kOmissions = {
    Omission{"2045", "", "a message format: harness/mail reads it"},
    Omission{"2046", "", "a message format: harness/mail reads it"},
    Omission{"2047", "", "a message format: harness/mail reads it"},
    Omission{"5322", "", "a message format: harness/mail reads it"},
    Omission{"8314", "", "a header field of messages"},
    Omission{"2595", "", "STARTTLS is a row of RFC 3501 and RFC 9051; the rest is inside SASL PLAIN"},
    Omission{"4422", "", "inside of SASL exchanges, which are base64 to the grammar"},
    Omission{"4505", "", "inside of SASL exchanges, which are base64 to the grammar"},
    Omission{"4616", "", "inside of SASL exchanges, which are base64 to the grammar"},
    Omission{"5802", "", "inside of SASL exchanges, which are base64 to the grammar"},
    Omission{"7628", "", "inside of SASL exchanges, which are base64 to the grammar"},
    Omission{"4954", "", "SMTP"},
    Omission{"5234", "", "the notation itself and its core rules"},
    Omission{"2087", "", "obsolete: RFC 9208"},
    Omission{"3348", "", "obsolete: RFC 5258"},
    Omission{"4551", "", "obsolete: RFC 7162"},
    Omission{"5162", "", "obsolete: RFC 7162"},
    Omission{"6237", "", "obsolete: RFC 7377"},
    Omission{"6855", "", "obsolete: RFC 9755"},
    Omission{"4790", "", "names of collations: the inside of an astring"},
    Omission{"3501", "x-command", "its arguments are prose: a parser cannot know them, and refuses the word"},
    Omission{"2193", "list-mailbox", kImported},
    Omission{"2193", "mailbox", kImported},
    Omission{"4314", "LOWER-ALPHA", "the octets of rights, which has a row"},
    Omission{"9394", "MINUS", "the sign in partial-range-last, which has a row"},
    Omission{"4314", "new-rights", kCapabilityIsAtom},
    Omission{"4314", "rights-capa", kCapabilityIsAtom},
    Omission{"9208", "capability-quota", kCapabilityIsAtom},
    Omission{"9208", "capa-quota-res", kCapabilityIsAtom},
    Omission{"2193", "mailbox-referral", "a tagged NO with the code of RFC 2221 and RFC 2193, which has a row"},
    Omission{"2193", "referral-response-code", "brackets around the code, which has a row"},
    Omission{"2971", "response-data", "a copy of RFC 2060's with id-response, which has a row"},
    Omission{"4467", "authimapurl", kUrl},
    Omission{"4467", "authimapurlfull", kUrl},
    Omission{"4467", "authimapurlrump", kUrl},
    Omission{"4467", "enc-urlauth", kUrl},
    Omission{"4467", "enc-user", kUrl},
    Omission{"4467", "iurlauth", kUrl},
    Omission{"4467", "iurlauth-rump", kUrl},
    Omission{"4467", "access", kUrl},
    Omission{"4467", "expire", kUrl},
    Omission{"5092", "ucs4", "a line of the sample code of appendix A"},
    Omission{"5738", "string", "*\"...\" went with RFC 6855 section 3; the grammar refuses it"},
    Omission{"5738", "utf8-quoted", "*\"...\" went with RFC 6855 section 3; the grammar refuses it"},
    Omission{"2342", "atom", kImported},
    Omission{"2342", "QUOTED-CHAR", kImported},
    Omission{"2342", "string", kImported},
    Omission{"7888", "CHAR8", kImported},
    Omission{"7888", "literal8", kImported},
    Omission{"9208", "number64", kImported},
    Omission{"9394", "SP", kImported},
    Omission{"9586", "SP", kImported},
    Omission{"9586", "expunged-resp", kImported},
    Omission{"9755", "UTF8-2", kImported},
    Omission{"9755", "UTF8-3", kImported},
    Omission{"9755", "UTF8-4", kImported},
    Omission{"5256", "subject", kSubject},
    Omission{"5256", "subj-refwd", kSubject},
    Omission{"5256", "subj-blob", kSubject},
    Omission{"5256", "subj-fwd", kSubject},
    Omission{"5256", "subj-fwd-hdr", kSubject},
    Omission{"5256", "subj-fwd-trl", kSubject},
    Omission{"5256", "subj-leader", kSubject},
    Omission{"5256", "subj-middle", kSubject},
    Omission{"5256", "subj-trailer", kSubject},
    Omission{"5256", "subj-base", kSubject},
    Omission{"5256", "BLOBCHAR", kSubject},
    Omission{"5256", "NONWSP", kSubject},
    Omission{"5259", "transcod-param-name-nq", "the content of transcoding-param-name; its Feature-tag is RFC 2506's"},
    Omission{"9051", "SP", kImported},
    Omission{"9051", "CTL", kImported},
    Omission{"9051", "CRLF", kImported},
    Omission{"9051", "ALPHA", kImported},
    Omission{"9051", "DIGIT", kImported},
    Omission{"9051", "DQUOTE", kImported},
    Omission{"9051", "OCTET", kImported},
    Omission{"9051", "CHAR", kImported},
    Omission{"9051", "UTF8-CHAR", "through UTF8-2, UTF8-3, UTF8-4 and CHAR"},
    Omission{"9051", "name-component", "RFC 2244's, any UTF-8: here within an atom or an astring, which have rows"},
    Omission{"9051", "vendor-token", "RFC 2244's: the beginning of an atom or an astring, which have rows"},
    Omission{"9051", "option-vendor-tag", "told from option-standard-tag by nobody: both are an atom"},
    Omission{"5258", "option-vendor-tag", "told from option-standard-tag by nobody: both are an atom"},
    Omission{"9051", "eitem-vendor-tag", "told from eitem-standard-tag by nobody: the content of an astring"},
    Omission{"5258", "eitem-vendor-tag", "told from eitem-standard-tag by nobody: the content of an astring"},
    Omission{"9051", "partial-range", "used by no rule of RFC 9051: that of RFC 5092 and RFC 9394 have rows"},
};

}  // namespace

std::span<const RuleSet> rule_sets() {
  static const std::vector<RuleSet> kSets = [] {
    std::vector<RuleSet> all = {
        {"3501", base_rules()}, {"3501", body_rules()}, {"3501", rfc3501_rules()}, {"9051", base_rules()},
        {"9051", body_rules()}, {"9051", list_rules()}, {"9051", rfc9051_rules()}, {"5258", list_rules()},
    };
    for (const auto sets : {syntax_sets(), session_sets(), mailbox_sets(), message_sets(), search_sets(), url_sets(),
                            imap_url_sets(), old_sets()})
      all.insert(all.end(), sets.begin(), sets.end());
    return all;
  }();
  return kSets;
}

std::span<const Omission> omissions() {
  return kOmissions;
}

}  // namespace imapspec::grammar::rules
