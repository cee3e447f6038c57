#include "dateline/syntax/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "dateline/syntax/aligned.h"
#include "dateline/syntax/matrix.h"
#include "dateline/syntax/tiny_model.h"

namespace dateline {
namespace {

Aligned<float> random_floats(size_t n, uint32_t seed, float spread = 1) {
  std::mt19937 engine(seed);
  std::normal_distribution<float> normal(0, spread);
  Aligned<float> out(n);
  for (float& v : out) v = normal(engine);
  return out;
}

void expect_same_bits(const Aligned<float>& a, const Aligned<float>& b) {
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(std::memcmp(a.data(), b.data(), a.size() * sizeof(float)), 0);
}

// Skips where this processor or build has the portable loops only.
const Kernels* fast_or_skip() {
  const Kernels& best = best_kernels();
  return &best == &portable_kernels() ? nullptr : &best;
}

Aligned<float> product_of(const Kernels& kernels, size_t rows, size_t outputs, size_t inputs) {
  const size_t stride = round_up(inputs, kLanes);
  Aligned<float> w = random_floats(outputs * stride, 1);
  Aligned<float> x = random_floats(rows * stride, 2);
  for (size_t c = inputs; c < stride; ++c) {
    for (size_t r = 0; r < outputs; ++r) w[r * stride + c] = 0;
    for (size_t r = 0; r < rows; ++r) x[r * stride + c] = 0;
  }
  Matrix matrix;
  matrix.assign(kernels, w.data(), stride, outputs, inputs);
  for (size_t n = 0; n < outputs; ++n) matrix.set_bias(n, static_cast<float>(n));
  IntegerRows scratch;
  Aligned<float> y(rows * matrix.y_stride());
  matrix.product(kernels, x.data(), stride, rows, scratch, y.data());
  for (size_t r = 0; r < rows; ++r)
    for (size_t n = 0; n < outputs; ++n) {
      double sum = static_cast<double>(n);
      for (size_t c = 0; c < inputs; ++c)
        sum += static_cast<double>(w[n * stride + c]) * x[r * stride + c];
      EXPECT_NEAR(y[r * matrix.y_stride() + n], sum, 2e-3 * std::sqrt(double(inputs)))
          << kernels.name << " row " << r << " output " << n;
    }
  return y;
}

TEST(KernelsTest, ProductsAreRightAndTheSame) {
  for (const auto& [rows, outputs, inputs] :
       {std::tuple{1, 1, 1}, {7, 19, 324}, {13, 48, 96}, {6, 33, 255}, {35, 20, 288}}) {
    const Aligned<float> plain = product_of(portable_kernels(), rows, outputs, inputs);
    const Kernels* fast = fast_or_skip();
    if (fast == nullptr) continue;
    expect_same_bits(plain, product_of(*fast, rows, outputs, inputs));
    expect_same_bits(plain, product_of(*avx2_kernels(), rows, outputs, inputs));
  }
}

// Extreme integers: the 32-bit sums must hold.
TEST(KernelsTest, SumsDoNotOverflow) {
  for (const size_t inputs : {256u, 328u, 512u}) {
    const Aligned<float> ones(inputs * 16, 1.0f);
    Matrix matrix;
    matrix.assign(portable_kernels(), ones.data(), inputs, 16, inputs);
    IntegerRows scratch;
    Aligned<float> y(16);
    matrix.product(best_kernels(), ones.data(), inputs, 1, scratch, y.data());
    for (const float v : y) EXPECT_NEAR(v, static_cast<float>(inputs), 1e-2);
  }
}

TEST(KernelsTest, BytesGiveTheBitsOfIntegers) {
  if (vnni_kernels() == nullptr || best_kernels().product_bytes == nullptr)
    GTEST_SKIP() << "this processor multiplies no bytes";
  for (const auto& [rows, outputs, inputs] : {std::tuple{1, 1, 1}, {13, 40, 30}, {25, 48, 96}}) {
    TinyFile file(11);
    file.put_bytes_table("w", static_cast<uint32_t>(outputs), static_cast<uint32_t>(inputs));
    file.put_floats("b", static_cast<uint32_t>(outputs), 0);
    const auto blobs = BlobFile::from_bytes(file.bytes());
    const size_t stride = round_up(static_cast<size_t>(inputs), kLanes);
    Aligned<float> x = random_floats(static_cast<size_t>(rows) * stride, 12);
    for (int r = 0; r < rows; ++r)
      std::fill(&x[r * stride + inputs], &x[r * stride] + stride, 0.0f);
    const auto run = [&](const Kernels& kernels) {
      Matrix matrix = *Matrix::load(*blobs, "w", "b", static_cast<size_t>(inputs));
      matrix.use_bytes(kernels);
      IntegerRows scratch;
      Aligned<float> y(static_cast<size_t>(rows) * matrix.y_stride());
      matrix.product(kernels, x.data(), stride, static_cast<size_t>(rows), scratch, y.data());
      return y;
    };
    expect_same_bits(run(portable_kernels()), run(best_kernels()));
  }
}

constexpr size_t kH = 24;
constexpr size_t kLength = 37;

Aligned<float> recurrence_of(const Kernels& kernels, bool backward) {
  const Aligned<float> u = random_floats(kLength * 3 * kH, 3, 3);
  const Aligned<float> x = random_floats(kLength * kH, 4);
  const Aligned<float> v = random_floats(2 * kH, 5);
  Aligned<float> y(kLength * kH);
  Aligned<float> state(kH);
  const size_t start = backward ? kLength - 1 : 0;
  const ptrdiff_t sign = backward ? -1 : 1;
  kernels.recurrence({&u[start * 3 * kH], sign * ptrdiff_t{3 * kH}, &x[start * kH], &y[start * kH],
                      sign * ptrdiff_t{kH}, &v[0], &v[kH], state.data(), kH, kLength});
  // The same by the book, in double precision.
  const auto sigmoid = [](double a) { return 1 / (1 + std::exp(-a)); };
  for (size_t j = 0; j < kH; ++j) {
    double c = 0;
    for (size_t step = 0; step < kLength; ++step) {
      const size_t t = backward ? kLength - 1 - step : step;
      const double f = sigmoid(u[t * 3 * kH + kH + j] + v[j] * c);
      const double r = sigmoid(u[t * 3 * kH + 2 * kH + j] + v[kH + j] * c);
      c = f * c + (1 - f) * u[t * 3 * kH + j];
      EXPECT_NEAR(y[t * kH + j], r * c + (1 - r) * x[t * kH + j], 1e-4);
    }
  }
  return y;
}

TEST(KernelsTest, RecurrencesAreRightAndTheSame) {
  for (const bool backward : {false, true}) {
    const Aligned<float> plain = recurrence_of(portable_kernels(), backward);
    if (const Kernels* fast = fast_or_skip())
      expect_same_bits(plain, recurrence_of(*fast, backward));
  }
}

TEST(KernelsTest, NormaliseIsRightAndTheSame) {
  const Aligned<float> gain = random_floats(64, 6);
  const Aligned<float> bias = random_floats(64, 7);
  const auto run = [&](const Kernels& kernels) {
    Aligned<float> x = random_floats(64, 8, 5);
    kernels.normalise(x.data(), 64, gain.data(), bias.data());
    return x;
  };
  const Aligned<float> x = random_floats(64, 8, 5);
  double mean = 0;
  double variance = 0;
  for (const float v : x) mean += v / 64.0;
  for (const float v : x) variance += (v - mean) * (v - mean) / 64.0;
  const Aligned<float> plain = run(portable_kernels());
  for (size_t j = 0; j < 64; ++j)
    EXPECT_NEAR(plain[j], (x[j] - mean) / std::sqrt(variance + 1e-5) * gain[j] + bias[j], 1e-5);
  if (const Kernels* fast = fast_or_skip()) expect_same_bits(plain, run(*fast));
}

TEST(KernelsTest, SoftmaxIsRightAndTheSame) {
  for (const size_t n : {1u, 7u, 8u, 29u}) {
    const auto run = [&](const Kernels& kernels) {
      Aligned<float> x = random_floats(round_up(n, kLanes), 9, 5);
      kernels.softmax(x.data(), n, 0.5f);
      return x;
    };
    const Aligned<float> x = random_floats(round_up(n, kLanes), 9, 5);
    double sum = 0;
    for (size_t j = 0; j < n; ++j) sum += std::exp(0.5 * x[j]);
    const Aligned<float> plain = run(portable_kernels());
    for (size_t j = 0; j < plain.size(); ++j)
      EXPECT_NEAR(plain[j], j < n ? std::exp(0.5 * x[j]) / sum : 0, 1e-5);
    if (const Kernels* fast = fast_or_skip()) expect_same_bits(plain, run(*fast));
  }
}

TEST(KernelsTest, GeluIsRightAndTheSame) {
  const auto run = [&](const Kernels& kernels) {
    Aligned<float> x = random_floats(64, 10, 3);
    kernels.gelu(x.data(), 64);
    return x;
  };
  const Aligned<float> x = random_floats(64, 10, 3);
  const Aligned<float> plain = run(portable_kernels());
  for (size_t j = 0; j < 64; ++j)
    EXPECT_NEAR(plain[j], x[j] * 0.5 * (1 + std::erf(x[j] / std::sqrt(2.0))), 1e-3);
  if (const Kernels* fast = fast_or_skip()) expect_same_bits(plain, run(*fast));
}

TEST(KernelsTest, ArgmaxTakesTheFirst) {
  for (const size_t n : {1u, 5u, 8u, 31u, 64u}) {
    Aligned<float> x(n, -1.0f);
    for (size_t at = 0; at < n; ++at) {
      x[at] = 2;
      if (at + 1 < n) x[n - 1] = 2;
      EXPECT_EQ(portable_kernels().argmax(x.data(), n), at);
      EXPECT_EQ(best_kernels().argmax(x.data(), n), at);
      std::fill(x.begin(), x.end(), -1.0f);
    }
  }
  const float nothing[] = {NAN, NAN, NAN};
  EXPECT_EQ(best_kernels().argmax(nothing, 3), 0u);
}

TEST(KernelsTest, QuantiseRoundsToTheLimit) {
  alignas(32) const float x[8] = {0.5f, -1, 0.25f, 0, 1, 0.1f, -0.1f, 0};
  alignas(32) int16_t q[8];
  const float scale = best_kernels().quantise(x, 8, 1000, q);
  EXPECT_FLOAT_EQ(scale, 0.001f);
  EXPECT_EQ(q[0], 500);
  EXPECT_EQ(q[1], -1000);
  EXPECT_EQ(q[6], -100);
  alignas(32) const float zero[8] = {};
  EXPECT_EQ(best_kernels().quantise(zero, 8, 1000, q), 0);
  EXPECT_EQ(q[1], 0);
}

TEST(MatrixTest, Halves) {
  EXPECT_EQ(from_half(0x3C00), 1);
  EXPECT_EQ(from_half(0xC000), -2);
  EXPECT_EQ(from_half(0x7BFF), 65504);
  EXPECT_EQ(from_half(0x0001), std::ldexp(1.0f, -24));
  EXPECT_TRUE(std::isinf(from_half(0x7C00)));
  EXPECT_TRUE(std::isnan(from_half(0x7E00)));
}

}  // namespace
}  // namespace dateline
