#include "harness/grammar/extension/multisearch.h"

#include "harness/grammar/extension/parts.h"

namespace imapspec::grammar {

using namespace extension;
using namespace term_parts;

namespace {

// RFC 7377 section 4: source-mbox = filter-mailboxes *(SP filter-mailboxes); the use of "selected-delayed" is forbidden.
Result<FilterMailboxes> source_filter(Cursor& c) {
  const std::uint32_t start = c.offset();
  TRY(const auto filter, filter_mailboxes(c));
  if (filter.kind == FilterMailboxes::Kind::selected_delayed) return c.fail_at(start, "source-mbox");
  return filter;
}

// RFC 7377 section 4: esearch-source-opts = "IN" SP "(" source-mbox [SP "(" scope-options ")"] ")"
Result<SearchSource> esearch_source_opts(Cursor& c) {
  SearchSource source;
  TRY_(expect(c, '(', "esearch-source-opts"));
  ListBuilder<FilterMailboxes> mailboxes(c.arena());
  do {
    if (!mailboxes.empty() && c.looks_at('(')) {  // scope-options = scope-option *(SP scope-option)
      TRY(source.scope_options, in_parentheses<TaggedParam>(c, tagged_param, "scope-options"));
      break;
    }
    TRY(const auto filter, source_filter(c));
    mailboxes.add(filter);
  } while (c.take(' '));
  TRY_(expect(c, ')', "esearch-source-opts"));
  source.mailboxes = mailboxes.done();
  return source;
}

}  // namespace

// RFC 7377 section 4: esearch = "ESEARCH" [SP esearch-source-opts] [SP search-return-opts] SP search-program. Here
// search-return-opts begins with RETURN; RFC 4466 has its SP within.
Result<EsearchCommand> esearch(Cursor& c) {
  EsearchCommand e;
  TRY_(sp(c, "esearch"));
  if (bool short_of_it = false; c.take_word("IN ", &short_of_it)) {
    TRY(e.source, esearch_source_opts(c));
    TRY_(sp(c, "esearch"));
  } else if (short_of_it) {
    return c.incomplete("esearch");
  }
  TRY(e.returns, return_opts_and_sp(c));
  TRY_(search_program(c, false, e.charset, e.keys));
  return e;
}

void print(Printer& p, const EsearchCommand& e) {
  p.sp();
  if (e.source) {
    p.word("IN ");
    p.raw('(');
    for (std::size_t i = 0; i < e.source->mailboxes.size(); ++i) {
      if (i > 0) p.sp();
      print(p, e.source->mailboxes[i]);
    }
    if (!e.source->scope_options.empty()) {
      p.sp();
      print_in_parentheses(p, e.source->scope_options);
    }
    p.raw(") ");
  }
  if (e.returns) {
    print_search_return_opts(p, *e.returns);
    p.sp();
  }
  print_search_program(p, e.charset, e.keys);
}

void add_terms(Term& t, const EsearchCommand& e) {
  if (e.source) {
    Term source = group(Kind::list);
    for (const auto& filter : e.source->mailboxes) add_terms(source, filter);
    if (!e.source->scope_options.empty()) {
      Term options = group(Kind::set);
      for (const auto& option : e.source->scope_options) add_terms(options, option);
      add(source, {std::move(options)});
    }
    add(t, {word("IN"), std::move(source)});
  }
  if (e.returns) add(t, {word("RETURN"), search_returns_term(*e.returns)});
  if (e.charset) add(t, {word("CHARSET"), string_term(*e.charset, Compare::nocase)});
  for (const auto& key : e.keys) add_search_key(t, key);
}

}  // namespace imapspec::grammar
