#include "fuzz/oracles/etpan_reading.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "fuzz/require.h"

// What libetpan loses of its own memory is not ours to find; LeakSanitizer asks here.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libetpan";
}

namespace imapspec::fuzz {

struct EtpanStream {
  static ssize_t read(mailstream_low* low, void* to, std::size_t most) {
    auto& reading = *static_cast<EtpanReading*>(low->data);
    reading.beyond_ = reading.beyond_ || reading.left_.empty();
    const std::size_t n = std::min(most, reading.left_.size());
    std::memcpy(to, reading.left_.data(), n);
    reading.left_.remove_prefix(n);
    return static_cast<ssize_t>(n);
  }
  static mailstream_low_driver* driver() {
    static mailstream_low_driver d = [] {
      mailstream_low_driver in_memory = {};
      in_memory.mailstream_read = read;
      in_memory.mailstream_write = [](mailstream_low*, const void*, std::size_t n) { return static_cast<ssize_t>(n); };
      in_memory.mailstream_close = [](mailstream_low*) { return 0; };
      in_memory.mailstream_get_fd = [](mailstream_low*) { return -1; };
      in_memory.mailstream_free = [](mailstream_low* low) { std::free(low); };
      in_memory.mailstream_cancel = [](mailstream_low*) {};
      return in_memory;
    }();
    return &d;
  }
};

namespace {

constexpr std::string_view kGreeting = "* OK ready\r\n";
// A new session has sent no command yet: its tag is still 0.
constexpr std::string_view kDone = "0 OK done\r\n";

std::string misread(std::string_view message) {
  std::string given(message);
  static const char* const change = std::getenv("IMAPSPEC_FUZZ_MISREAD");
  if (change == nullptr) return given;
  const std::string_view text = change;
  const std::string_view from = text.substr(0, text.find('='));
  const std::size_t at = given.find(from);
  if (at != std::string::npos) given.replace(at, from.size(), text.substr(from.size() + 1));
  return given;
}

}  // namespace

EtpanReading::EtpanReading(std::string_view message) : session_(mailimap_new(0, nullptr)) {
  const bool tagged = !message.starts_with("* ") && !message.starts_with("+ ");
  dialogue_ = std::string(kGreeting) + misread(message) + std::string(tagged ? "" : kDone);
  left_ = dialogue_;
  const int greeted = mailimap_connect(session_, mailstream_new(mailstream_low_new(this, EtpanStream::driver()), 8192));
  require(greeted == MAILIMAP_NO_ERROR_NON_AUTHENTICATED, "libetpan takes the greeting");
  if (mailimap_read_line(session_) == nullptr) return;
  const int answer = mailimap_parse_response(session_, &response_);
  const bool all = !beyond_ && left_.empty() && session_->imap_stream->read_buffer_len == 0;
  if (answer == MAILIMAP_NO_ERROR)
    accepted_ = all && (tagged || clist_count(response_->rsp_cont_req_or_resp_data_list) == 1);
  else
    response_ = nullptr;
  // A tagged BAD, or one with a tag that is not the session's, was read before it is called a wrong answer; and BYE is
  // the end of the stream.
  if (answer == MAILIMAP_ERROR_PROTOCOL) accepted_ = all && tagged;
  if (answer == MAILIMAP_ERROR_STREAM) accepted_ = all && !tagged;
}

EtpanReading::~EtpanReading() {
  if (response_ != nullptr) mailimap_response_free(response_);
  mailimap_free(session_);
}

const mailimap_cont_req_or_resp_data* EtpanReading::first() const {
  if (response_ == nullptr || response_->rsp_cont_req_or_resp_data_list == nullptr) return nullptr;
  return static_cast<const mailimap_cont_req_or_resp_data*>(
      clist_content(clist_begin(response_->rsp_cont_req_or_resp_data_list)));
}

const mailimap_response_data* EtpanReading::untagged() const {
  const auto* one = first();
  return one != nullptr && one->rsp_type == MAILIMAP_RESP_RESP_DATA ? one->rsp_data.rsp_resp_data : nullptr;
}

const mailimap_continue_req* EtpanReading::continuation() const {
  const auto* one = first();
  return one != nullptr && one->rsp_type == MAILIMAP_RESP_CONT_REQ ? one->rsp_data.rsp_cont_req : nullptr;
}

}  // namespace imapspec::fuzz
