#include "harness/grammar/extension/convert_parts.h"

#include <array>

namespace imapspec::grammar {

namespace {

constexpr std::array<Word<Convertible>, 6> kWords = {{{"UID", Convertible::uid},
                                                      {"BODYPARTSTRUCTURE", Convertible::bodypartstructure},
                                                      {"BINARY", Convertible::binary},
                                                      {"BINARY.SIZE", Convertible::binary_size},
                                                      {"AVAILABLECONVERSIONS", Convertible::availableconversions},
                                                      {"BODY", Convertible::body}}};
constexpr WordIndex<Word<Convertible>> kIndex(kWords);

// RFC 4288 section 4.2: reg-name = 1*127reg-name-chars; they are the names of types and subtypes
Result<void> reg_name(Cursor& c) {
  constexpr std::size_t kOctetsMax = 127;
  constexpr std::string_view kMarks = "!#$&.+-^_";
  const std::uint32_t start = c.offset();
  const auto name = extension::run_of(c, [kMarks](char each) {
    return extension::is_alphanumeric(each) || kMarks.find(each) != std::string_view::npos;
  });
  if (name.empty()) return c.fail("concrete-mime-type");
  if (name.size() > kOctetsMax) return c.fail_at(start + kOctetsMax, "concrete-mime-type");
  return {};
}

// RFC 5259 section 10: transcoding-param = transcoding-param-name SP transcoding-param-value, both astring
Result<Transcoding> transcoding_param(Cursor& c) {
  Transcoding t;
  TRY(t.name, astring(c));
  TRY_(sp(c, "transcoding-param"));
  TRY(t.value, astring(c));
  return t;
}

}  // namespace

std::span<const Word<Convertible>> convertible_words() {
  return kWords;
}

namespace extension {

// RFC 5259 section 10: concrete-mime-type = type-name "/" subtype-name
Result<void> concrete_mime_type(Cursor& c) {
  TRY_(reg_name(c));
  TRY_(expect(c, '/', "concrete-mime-type"));
  return reg_name(c);
}

// RFC 5259 section 10: mime-type-req = any-mime-type / (type-name "/" any-mime-type) / concrete-mime-type
// any-mime-type = "*"
Result<void> mime_type_req(Cursor& c) {
  if (c.take('*')) return {};
  TRY_(reg_name(c));
  TRY_(expect(c, '/', "mime-type-req"));
  if (c.take('*')) return {};
  return reg_name(c);
}

// RFC 5259 section 10: quoted-to-mime-type = DQUOTE to-mime-type DQUOTE, and quoted-from-mime-type likewise
Result<String> quoted_mime_type(Cursor& c) {
  TRY_(expect(c, '"', "quoted-to-mime-type"));
  const std::uint32_t start = c.offset();
  TRY_(concrete_mime_type(c));
  const String type{c.since(start), Form::quoted};
  TRY_(expect(c, '"', "quoted-to-mime-type"));
  return type;
}

// RFC 5259 section 10: [SP "(" transcoding-params ")"]; transcoding-params = transcoding-param *(SP transcoding-param)
Result<List<Transcoding>> transcoding_params(Cursor& c) {
  if (c.rest() == " ") return c.incomplete("transcoding-params");
  if (!c.rest().starts_with(" (")) return List<Transcoding>();
  c.take(' ');
  return in_parentheses<Transcoding>(c, transcoding_param, "transcoding-params");
}

void print_transcoding_params(Printer& p, List<Transcoding> parameters) {
  if (parameters.empty()) return;
  p.sp();
  print_in_parentheses(p, parameters, [](Printer& to, const Transcoding& t) {
    print(to, t.name);
    print_each(to, t.value);
  });
}

Term transcoding_params_term(List<Transcoding> parameters) {
  Term pairs = term_parts::group(Term::Kind::pairs);
  for (const auto& t : parameters)
    add(pairs, {term_parts::string_term(t.name, Term::Compare::nocase), term_parts::string_term(t.value)});
  return pairs;
}

// RFC 5259 section 10: section-convert = section-binary; "BODY[HEADER]" / "BODY[" section-part ".HEADER]" / "BODY["
// section-part ".MIME]"
Result<Convertible> convertible(Cursor& c, Section& section_of_it, const char* rule) {
  const std::string_view ahead = c.ahead(kAtomChar);
  bool short_of_it = false;
  const auto* word =
      take_entry(c, kIndex, ahead.substr(0, ahead.find('[')), [](const auto&) { return true; }, &short_of_it);
  if (word == nullptr) return short_of_it ? c.incomplete(rule) : c.fail(rule);
  if (word->value == Convertible::uid) return word->value;
  if (word->value != Convertible::body) {
    TRY(section_of_it.part, section_binary(c));
    return word->value;
  }
  TRY(section_of_it, section_header(c, rule));
  return word->value;
}

void print_convertible(Printer& p, Convertible kind, const Section& section_of_it) {
  p.word(text_of<Convertible>(kWords, kind));
  if (kind == Convertible::uid) return;
  if (kind == Convertible::body)
    print(p, section_of_it);
  else
    print_section_binary(p, section_of_it.part);
}

Term convertible_term(Convertible kind, const Section& section_of_it) {
  Term t = term_parts::item_term(text_of<Convertible>(kWords, kind));
  if (kind != Convertible::uid) t.items.push_back(term_parts::section_term(section_of_it));
  return t;
}

}  // namespace extension
}  // namespace imapspec::grammar
