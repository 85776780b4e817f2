#include "harness/mail/message.h"

#include <algorithm>
#include <vector>

#include "harness/mail/lexer.h"

namespace imapspec::mail {

namespace {

class Reader {
 public:
  Reader(Arena& arena, Work& work) : arena_(arena), work_(work) {}

  // `delimited`: a boundary delimiter follows, to which the last line end of the body belongs (RFC 2046 section 5.1.1).
  // One that ends the header stays with the header, even if there is no body.
  Part part(std::string_view octets, std::size_t depth, bool in_digest, bool delimited) {
    Part p;
    p.header = header_of(octets);
    p.body = octets.substr(p.header.size());
    if (delimited) remove_line_end(p.body);

    const std::string_view field = read_field(p, "Content-Type");
    if (const auto written = field.data() != nullptr ? content_type(field, arena_) : std::nullopt) {
      p.type = written->type;
      p.subtype = written->subtype;
      p.parameters = written->parameters;
    } else if (in_digest && field.data() == nullptr) {
      p.type = "MESSAGE";
      p.subtype = "RFC822";
    }
    open(p, depth);
    return p;
  }

 private:
  void open(Part& p, std::size_t depth) {
    const bool multipart = same_word(p.type, "MULTIPART");
    const bool message = p.is_type("MESSAGE", "RFC822") || p.is_type("MESSAGE", "GLOBAL");
    if (!multipart && !message) {
      p.kind = same_word(p.type, "TEXT") ? Part::Kind::text : Part::Kind::basic;
    } else if (depth >= limits::kMimeDepthMax || parts_left_ == 0) {
      p.kind = Part::Kind::basic;
      p.type = "APPLICATION";
      p.subtype = "OCTET-STREAM";
      p.parameters = {};
    } else if (message) {
      p.kind = Part::Kind::message;
      --parts_left_;
      p.message = arena_.make(part(p.body, depth + 1, false, false));
    } else {
      open_multipart(p, depth);
    }
  }

  void open_multipart(Part& p, std::size_t depth) {
    const auto pieces = split(p.body, boundary_of(p));
    const bool digest = same_word(p.subtype, "DIGEST");
    ListBuilder<Part> parts(arena_);
    for (const auto& piece : pieces) parts.add(part(piece.octets, depth + 1, digest, piece.delimited));
    p.parts = parts.done();
    if (!p.parts.empty()) {
      p.kind = Part::Kind::multipart;
      return;
    }
    p.kind = Part::Kind::text;
    p.type = "TEXT";
    p.subtype = "PLAIN";
    p.parameters = {};
  }

  std::string_view boundary_of(const Part& p) {
    std::string_view boundary = parameter(undone(p.parameters, Rfc2231::utf8, arena_), "boundary");
    while (boundary.ends_with(' ')) boundary.remove_suffix(1);
    return boundary;
  }

  struct Piece {
    std::string_view octets;  // from behind a delimiter line to the start of the next, or to the end
    bool delimited = false;
  };
  // RFC 2046 section 5.1.1. Outer boundaries are found before inner ones are looked for, so that those of a multipart
  // that is cut short end with it (section 5.1.2). What stands before the first delimiter and behind the last is
  // nobody's.
  std::vector<Piece> split(std::string_view body, std::string_view boundary) {
    std::vector<Piece> pieces;
    if (boundary.empty()) return pieces;
    std::size_t start = 0;
    bool inside = false;
    for (std::size_t at = 0, size = 0; at < body.size(); at += size) {
      const std::string_view line = first_line(body.substr(at));
      size = line.size();
      work_.octets_read += size;
      // Only the beginning of the line counts; what follows the boundary on it is padding.
      if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) continue;
      work_.octets_read += boundary.size();
      if (inside) pieces.push_back({body.substr(start, at - start), true});
      inside = !line.substr(2 + boundary.size()).starts_with("--");
      if (!inside) return pieces;
      --parts_left_;
      start = at + size;
      if (parts_left_ == 0) break;  // the rest belongs to this part
    }
    if (inside) pieces.push_back({body.substr(start), false});
    return pieces;
  }

  // Up to and with the first empty line.
  std::string_view header_of(std::string_view octets) {
    std::size_t size = 0;
    while (size < octets.size()) {
      const std::string_view line = first_line(octets.substr(size));
      size += line.size();
      if (is_empty_line(line)) break;
    }
    work_.octets_read += size;
    return octets.substr(0, size);
  }

  std::string_view read_field(const Part& p, std::string_view name) {
    work_.octets_read += p.header.size();
    return p.field(name);
  }

  static void remove_line_end(std::string_view& body) {
    if (!body.ends_with('\n')) return;
    body.remove_suffix(1);
    if (body.ends_with('\r')) body.remove_suffix(1);
  }

  Arena& arena_;
  Work& work_;
  std::size_t parts_left_ = limits::kMimePartsMax;
};

}  // namespace

std::string_view Part::field(std::string_view name) const {
  for (const auto& f : fields())
    if (same_word(f.name, name)) return f.body;
  return {};
}

std::string_view Part::transfer_encoding(Arena& arena) const {
  const Token mechanism = Lexer(field("Content-Transfer-Encoding"), arena).next(";");
  return mechanism.is_value() && !mechanism.text.empty() ? mechanism.text : "7BIT";
}

bool Part::is_type(std::string_view type_name, std::string_view subtype_name) const {
  return same_word(type, type_name) && same_word(subtype, subtype_name);
}

Part parse_message(std::string_view octets, Arena& arena, Work* work) {
  Work unasked;
  return Reader(arena, work != nullptr ? *work : unasked).part(octets, 1, false, false);
}

std::uint64_t line_count(std::string_view octets) {
  return static_cast<std::uint64_t>(std::ranges::count(octets, '\n'));
}

}  // namespace imapspec::mail
