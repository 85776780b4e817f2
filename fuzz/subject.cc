// Base subjects: as the steps of RFC 5256 section 2.1 take them, one after the other, written down naively.
#include <algorithm>
#include <string>

#include "fuzz/target.h"
#include "harness/mail/base_subject.h"
#include "harness/mail/encoded_word.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kOctetsMax = 400;  // the naive steps are cubic

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

struct Naive {
  std::string s;
  bool reply = false;

  // Each returns how many octets of the front it is; 0: it does not stand there. Section 5, in which WSP is a space after
  // step 1.
  std::size_t blob(std::size_t at) const {  // "[" *BLOBCHAR "]" *WSP
    if (at >= s.size() || s[at] != '[') return 0;
    std::size_t end = at + 1;
    while (end < s.size() && s[end] != '[' && s[end] != ']') ++end;
    if (end == s.size() || s[end] != ']') return 0;
    ++end;
    while (end < s.size() && s[end] == ' ') ++end;
    return end - at;
  }
  std::size_t refwd(std::size_t at) const {  // ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
    const std::string text = lower(s);
    for (const std::string word : {"re", "fwd", "fw"}) {
      if (text.compare(at, word.size(), word) != 0) continue;
      std::size_t end = at + word.size();
      while (end < s.size() && s[end] == ' ') ++end;
      end += blob(end);
      if (end < s.size() && s[end] == ':') return end + 1 - at;
    }
    return 0;
  }
  std::size_t leader() const {  // (*subj-blob subj-refwd) / WSP
    if (s.starts_with(' ')) return 1;
    std::size_t at = 0;
    while (true) {
      if (const std::size_t octets = refwd(at); octets > 0) return at + octets;
      const std::size_t octets = blob(at);
      if (octets == 0) return 0;
      at += octets;
    }
  }

  void base() {
    while (true) {
      while (true) {  // step 2
        if (s.ends_with(' ')) {
          s.pop_back();
        } else if (s.size() >= 5 && lower(s.substr(s.size() - 5)) == "(fwd)") {
          s.resize(s.size() - 5);
          reply = true;
        } else {
          break;
        }
      }
      while (true) {  // steps 3 to 5
        if (const std::size_t octets = leader(); octets > 0) {
          reply = reply || s[0] != ' ';
          s.erase(0, octets);
        } else if (const std::size_t prefix = blob(0); prefix > 0 && prefix < s.size()) {
          s.erase(0, prefix);
        } else {
          break;
        }
      }
      if (s.size() < 6 || lower(s.substr(0, 5)) != "[fwd:" || !s.ends_with(']')) return;  // step 6
      s = s.substr(5, s.size() - 6);
      reply = true;
    }
  }
};

}  // namespace

IMAPSPEC_FUZZ_TARGET(subject, octets, octets) {
  const mail::BaseSubject found = mail::base_subject(octets);
  if (octets.size() > kOctetsMax) return;
  Naive naive;
  for (const char c : mail::decoded_words(octets)) {  // step 1
    const char octet = c == '\t' ? ' ' : c;
    if (octet != ' ' || !naive.s.ends_with(' ')) naive.s.push_back(octet);
  }
  naive.base();
  require(found.text == naive.s, "the base subject is what the steps of RFC 5256 section 2.1 leave",
          found.text + " in place of " + naive.s);
  require(found.reply_or_forward == naive.reply, "a reply or forward is one that the steps took something away from");
}
