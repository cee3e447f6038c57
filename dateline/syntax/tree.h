// The best dependency tree over a matrix of arc scores.
//
// Maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967) with exactly
// one child of the root: root arcs are made so dear that a second one never
// pays (Zmigrod, Vieira and Cotterell 2020 discuss why choosing the best root
// word first is not the same). Subtracting a constant from all arcs into one
// word changes no choice, so the log-softmax of docs/model-format.md need not
// be computed. Contraction is iterative; memory and time are O(n²) a
// contraction. Covered by tree_test.cc against a search of all trees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dateline {

struct TreeScratch {
  std::vector<double> score;     // of arcs between super-nodes
  std::vector<uint32_t> source;  // real arc behind each: from …
  std::vector<uint32_t> target;  // … to
  std::vector<uint32_t> active, parent, best, mark;
  struct Cycle {
    uint32_t node;   // the super-node it became
    uint32_t first;  // its members in `members`
    uint32_t last;
  };
  struct Arc {
    uint32_t source = 0;
    uint32_t target = 0;
  };
  std::vector<Cycle> cycles;
  std::vector<uint32_t> members;
  std::vector<Arc> into;  // chosen arc into each node
};

// Heads of words 1 … n; 0 is the root. score[i * stride + h] is that of head h
// for word i + 1, i from 0; the score of a word for itself is not read. heads[i]
// is the head of word i + 1. Scores that are not numbers give some tree.
void best_tree(const float* score, size_t stride, uint32_t n, uint32_t* heads,
               TreeScratch& scratch);

}  // namespace dateline
