#include "dateline/names/book.h"

#include <algorithm>

#include "dateline/base/utf8.h"

namespace dateline {

using names::Meaning;
using names::MeaningKind;

namespace {

std::string plural_word(std::string_view word) {
  std::string stem(word);
  const auto ends = [&](std::string_view tail) { return word.ends_with(tail); };
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return stem + "es";
  const bool vowel_before_y =
      word.size() > 1 &&
      std::string_view("aeiou").find(word[word.size() - 2]) != std::string_view::npos;
  if (ends("y") && !vowel_before_y) return stem.substr(0, stem.size() - 1) + "ies";
  return stem + "s";
}

// "member of parliament" → "members of parliament"; "police officer" → "police officers".
std::string plural_phrase(const std::string& phrase) {
  for (std::string_view joint : {" of ", " for ", " to ", " in "})
    if (const size_t at = phrase.find(joint); at != std::string::npos)
      return plural_word(phrase.substr(0, at)) + phrase.substr(at);
  return plural_word(phrase);
}

// "*Xi Jinping" → "Xi"; "Ursula *von der Leyen" → "von der Leyen"; else the last word.
std::string surname_of(std::string_view marked) {
  const size_t star = marked.find('*');
  if (star == 0) return std::string(marked.substr(1, marked.find(' ') - 1));
  if (star != std::string_view::npos) return std::string(marked.substr(star + 1));
  const size_t blank = marked.rfind(' ');
  return std::string(blank == std::string_view::npos ? marked : marked.substr(blank + 1));
}

// "al-Assad" is also "Assad".
std::string_view without_article(std::string_view surname) {
  for (std::string_view article : {"al-", "Al-", "el-", "El-", "Al ", "El ", "al "})
    if (surname.starts_with(article)) return surname.substr(article.size());
  return {};
}

}  // namespace

bool names::WordLists::has(std::string_view list, std::string_view word) const {
  const auto found = lists.find(list);
  return found != lists.end() &&
         std::binary_search(found->second.begin(), found->second.end(), word);
}

void ActorBook::mean(std::string_view phrase, Meaning meaning) {
  if (phrase.starts_with('?')) {
    meaning.doubtful = true;
    phrase.remove_prefix(1);
  }
  trie.add(phrase, static_cast<uint32_t>(meanings.size()));
  meanings.push_back(meaning);
}

const names::Country* ActorBook::country(std::string_view code) const {
  const auto found = country_index_.find(std::string(code));
  return found == country_index_.end() ? nullptr : &countries[found->second];
}

void ActorBook::add(names::Person person, const std::vector<std::string>& aliases) {
  const auto index = static_cast<uint32_t>(people.size());
  if (person.surname.empty()) person.surname = surname_of(person.name);
  std::erase(person.name, '*');
  if (person.id.empty()) {
    person.id = names::folded(person.name);
    std::replace(person.id.begin(), person.id.end(), ' ', '-');
  }
  std::vector<std::string> full{person.name};
  full.insert(full.end(), aliases.begin(), aliases.end());
  for (const std::string& name : full) {
    const bool one_word = name.find(' ') == std::string::npos;
    mean(name, {one_word ? MeaningKind::surname : MeaningKind::person, index, false, false, {}});
  }
  if (person.surname != person.name)
    mean(person.surname, {MeaningKind::surname, index, false, false, {}});
  if (const auto bare = without_article(person.surname); !bare.empty())
    mean(bare, {MeaningKind::surname, index, false, false, {}});
  people.push_back(std::move(person));
}

void ActorBook::add(names::Organization organization, const std::vector<std::string>& aliases) {
  const auto index = static_cast<uint32_t>(organizations.size());
  const std::string phrase = organization.name;
  std::erase(organization.name, '?');
  if (organization.id.empty()) {
    organization.id = names::folded(organization.name);
    std::replace(organization.id.begin(), organization.id.end(), ' ', '-');
  }
  const Meaning meaning{MeaningKind::organization, index, false, false, {}};
  mean(phrase, meaning);
  for (const std::string& alias : aliases) mean(alias, meaning);
  organizations.push_back(std::move(organization));
}

void ActorBook::add(names::Role role, const std::string& plural) {
  const auto index = static_cast<uint32_t>(roles.size());
  mean(role.phrase, {MeaningKind::role, index, role.is(names::kPlural), false, {}});
  const bool has_plural = plural != "-" && !role.is(names::kModifierOnly) &&
                          !role.is(names::kAddress) && !role.is(names::kPlural);
  if (has_plural) {
    const std::string many = plural.empty() ? plural_phrase(role.phrase) : plural;
    if (many != role.phrase) mean(many, {MeaningKind::role, index, true, false, {}});
  }
  roles.push_back(std::move(role));
}

}  // namespace dateline
