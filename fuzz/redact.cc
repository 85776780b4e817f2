// Reports: no secret that the redactor knows is left in a text, in any of the forms in which protocols carry one.
#include "reports/redact.h"
#include "fuzz/input.h"
#include "fuzz/target.h"
#include "harness/base/base64.h"

using namespace imapspec;
using fuzz::require;

namespace {

constexpr std::size_t kSecretOctetsMin = 4;  // a shorter one may stand within other words

std::string quoted(std::string_view octets) {
  std::string text;
  for (const char c : octets) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text;
}

}  // namespace

IMAPSPEC_FUZZ_TARGET(redact, octets, octets) {
  fuzz::Input input(octets);
  const std::string secret(input.until('\n'));
  const std::string_view text = input.rest();
  if (secret.size() < kSecretOctetsMin) return;
  // What stands in the place of a secret may be a part of this one.
  if (secret.starts_with('*') || secret.ends_with('*') || secret.find("***") != std::string::npos) return;
  reports::Redactor redactor;
  redactor.add(secret);
  const std::string plain = std::string(text) + "a LOGIN u \"" + quoted(secret) + "\"\r\na LOGIN u {9+}\r\n" + secret +
                            "\r\n+ " + encode_base64(std::string(1, '\0') + "u" + std::string(1, '\0') + secret) +
                            "\r\n" + std::string(text);
  const std::string redacted = redactor(plain);
  require(redacted.find(secret) == std::string::npos, "25: no secret is left", redacted);
  require(redacted.find(quoted(secret)) == std::string::npos, "25: no secret is left in quotes", redacted);
  for (std::size_t at = 0; at < redacted.size();) {  // 25: nor in a word of base64
    const std::size_t end = std::min(redacted.find_first_of(" \r\n", at), redacted.size());
    const auto decoded = decode_base64(std::string_view(redacted).substr(at, end - at));
    require(!decoded || decoded->find(secret) == std::string::npos, "25: no secret is left in base64", redacted);
    at = end + 1;
  }
  require(redactor(redacted) == redacted, "3: what is redacted stays as it is", redacted);
  require(redactor.find(redacted).empty(), "25: and gives nothing away", redacted);
}
