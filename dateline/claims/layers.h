// The layers below claims, handed around together inside the stage.
#pragma once

#include "dateline/doc/document.h"
#include "dateline/doc/mentions.h"
#include "dateline/doc/syntax.h"
#include "dateline/doc/tokens.h"

namespace dateline {

struct ClaimLayers {
  const Document& doc;
  const Tokens& tokens;
  const Syntax& syntax;
  const Mentions& mentions;

  std::string_view text(uint32_t token) const { return doc.at(tokens[token].span); }
};

}  // namespace dateline
