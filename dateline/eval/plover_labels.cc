#include "dateline/eval/plover_labels.h"

#include <cstdlib>

#include "dateline/base/data_lines.h"

namespace dateline {

Status PloverLabels::add_line(std::string_view text) {
  const Fields fields = split(text, '\t');
  if (fields.size() != 3) return bad_line("RULE, CATEGORY and LABEL, or quad, LABEL and N");
  if (fields[0] == "quad") {
    quads_[std::string(fields[1])] = std::atoi(std::string(fields[2]).c_str());
    return Done{};
  }
  EventType type;
  if (fields[1] != "*" && !from_string(fields[1], type))
    return bad_line("unknown category " + std::string(fields[1]));
  const size_t mark = fields[0].find('&');
  const std::string_view rule = fields[0].substr(0, mark);
  const std::string_view reduction = mark == fields[0].npos ? "" : fields[0].substr(mark + 1);
  lines_.push_back({rule == "*" ? "" : std::string(rule), std::string(reduction),
                    std::string(fields[1]), std::string(fields[2])});
  return Done{};
}

Result<PloverLabels> PloverLabels::load(const std::filesystem::path& file) {
  PloverLabels labels;
  const auto take = [&](std::string_view text) { return labels.add_line(text); };
  if (Status read = each_line(file, take); !read) return read.error();
  return labels;
}

std::string PloverLabels::label(EventType type, std::string_view rule) const {
  const std::string category(to_string(type));
  const size_t mark = rule.find('>');
  const std::string_view reduction = mark == rule.npos ? "" : rule.substr(mark + 1);
  for (const Line& line : lines_) {
    if (line.category != "*" && line.category != category) continue;
    if (!rule.starts_with(line.rule)) continue;
    if (!line.reduction.empty() && line.reduction != reduction) continue;
    return line.label == "=" ? category : line.label;
  }
  return category;
}

int PloverLabels::quad(std::string_view label) const {
  const auto own = quads_.find(label);
  if (own != quads_.end()) return own->second;
  EventType type;
  return from_string(label, type) ? quad_code(type) : 0;
}

}  // namespace dateline
