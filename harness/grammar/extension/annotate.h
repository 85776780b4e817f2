// ANNOTATE: annotations of messages (RFC 5257).
#pragma once

#include <optional>

#include "harness/grammar/core/string.h"
#include "harness/grammar/core/words.h"
#include "harness/grammar/extension/node.h"

namespace imapspec::grammar {

struct AnnotationValue {  // att-value
  String attribute;       // "value.priv"
  NString value;          // a string or a literal8
  friend bool operator==(const AnnotationValue&, const AnnotationValue&) = default;
};
struct Annotation {  // entry-att
  String entry;      // "/comment"
  List<AnnotationValue> values;
  friend bool operator==(const Annotation&, const Annotation&) = default;
};

struct AnnotationRequest {  // the argument of ANNOTATION in FETCH
  List<String> entries;     // entry-match: "*" and "%" stand for others
  List<String> attributes;
  bool entry_list = false, attribute_list = false;  // written with parentheses
  friend bool operator==(const AnnotationRequest&, const AnnotationRequest&) = default;
};
struct AnnotationMatch {  // the arguments of ANNOTATION in SEARCH
  enum class Attribute : std::uint8_t { value, value_priv, value_shared };
  String entry;
  Attribute attribute = Attribute::value;
  NString value;
  friend bool operator==(const AnnotationMatch&, const AnnotationMatch&) = default;
};
struct AnnotationSort {  // the arguments of ANNOTATION in SORT
  String entry;
  AnnotationMatch::Attribute attribute = AnnotationMatch::Attribute::value_priv;  // or value_shared
  friend bool operator==(const AnnotationSort&, const AnnotationSort&) = default;
};
struct FetchAnnotation {
  static constexpr std::string_view kName = "ANNOTATION";
  List<Annotation> annotations;  // of an answer
  List<String> entries;          // of an unsolicited one; either is empty
  friend bool operator==(const FetchAnnotation&, const FetchAnnotation&) = default;
};

struct CodeAnnotate {
  static constexpr std::string_view kName = "ANNOTATE";
  enum class What : std::uint8_t { toobig, toomany };
  What what = What::toobig;
  friend bool operator==(const CodeAnnotate&, const CodeAnnotate&) = default;
};
struct CodeAnnotations {
  static constexpr std::string_view kName = "ANNOTATIONS";
  enum class Level : std::uint8_t { none, read_only, size };
  Level level = Level::none;
  std::uint32_t octets = 0;  // of size: of one value at most
  bool noprivate = false;
  friend bool operator==(const CodeAnnotations&, const CodeAnnotations&) = default;
};

std::span<const Word<AnnotationMatch::Attribute>> annotation_match_words();
std::span<const Word<CodeAnnotate::What>> annotate_code_words();

Result<List<Annotation>> att_annotate(Cursor& c);         // behind "ANNOTATION", of STORE and APPEND
Result<AnnotationRequest> annotation_request(Cursor& c);  // behind "ANNOTATION"
Result<AnnotationMatch> annotation_match(Cursor& c);      // behind "ANNOTATION"
Result<AnnotationSort> annotation_sort(Cursor& c);        // behind "ANNOTATION"
Result<FetchAnnotation> fetch_annotation(Cursor& c);
Result<CodeAnnotate> annotate_code(Cursor& c);
Result<CodeAnnotations> annotations_code(Cursor& c);

void print_annotations(Printer& p, List<Annotation> annotations);  // SP and the list
void print(Printer& p, const AnnotationRequest& r);
void print(Printer& p, const AnnotationMatch& m);
void print(Printer& p, const AnnotationSort& s);
void print(Printer& p, const FetchAnnotation& a);
void print(Printer& p, const CodeAnnotate& code);
void print(Printer& p, const CodeAnnotations& code);

Term annotations_term(List<Annotation> annotations);
void add_terms(Term& t, const AnnotationRequest& r);
void add_terms(Term& t, const AnnotationMatch& m);
void add_terms(Term& t, const AnnotationSort& s);
void add_terms(Term& t, const FetchAnnotation& a);
void add_terms(Term& t, const CodeAnnotate& code);
void add_terms(Term& t, const CodeAnnotations& code);

}  // namespace imapspec::grammar
