/* The recurrence of the encoder, forward and backward, over packed sentences.
 *
 * docs/model-format.md section 3. The matrix product is made outside, for all
 * tokens of the batch; what is left is elementwise and runs along each sentence.
 * Compiled by sru.py. Method: Lei et al. 2018, "Simple Recurrent Units".
 *
 * u [T, 6h], x [T, 2h], v [4, h], b is added before; starts [S + 1].
 * y [T, 2h]; kept for backward: c, f, r [T, 2h].
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

static inline float sigmoid(float a) { return 1.0f / (1.0f + expf(-a)); }

static void scan(const float* u, const float* x, const float* v, float* y, float* c, float* f, float* r,
                 long first, long last, int h, int k) {
  const float *vf = v + 2 * k * h, *vr = vf + h;
  float state[1024] = {0};
  const long step = k ? -1 : 1;
  for (long n = 0, t = k ? last - 1 : first; n < last - first; ++n, t += step) {
    const float *z = u + t * 6 * h + 3 * k * h, *uf = z + h, *ur = uf + h;
    const long at = t * 2 * h + k * h;
#pragma omp simd
    for (int i = 0; i < h; ++i) {
      const float before = state[i];
      const float fi = sigmoid(uf[i] + vf[i] * before), ri = sigmoid(ur[i] + vr[i] * before);
      const float now = fi * before + (1 - fi) * z[i];
      state[i] = now;
      c[at + i] = now, f[at + i] = fi, r[at + i] = ri;
      y[at + i] = ri * now + (1 - ri) * x[at + i];
    }
  }
}

void sru_forward(const float* u, const float* x, const float* v, const long* starts, long sentences, int h,
                 float* y, float* c, float* f, float* r) {
#pragma omp parallel for schedule(dynamic, 4)
  for (long j = 0; j < 2 * sentences; ++j)
    scan(u, x, v, y, c, f, r, starts[j / 2], starts[j / 2 + 1], h, (int)(j & 1));
}

static void unscan(const float* u, const float* x, const float* v, const float* gy, const float* c, const float* f,
                   const float* r, float* gu, float* gx, float* gv, long first, long last, int h, int k) {
  const float *vf = v + 2 * k * h, *vr = vf + h;
  float *gvf = gv + 2 * k * h, *gvr = gvf + h;
  float carry[1024] = {0}, zero[1024] = {0};
  const long step = k ? 1 : -1;
  for (long n = 0, t = k ? first : last - 1; n < last - first; ++n, t += step) {
    const long at = t * 2 * h + k * h;
    const float* before = n == last - first - 1 ? zero : c + at + step * 2 * h;
    const float* z = u + t * 6 * h + 3 * k * h;
    float *gz = gu + t * 6 * h + 3 * k * h, *gf = gz + h, *gr = gf + h;
#pragma omp simd
    for (int i = 0; i < h; ++i) {
      const float g = gy[at + i], fi = f[at + i], ri = r[at + i];
      const float gc = g * ri + carry[i];
      gx[at + i] = g * (1 - ri);
      const float dr = g * (c[at + i] - x[at + i]) * ri * (1 - ri);
      const float df = gc * (before[i] - z[i]) * fi * (1 - fi);
      gz[i] = gc * (1 - fi), gf[i] = df, gr[i] = dr;
      carry[i] = gc * fi + dr * vr[i] + df * vf[i];
      gvf[i] += df * before[i], gvr[i] += dr * before[i];
    }
  }
}

void sru_backward(const float* u, const float* x, const float* v, const long* starts, long sentences, int h,
                  const float* gy, const float* c, const float* f, const float* r, float* gu, float* gx, float* gv) {
#pragma omp parallel
  {
    float* mine = calloc(4 * (size_t)h, sizeof(float));
#pragma omp for schedule(dynamic, 4)
    for (long j = 0; j < 2 * sentences; ++j)
      unscan(u, x, v, gy, c, f, r, gu, gx, mine, starts[j / 2], starts[j / 2 + 1], h, (int)(j & 1));
#pragma omp critical
    for (int i = 0; i < 4 * h; ++i) gv[i] += mine[i];
    free(mine);
  }
}
