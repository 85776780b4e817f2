// libetpan, a library of mail clients, as another reader of responses: by its public interface, with a session for each
// message.
#pragma once

#include <libetpan/libetpan.h>

#include <string>
#include <string_view>

namespace imapspec::fuzz {

class EtpanReading {
 public:
  // Reads one whole message of a server, as if it were said behind a greeting. Not one that is known to bring it down
  // (etpan_scope.h). Where IMAPSPEC_FUZZ_MISREAD is "a=b", libetpan is given a message that has b in place of the first
  // a: the tests show so that a difference is noticed.
  explicit EtpanReading(std::string_view message);
  ~EtpanReading();
  EtpanReading(const EtpanReading&) = delete;
  EtpanReading& operator=(const EtpanReading&) = delete;

  // Whether it was read as one response, to its last octet.
  bool accepted() const { return accepted_; }

  // What was read. The views live as long as the reading. Untagged data and continuation requests are here where they
  // are not in info(), or null; so is all of BYE, which libetpan tells of by an error alone.
  const mailimap_response_data* untagged() const;
  const mailimap_continue_req* continuation() const;
  // Where libetpan moves most of what it has read: LIST, SEARCH, STATUS, FETCH, extensions. Null if not accepted.
  const mailimap_response_info* info() const { return session_->imap_response_info; }
  const mailimap_capability_data* capabilities() const { return session_->imap_connection_info->imap_capability; }
  // The text of a tagged response; null if it is empty.
  const char* tagged_text() const { return session_->imap_response; }

 private:
  const mailimap_cont_req_or_resp_data* first() const;

  std::string dialogue_;
  std::string_view left_;  // of the dialogue, for the stream
  bool beyond_ = false;    // more was asked for than there is
  mailimap* session_ = nullptr;
  mailimap_response* response_ = nullptr;  // null for a tagged response whose tag is not the session's
  bool accepted_ = false;

  friend struct EtpanStream;
};

}  // namespace imapspec::fuzz
