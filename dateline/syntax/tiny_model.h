// A whole language model, and a second reader, of a few kilobytes with random weights: for tests
// and for the fuzzer's corpus, where the shapes matter and the answers do not.
#pragma once

#include <cstring>
#include <map>
#include <random>
#include <string>

#include "dateline/base/blob_file.h"
#include "dateline/base/hash.h"

namespace dateline {

// A file's bytes with their checksum made right: bytes 32 to 39, of what follows the header.
inline std::string sealed(std::string bytes) {
  if (bytes.size() < 64) return bytes;
  const uint64_t sum = fnv1a(std::string_view(bytes).substr(64));
  std::memcpy(bytes.data() + 32, &sum, sizeof sum);
  return bytes;
}

// Blobs of random numbers, and the file that holds them.
class TinyFile {
 public:
  explicit TinyFile(uint32_t seed) : engine_(seed) {}

  // Each blob can be changed before the file is made.
  std::map<std::string, Blob, std::less<>> blobs;

  std::string bytes() const { return blob_file_bytes(blobs); }

  void put_text(const std::string& name, std::string_view text) {
    std::string& memory = kept_[name] = std::string(text);
    blobs[name] = {BlobType::bytes,
                   1,
                   {static_cast<uint32_t>(memory.size()), 1, 1, 1},
                   std::as_bytes(std::span(memory))};
  }

  // Random floats; 0 columns: a vector.
  void put_floats(const std::string& name, uint32_t rows, uint32_t columns, float spread = 1) {
    std::normal_distribution<float> normal(0, spread);
    std::string& memory = kept_[name];
    memory.clear();
    for (uint32_t i = 0; i < rows * std::max(columns, 1u); ++i) {
      const float value = normal(engine_);
      memory.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    blobs[name] = {BlobType::f32,
                   columns == 0 ? 1u : 2u,
                   {rows, std::max(columns, 1u), 1, 1},
                   std::as_bytes(std::span(memory))};
  }

  void put_bytes_table(const std::string& name, uint32_t rows, uint32_t columns) {
    std::uniform_int_distribution<int> byte(-127, 127);
    std::string& memory = kept_[name];
    for (uint32_t i = 0; i < rows * columns; ++i) memory += static_cast<char>(byte(engine_));
    blobs[name] = {BlobType::i8, 2, {rows, columns, 1, 1}, std::as_bytes(std::span(memory))};
    put_floats(name + ".scale", rows, 0, 0.01f);
  }

 protected:
  std::mt19937 engine_;
  std::map<std::string, std::string> kept_;  // the bytes behind the blobs
};

class TinyModel : public TinyFile {
 public:
  explicit TinyModel(uint32_t seed = 1) : TinyFile(seed) {
    embeddings();
    encoder();
    heads();
    language();
  }

  static constexpr uint32_t kD = 32;

 private:
  static constexpr uint32_t kA = 16;
  static constexpr uint32_t kR = 8;

  void embeddings() {
    std::string& hashes = kept_["vocab.hash"];
    std::map<uint64_t, int> sorted;
    for (const char* word : {"the", "said", "minister", "in", "."}) sorted[fnv1a(word)] = 1;
    for (const auto& [hash, one] : sorted)
      hashes.append(reinterpret_cast<const char*>(&hash), sizeof hash);
    put_text("vocab.hash", std::string(hashes));
    put_bytes_table("emb.word", 6, 12);
    uint32_t width = 4;
    for (const char* name : {"norm", "form", "pre2", "pre3", "suf2", "suf3", "suf4", "shape"})
      put_bytes_table(std::string("emb.") + name, 32, width++ % 7 + 1);
    put_bytes_table("emb.flags", 8, 3);
  }

  void encoder() {
    uint32_t width = 0;
    for (const auto& [name, blob] : blobs)
      if (blob.type == BlobType::i8) width += blob.columns();
    put_floats("input.w", kD, width);
    put_floats("input.b", kD, 0);
    for (const std::string layer : {"sru.0", "sru.1", "event.0"}) {
      put_floats(layer + ".w", 3 * kD, kD, 0.3f);
      put_floats(layer + ".b", 3 * kD, 0);
      put_floats(layer + ".v", 4, kD / 2);
      put_floats(layer + ".g", kD, 0);
      put_floats(layer + ".n", kD, 0, 0.1f);
    }
  }

