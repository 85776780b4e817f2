// Result<T>: what a grammar rule answers. Bad octets from a peer are values, never exceptions.
#pragma once

#include <cstdint>
#include <expected>
#include <string_view>
#include <utility>

namespace imapspec {

// Why a rule refused its input.
struct ParseError {
  enum class Kind : std::uint8_t {
    mismatch,    // nothing that could follow would save it
    incomplete,  // the octets ran out where more were needed
    limit,       // a bound of base/limits.h was passed; the input may be well formed
  };
  Kind kind = Kind::mismatch;
  std::uint32_t offset = 0;  // octets from the start of the message, from 0
  const char* rule = "";     // the RFC's name of the rule that refused; a literal, never null

  friend bool operator==(const ParseError& a, const ParseError& b) {
    return a.kind == b.kind && a.offset == b.offset && std::string_view(a.rule) == b.rule;
  }
};

template <class T>
using Result = std::expected<T, ParseError>;

}  // namespace imapspec

#define IMAPSPEC_JOIN_(a, b) a##b
#define IMAPSPEC_JOIN(a, b) IMAPSPEC_JOIN_(a, b)
#define IMAPSPEC_TRY_(result, declaration, ...)                   \
  auto result = (__VA_ARGS__);                                    \
  if (!result) return std::unexpected(std::move(result).error()); \
  declaration = *std::move(result)

// TRY(auto x, rule(c)); binds x, or returns the error of rule(c) from the calling function.
#define TRY(declaration, ...) IMAPSPEC_TRY_(IMAPSPEC_JOIN(try_result_, __LINE__), declaration, __VA_ARGS__)

// TRY_(rule(c)); the same where there is nothing to bind.
#define TRY_(...)                                                                                            \
  do {                                                                                                       \
    if (auto try_result = (__VA_ARGS__); !try_result) return std::unexpected(std::move(try_result).error()); \
  } while (false)
