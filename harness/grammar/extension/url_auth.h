// URLAUTH: URLs that carry an authorisation (RFC 4467), and URLFETCH with parameters (RFC 5524). The URLs are astrings
// here, since a server answers NIL for one that is none; url.h reads them.
#pragma once

#include <optional>

#include "harness/grammar/core/mailbox.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"
#include "harness/grammar/response/body_structure.h"

namespace imapspec::grammar {

struct ResetKey {
  static constexpr std::string_view kName = "RESETKEY";
  std::optional<Mailbox> mailbox;
  List<std::string_view> mechanisms;
  friend bool operator==(const ResetKey&, const ResetKey&) = default;
};
struct UrlRump {
  String url;
  std::string_view mechanism;  // INTERNAL, or letters, digits, "-" and "."; as written
  friend bool operator==(const UrlRump&, const UrlRump&) = default;
};
struct GenUrlAuth {
  static constexpr std::string_view kName = "GENURLAUTH";
  List<UrlRump> urls;
  friend bool operator==(const GenUrlAuth&, const GenUrlAuth&) = default;
};
struct UrlFetchArgument {
  String url;
  bool list = false;                  // written with parentheses
  List<std::string_view> parameters;  // BODY, BINARY, BODYPARTSTRUCTURE, or another atom; as written
  friend bool operator==(const UrlFetchArgument&, const UrlFetchArgument&) = default;
};
struct UrlFetch {
  static constexpr std::string_view kName = "URLFETCH";
  List<UrlFetchArgument> urls;
  friend bool operator==(const UrlFetch&, const UrlFetch&) = default;
};

struct GenUrlAuthData {
  static constexpr std::string_view kName = "GENURLAUTH";
  List<String> urls;
  friend bool operator==(const GenUrlAuthData&, const GenUrlAuthData&) = default;
};
struct UrlMetadata {  // url-metadata-el
  enum class Kind : std::uint8_t { bodypartstructure, body, binary };
  Kind kind = Kind::body;
  NString octets;                                                      // of body and binary
  const Body* body = nullptr;                                          // of bodypartstructure
  friend bool operator==(const UrlMetadata& a, const UrlMetadata& b);  // deep
};
struct UrlData {
  String url;
  NString octets;              // of one without parameters; NIL of what could not be fetched
  List<UrlMetadata> metadata;  // of one with parameters
  friend bool operator==(const UrlData&, const UrlData&) = default;
};
struct UrlFetchData {
  static constexpr std::string_view kName = "URLFETCH";
  List<UrlData> urls;
  friend bool operator==(const UrlFetchData&, const UrlFetchData&) = default;
};

struct UrlMechanism {
  std::string_view name;
  std::optional<std::string_view> key;  // base64
  friend bool operator==(const UrlMechanism&, const UrlMechanism&) = default;
};
struct CodeUrlMech {
  static constexpr std::string_view kName = "URLMECH";
  List<UrlMechanism> mechanisms;  // besides INTERNAL, which always stands first
  friend bool operator==(const CodeUrlMech&, const CodeUrlMech&) = default;
};

std::span<const Word<UrlMetadata::Kind>> url_metadata_words();

Result<std::string_view> url_mechanism(Cursor& c);  // "INTERNAL" / 1*(ALPHA / DIGIT / "-" / ".")
Result<ResetKey> resetkey(Cursor& c);
Result<GenUrlAuth> genurlauth(Cursor& c);
Result<UrlFetch> urlfetch(Cursor& c);
Result<GenUrlAuthData> genurlauth_data(Cursor& c);
Result<UrlFetchData> urlfetch_data(Cursor& c);
Result<CodeUrlMech> urlmech_code(Cursor& c);

void print(Printer& p, const ResetKey& k);
void print(Printer& p, const GenUrlAuth& g);
void print(Printer& p, const UrlFetch& f);
void print(Printer& p, const GenUrlAuthData& d);
void print(Printer& p, const UrlFetchData& d);
void print(Printer& p, const CodeUrlMech& code);

void add_terms(Term& t, const ResetKey& k);
void add_terms(Term& t, const GenUrlAuth& g);
void add_terms(Term& t, const UrlFetch& f);
void add_terms(Term& t, const GenUrlAuthData& d);
void add_terms(Term& t, const UrlFetchData& d);
void add_terms(Term& t, const CodeUrlMech& code);

}  // namespace imapspec::grammar
