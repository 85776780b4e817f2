#include "harness/mail/base_subject.h"

#include "harness/mail/encoded_word.h"
#include "harness/mail/header.h"

namespace imapspec::mail {

namespace {

std::string_view without_leading_space(std::string_view s) {
  while (s.starts_with(' ')) s.remove_prefix(1);
  return s;
}

// RFC 5256 section 5: subj-blob = "[" *BLOBCHAR "]" *WSP. What it leaves of s; s itself if there is none.
std::string_view behind_blob(std::string_view s) {
  if (!s.starts_with('[')) return s;
  const auto end = s.find_first_of("[]", 1);
  if (end == std::string_view::npos || s[end] == '[') return s;
  return without_leading_space(s.substr(end + 1));
}

// subj-refwd = ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
std::string_view behind_refwd(std::string_view s) {
  std::string_view rest;
  if (same_word(s.substr(0, 3), "fwd")) {
    rest = s.substr(3);
  } else if (same_word(s.substr(0, 2), "re") || same_word(s.substr(0, 2), "fw")) {
    rest = s.substr(2);
  } else {
    return s;
  }
  rest = behind_blob(without_leading_space(rest));
  return rest.starts_with(':') ? rest.substr(1) : s;
}

class Remover {
 public:
  explicit Remover(std::string_view subject) : s_(subject) {}

  BaseSubject base() {
    do {
      remove_trailers();
      while (remove_leaders() || remove_blobs()) {
      }
    } while (remove_fwd());
    return {std::string(s_), reply_or_forward_};
  }

 private:
  // Step 2: subj-trailer = "(fwd)" / WSP
  void remove_trailers() {
    constexpr std::size_t kFwd = 5;
    while (true) {
      while (s_.ends_with(' ')) s_.remove_suffix(1);
      if (s_.size() < kFwd || !same_word(s_.substr(s_.size() - kFwd), "(fwd)")) return;
      s_.remove_suffix(kFwd);
      reply_or_forward_ = true;
    }
  }
  // Step 3: subj-leader = (*subj-blob subj-refwd) / WSP
  bool remove_leaders() {
    const std::string_view before = s_;
    s_ = without_leading_space(s_);
    const std::string_view blobs_gone = behind_blobs();
    const std::string_view rest = behind_refwd(blobs_gone);
    if (rest.size() < blobs_gone.size()) {
      s_ = rest;
      reply_or_forward_ = true;
    }
    return s_.size() < before.size();
  }
  // Step 4, for all blobs in a row: where no subj-refwd stands behind the whole row, none does behind a shorter one.
  // The last blob stays if nothing would be left.
  bool remove_blobs() {
    const std::string_view before = s_;
    for (std::string_view rest = behind_blob(s_); rest.size() < s_.size() && !rest.empty(); rest = behind_blob(s_))
      s_ = rest;
    return s_.size() < before.size();
  }
  std::string_view behind_blobs() const {
    std::string_view s = s_;
    for (std::string_view rest = behind_blob(s); rest.size() < s.size(); rest = behind_blob(s)) s = rest;
    return s;
  }
  // Step 6: subj-fwd-hdr = "[fwd:", subj-fwd-trl = "]"
  bool remove_fwd() {
    constexpr std::size_t kHeader = 5;
    if (!same_word(s_.substr(0, kHeader), "[fwd:") || !s_.ends_with(']')) return false;
    s_ = s_.substr(kHeader, s_.size() - kHeader - 1);
    reply_or_forward_ = true;
    return true;
  }

  std::string_view s_;
  bool reply_or_forward_ = false;
};

// Step 1: in UTF-8, with tabs and continuations as one space.
std::string spaced(std::string_view body) {
  std::string to;
  for (const char c : decoded_words(body)) {
    const char octet = c == '\t' ? ' ' : c;
    if (octet != ' ' || !to.ends_with(' ')) to.push_back(octet);
  }
  return to;
}

}  // namespace

BaseSubject base_subject(std::string_view body) {
  const std::string subject = spaced(body);
  return Remover(subject).base();
}

}  // namespace imapspec::mail
