// A badge: what a README shows of the last run, as SVG that needs no font and no network.
#include <fmt/format.h>

#include "reports/text.h"
#include "reports/writers.h"

namespace imapspec::reports {
namespace {

struct Badge {
  std::string text;
  std::string_view colour;
};

Badge badge_of(const Report& report) {
  const Summary summary = summarize(report);
  std::size_t unexpected = 0;
  for (const Verdict verdict : kVerdicts) unexpected += is_unexpected(verdict) ? summary.of(verdict) : 0;
  if (!is_judged(report)) return {"nothing judged", "#5b6470"};
  if (report.incomplete) return {"incomplete", "#b3261e"};
  if (unexpected > 0) return {fmt::format("{} unexpected", unexpected), "#b3261e"};
  std::string text = fmt::format("{} passed", summary.of(Verdict::pass));
  if (summary.of(Verdict::xfail) > 0) text += fmt::format(", {} known", summary.of(Verdict::xfail));
  return {text, summary.of(Verdict::warn) > 0 ? "#8a5300" : "#1a7037"};
}

// In pixels, generous: the digits and lower-case letters of a font of 11 pixels.
std::size_t width_of(std::string_view text) {
  return text.size() * 7 + 12;
}

}  // namespace

std::string write_badge(const Report& report) {
  constexpr std::string_view kLabel = "imapspec";
  const Badge badge = badge_of(report);
  const std::size_t left = width_of(kLabel), right = width_of(badge.text);
  return fmt::format(
      R"svg(<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{label}: {text}">
<title>{label}: {text}</title>
<clipPath id="round"><rect width="{width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#round)"><rect width="{left}" height="20" fill="#444"/><rect x="{left}" width="{right}" height="20" fill="{colour}"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="{left_middle}" y="14">{label}</text><text x="{right_middle}" y="14">{text}</text>
</g>
</svg>
)svg",
      fmt::arg("width", left + right), fmt::arg("label", kLabel), fmt::arg("text", badge.text), fmt::arg("left", left),
      fmt::arg("right", right), fmt::arg("colour", badge.colour), fmt::arg("left_middle", left / 2),
      fmt::arg("right_middle", left + right / 2));
}

}  // namespace imapspec::reports
