// The nodes of extensions that are more, or less, than the product of their members. One file mailbox_extension.cc,
// message_extension.cc, ... for each group.
#pragma once

#include "harness/grammar/command/command.h"
#include "harness/grammar/generate/generator.h"
#include "harness/grammar/response/response.h"

namespace imapspec::grammar {

// mailbox_extension: ACL, METADATA, QUOTA, referrals, special-use
void generate(Generator& g, SetAcl& a);
void generate(Generator& g, AclEntry& e);
void generate(Generator& g, ListRightsData& d);
void generate(Generator& g, MyRightsData& d);
String generate_entry(Generator& g);             // the name of an annotation of RFC 5464
String generate_annotation_entry(Generator& g);  // the same of RFC 5257: control octets too
void generate(Generator& g, MetadataOption& o);
void generate(Generator& g, MetadataValue& v);
void generate(Generator& g, GetMetadata& m);
void generate(Generator& g, MetadataData& d);
void generate(Generator& g, CodeMetadata& c);
void generate(Generator& g, QuotaLimit& q);
void generate(Generator& g, QuotaResource& q);
void generate(Generator& g, RList& l);
void generate(Generator& g, RLsub& l);
void generate(Generator& g, CodeReferral& c);
void generate(Generator& g, SpecialUse& u);

// message_extension: ANNOTATE, APPEND, CONDSTORE, object identifiers
NString generate_value(Generator& g);  // nstring / literal8
void generate(Generator& g, AnnotationValue& v);
void generate(Generator& g, Annotation& a);
void generate(Generator& g, AnnotationRequest& r);
void generate(Generator& g, AnnotationMatch& m);
void generate(Generator& g, AnnotationSort& s);
void generate(Generator& g, FetchAnnotation& a);
void generate(Generator& g, CodeAnnotate& c);
void generate(Generator& g, CodeAnnotations& c);
void generate(Generator& g, CatPart& p);
void generate(Generator& g, Utf8Message& m);
void generate(Generator& g, AppendMessage& m);
void generate(Generator& g, Append& a);
void generate(Generator& g, ModSeqEntry& e);
void generate(Generator& g, UnchangedSince& m);
std::string_view generate_object_id(Generator& g);
void generate(Generator& g, CodeMailboxId& c);
void generate(Generator& g, FetchEmailId& i);
void generate(Generator& g, FetchThreadId& i);

// convert
void generate(Generator& g, ConvertAtt& a);
void generate(Generator& g, Convert& c);
void generate(Generator& g, Conversions& c);
void generate(Generator& g, ConversionData& d);
void generate(Generator& g, ConvertError& e);
void generate(Generator& g, ConvertedData& d);
void generate(Generator& g, ConvertedItem& i);

// search_extension: ESEARCH, SORT, THREAD, NOTIFY
std::string_view generate_filter_name(Generator& g);
void generate(Generator& g, CodeUndefinedFilter& c);
void generate(Generator& g, EsearchChange& c);
void generate(Generator& g, EsearchScores& s);
void generate(Generator& g, EsearchItem& i);
void generate(Generator& g, EsearchData& d);
void generate(Generator& g, SearchReturn& r);
void generate(Generator& g, SortCriterion& c);
void generate(Generator& g, Sort& s);
void generate(Generator& g, SortData& d);
void generate(Generator& g, Thread& t);
void generate(Generator& g, ThreadData& d);
void generate(Generator& g, FilterMailboxes& f);
void generate(Generator& g, Event& e);
void generate(Generator& g, Notify& n);
void generate(Generator& g, CodeBadEvent& c);
void generate(Generator& g, SearchSource& s);
void generate(Generator& g, EsearchCommand& e);

// session_extension: LANGUAGE, URLAUTH, COMPRESS, what is in progress
void generate(Generator& g, Language& l);
void generate(Generator& g, LanguageData& d);
void generate(Generator& g, Comparator& c);
void generate(Generator& g, ComparatorData& d);
void generate(Generator& g, ResetKey& r);
void generate(Generator& g, UrlRump& u);
void generate(Generator& g, UrlFetchArgument& a);
void generate(Generator& g, UrlMetadata& m);
void generate(Generator& g, UrlData& d);
void generate(Generator& g, UrlMechanism& m);
void generate(Generator& g, CodeBadUrl& c);
void generate(Generator& g, JmapAccessData& d);
void generate(Generator& g, Compress& c);
void generate(Generator& g, CancelUpdate& c);
void generate(Generator& g, CodeNoUpdate& c);
void generate(Generator& g, CodeInProgress& c);
void generate(Generator& g, UidBatchesData& d);

}  // namespace imapspec::grammar
