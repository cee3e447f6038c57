#include "dateline/eval/ner_gold.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>

#include "dateline/base/files.h"
#include "dateline/base/utf8.h"

namespace dateline {
namespace {

template <size_t N>
bool any_of(const std::array<std::string_view, N>& set, std::string_view text) {
  return std::find(set.begin(), set.end(), text) != set.end();
}

constexpr std::array<std::string_view, 24> kClosing = {
    ",",  ".",  ";",   ":",   "?",   "!",   ")",   "]",  "}",   "%",   "”",   "’",
    "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "’re", "’ve", "’ll", "..."};
constexpr std::array<std::string_view, 9> kOpening = {"(", "[", "{", "$", "“", "‘", "£", "€", "#"};
constexpr std::array<std::string_view, 4> kBothWays = {"”", ")", "’", "%"};
constexpr std::array<std::string_view, 6> kClitics = {"s", "re", "ve", "ll", "d", "m"};

std::vector<std::string_view> columns_of(std::string_view line) {
  const char sep = line.find('\t') == std::string_view::npos ? ' ' : '\t';
  std::vector<std::string_view> out;
  while (!line.empty()) {
    const size_t end = std::min(line.find(sep), line.size());
    if (end > 0) out.push_back(line.substr(0, end));
    line.remove_prefix(std::min(line.size(), end + 1));
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

// The names that other sets have for our classes.
bool class_of(std::string_view name, EntityType& out) {
  if (from_string(name, out)) return true;
  std::string low = lower(name);
  if (low.starts_with("per"))
    low = "Person";
  else if (low.starts_with("org"))
    low = "Organization";
  else if (low.starts_with("loc"))
    low = "Location";
  else if (low.starts_with("misc"))
    low = "Miscellaneous";
  else if (low == "product")
    low = "Product";
  return from_string(low, out);
}

struct LabelledForm {
  std::string form;
  std::string label;
};

bool is_bio(std::string_view label) {
  if (label == "O") return true;
  return label.size() > 2 && label[1] == '-' &&
         std::string_view("BIESLU").find(label[0]) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  return text;
}

// The label is the first column after the form that looks like one: sets with
// nested entities put the outer one first. A number before the form is its id.
LabelledForm read_row(const std::vector<std::string_view>& columns) {
  const bool numbered = columns.size() >= 3 && is_number(columns[0]) && !is_bio(columns[1]);
  const size_t form = numbered ? 1 : 0;
  size_t label = form + 1;
  while (label + 1 < columns.size() && !is_bio(trimmed(columns[label]))) ++label;
  const std::string_view tag = label < columns.size() ? trimmed(columns[label]) : "";
  return {std::string(columns[form]), std::string(tag.empty() ? "O" : tag)};
}

// "Kabul", "’", "s" → "Kabul", "’s"; "don", "’", "t" → "do", "n’t".
std::vector<LabelledForm> join_clitics(const std::vector<LabelledForm>& rows) {
  std::vector<LabelledForm> out;
  for (size_t i = 0; i < rows.size(); ++i) {
    const bool apostrophe = rows[i].form == "’" && i + 1 < rows.size();
    const std::string next = apostrophe ? rows[i + 1].form : "";
    if (apostrophe && any_of(kClitics, next)) {
      out.push_back({"’" + next, rows[i++].label});
    } else if (apostrophe && next == "t" && !out.empty() && out.back().form.size() > 1 &&
               out.back().form.ends_with("n")) {
      out.back().form.pop_back();
      out.push_back({"n’t", rows[i++].label});
    } else {
      out.push_back(rows[i]);
    }
  }
  return out;
}

class NerReader {
 public:
  explicit NerReader(NerGold& out) : out_(out) {}

  Status read(std::string_view text) {
    size_t line_number = 0;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = text.substr(at, end - at);
      ++line_number;
      const auto columns = columns_of(line);
      const bool blank = line.find_first_not_of(" \t\r") == std::string_view::npos;
      if (blank)
        close_sentence();
      else if (!(line.starts_with("# ") && columns.size() != 2))
        rows_.push_back(read_row(columns));
      if (!blank && !rows_.empty() && !is_bio(rows_.back().label))
        return Error{ErrorKind::bad_input,
                     "line " + std::to_string(line_number) +
                         ": not a BIO label: " + rows_.back().label.substr(0, 40),
                     at,
                     {}};
      at = end + 1;
    }
    close_sentence();
    finish();
    return Done{};
  }

 private:
  void close_sentence() {
    if (rows_.empty()) return;
    const auto rows = join_clitics(rows_);
    rows_.clear();
    std::vector<std::string> forms;
    forms.reserve(rows.size());
    for (const LabelledForm& row : rows) forms.push_back(row.form);
    const std::vector<bool> spaces = guess_spaces(forms);
    const uint32_t first = parsed_.tokens.size();
    if (first > 0) parsed_.doc.text += parsed_.doc.text.ends_with(' ') ? "" : " ";
    for (size_t i = 0; i < rows.size(); ++i) {
      add_token(forms[i], spaces[i] || i + 1 == rows.size());
      add_label(rows[i].label, i == 0);
    }
    const uint32_t last = parsed_.tokens.size();
    Sentence sentence;
    sentence.first = first;
    sentence.last = last;
    sentence.span = parsed_.tokens.span(first, last);
    parsed_.tokens.sentences.push_back(sentence);
  }

  void add_token(const std::string& form, bool space) {
    const auto begin = static_cast<uint32_t>(parsed_.doc.text.size());
    parsed_.doc.text += form;
    const auto end = static_cast<uint32_t>(parsed_.doc.text.size());
    parsed_.tokens.tokens.push_back({{begin, end}, static_cast<uint16_t>(space ? kSpaceAfter : 0)});
    parsed_.tokens.sentence_of.push_back(static_cast<uint32_t>(parsed_.tokens.sentences.size()));
    if (space) parsed_.doc.text += ' ';
  }

  void add_label(const std::string& label, bool sentence_start) {
    const uint32_t token = parsed_.tokens.size() - 1;
    const bool inside = label[0] == 'I' || label[0] == 'E' || label[0] == 'L';
    const std::string name = label == "O" ? "" : label.substr(2);
    const bool continues = inside && !sentence_start && name == open_;
    open_ = name;
    if (name.empty()) return;
    EntityType type;
    if (!class_of(name, type) || type == EntityType::none) {
      out_.unknown += !continues;
      return;
    }
    out_.classes.insert(type);
    std::vector<NamedEntity>& entities = parsed_.syntax.entities;
    if (continues)
      entities.back().last = token + 1;
    else
      entities.push_back({token, token + 1, type, 1});
  }

  void finish() {
    if (parsed_.tokens.size() == 0) return;
    parsed_.doc.body = {0, static_cast<uint32_t>(parsed_.doc.text.size())};
    out_.documents.push_back(std::move(parsed_));
  }

  NerGold& out_;
  Parsed parsed_;
  std::vector<LabelledForm> rows_;
  std::string open_;  // class of the entity that the last token was part of
};

Status read_conllu_gold(std::string_view text, NerGold& out) {
  auto documents = read_conllu_documents(text);
  if (!documents) return documents.error();
  for (Parsed& parsed : *documents) {
    for (const NamedEntity& entity : parsed.syntax.entities) out.classes.insert(entity.type);
    out.documents.push_back(std::move(parsed));
  }
  return Done{};
}

Status read_one(const std::filesystem::path& path, NerGold& out) {
  const auto text = read_file(path);
  if (!text) return text.error();
  Status status =
      path.extension() == ".conllu" ? read_conllu_gold(*text, out) : read_ner_columns(*text, out);
  if (!status) status.error().file = path.string();
  return status;
}

bool is_gold_file(const std::filesystem::path& path) {
  const std::string kind = path.extension();
  return kind == ".tsv" || kind == ".conll" || kind == ".iob2" || kind == ".conllu";
}

Result<std::vector<std::filesystem::path>> gold_files(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return Error{ErrorKind::not_found, "no such file or folder", kNoOffset, path.string()};
  if (!std::filesystem::is_directory(path, error)) return std::vector{path};
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(path, error))
    if (is_gold_file(entry.path())) out.push_back(entry.path());
  if (error) return Error{ErrorKind::io, error.message(), kNoOffset, path.string()};
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<bool> guess_spaces(const std::vector<std::string>& forms) {
  std::vector<bool> out;
  bool quote_open = false;
  for (size_t i = 0; i < forms.size(); ++i) {
    const std::string_view form = forms[i];
    const std::string_view next = i + 1 < forms.size() ? std::string_view(forms[i + 1]) : "";
    const bool closing = any_of(kClosing, form) && !any_of(kBothWays, form);
    bool glued = any_of(kOpening, form) || (any_of(kClosing, next) && !closing);
    if (form == "\"") {
      quote_open = !quote_open;
      glued = quote_open;
    } else if (next == "\"" && quote_open) {
      glued = true;
    }
    if (form == "-" || next == "-" || form == "/" || next == "/") glued = true;
    out.push_back(!glued);
  }
  return out;
}

Status read_ner_columns(std::string_view text, NerGold& out) { return NerReader(out).read(text); }

Result<NerGold> read_ner_gold(const std::filesystem::path& path, uint32_t every) {
  const auto files = gold_files(path);
  if (!files) return files.error();
  NerGold out;
  for (size_t i = 0; i < files->size(); ++i) {
    if (every > 1 && i % every != every - 1) continue;
    if (const Status status = read_one((*files)[i], out); !status) return status.error();
  }
  return out;
}

}  // namespace dateline