  void heads() {
    put_floats("tags.w", 4 + 3 + 5 + 1, kD);
    put_floats("tags.b", 13, 0);
    put_floats("ner.trans", 6, 5);
    put_floats("parse.w", 2 * kA + 2 * kR, kD);
    put_floats("parse.b", 2 * kA + 2 * kR, 0);
    put_floats("parse.root", kA + kR, 0);
    put_floats("arc.u", kA, kA);
    put_floats("arc.b", kA, 0);
    put_floats("arc.dist", 33, 0);
    put_floats("rel.w", 4, kR);
    put_floats("rel.b", 4, 0);
    put_bytes_table("emb.sense", 6, 5);
    put_floats("event.in.w", kD, 12 + kD + 5);
    put_floats("event.in.b", kD, 0);
    put_floats("event.out.w", 10, kD);
    put_floats("event.out.b", 10, 0);
  }

  void language() {
    put_text("meta", "format=1\nlanguage=en\nname=tiny\n");
    put_text("labels.morph", "NOUN\tNN\tNumber=Sing\nVERB\tVBD\t_\nPUNCT\t.\t_\nPROPN\tNNP\t_\n");
    put_text("labels.script", "L|0|\nK|0|\nL|1|y\n");
    put_text("labels.ner", "O\nB-Person\nI-Person\nB-Location\nI-Location\n");
    put_text("labels.rel", "root\nnsubj\nobl:agent\npunct\n");
    put_text("lemma.dict", "said\tVBD\tsay\n");
  }
};

// A second reader of two layers.
class TinySecond : public TinyFile {
 public:
  explicit TinySecond(uint32_t seed = 1) : TinyFile(seed) {
    put_text("pieces", "[UNK]\n[CLS]\n[SEP]\nthe\nmin\n##ister\nsaid\n.\n2\n");
    put_bytes_table("emb.piece", 9, kD);
    put_floats("emb.position", kPlaces, kD);
    put_norm("emb");
    for (const std::string layer : {"bert.0.", "bert.1."}) {
      put_matrix(layer + "qkv", 3 * kD, kD);
      put_matrix(layer + "mix", kD, kD);
      put_norm(layer + "mix");
      put_matrix(layer + "up", 2 * kD, kD);
      put_matrix(layer + "down", kD, 2 * kD);
      put_norm(layer + "down");
    }
    put_matrix("out", kWidth, kD);
  }

  static constexpr uint32_t kPlaces = 20;
  static constexpr uint32_t kWidth = 10;

 protected:
  static constexpr uint32_t kD = 64;

  void put_matrix(const std::string& name, uint32_t rows, uint32_t columns) {
    put_floats(name + ".w", rows, columns);
    put_floats(name + ".b", rows, 0);
  }

  void put_norm(const std::string& name) {
    put_floats(name + ".g", kD, 0);
    put_floats(name + ".n", kD, 0);
  }
};

// What is asked beside TinyModel in the accurate mode.
class TinyAccurate : public TinySecond {
 public:
  TinyAccurate() {
    blobs.erase("out.w");
    blobs.erase("out.b");
    put_floats("bert.share", 3, 0);
    put_matrix("input", kWide, TinyModel::kD + kD);
    for (const char* part : {".v", ".g", ".n", ".b", ".w"}) put_layer("sru.0", part);
    const TinyModel model;
    for (const char* labels : {"labels.morph", "labels.script", "labels.ner", "labels.rel"})
      put_text(labels, model.blobs.find(labels)->second.text());
    put_matrix("tags", 4 + 3 + 5 + 1, kWide);
    put_matrix("parse", 2 * kArc + 2 * kRelation, kWide);
    put_floats("parse.root", kArc + kRelation, 0);
    put_floats("arc.u", kArc, kArc);
    put_floats("arc.b", kArc, 0);
    put_floats("arc.dist", 33, 0);
    put_matrix("rel", 4, kRelation);
  }

 private:
  static constexpr uint32_t kWide = 48, kArc = 24, kRelation = 16;

  void put_layer(const std::string& name, const std::string& part) {
    if (part == ".w") return put_floats(name + part, 3 * kWide, kWide, 0.3f);
    if (part == ".v") return put_floats(name + part, 4, kWide / 2);
    put_floats(name + part, part == ".b" ? 3 * kWide : kWide, 0);
  }
};

}  // namespace dateline
