/* The recurrence of sru.c on a GPU: one block for each sentence and direction, one thread for each unit.
 * Compiled by sru.py where there is an nvcc; every launch returns cudaGetLastError(). gv [S, 4, h] has one part
 * for each sentence; the caller sums them, so that results do not depend on the order of the blocks.
 */
#include <cuda_runtime.h>

__device__ static inline float sigmoid(float a) { return 1.0f / (1.0f + expf(-a)); }

__global__ void scan(const float* u, const float* x, const float* v, const long long* starts, int h, float* y, float* c,
                     float* f, float* r) {
  const int j = blockIdx.x / 2, k = blockIdx.x % 2, i = threadIdx.x;
  if (i >= h) return;
  const long long first = starts[j], last = starts[j + 1], step = k ? -1 : 1;
  const float vf = v[2 * k * h + i], vr = v[(2 * k + 1) * h + i];
  float state = 0;
  for (long long t = k ? last - 1 : first, n = first; n < last; ++n, t += step) {
    const float* z = u + t * 6 * h + 3 * k * h + i;
    const long long at = t * 2 * h + k * h + i;
    const float uz = z[0], uf = z[h], ur = z[2 * h], xi = x[at];
    const float fi = sigmoid(uf + vf * state), ri = sigmoid(ur + vr * state);
    state = fi * state + (1 - fi) * uz;
    c[at] = state, f[at] = fi, r[at] = ri;
    y[at] = ri * state + (1 - ri) * xi;
  }
}

__global__ void unscan(const float* u, const float* x, const float* v, const long long* starts, int h, const float* gy,
                       const float* c, const float* f, const float* r, float* gu, float* gx, float* gv) {
  const int j = blockIdx.x / 2, k = blockIdx.x % 2, i = threadIdx.x;
  if (i >= h) return;
  const long long first = starts[j], last = starts[j + 1], step = k ? 1 : -1;
  const float vf = v[2 * k * h + i], vr = v[(2 * k + 1) * h + i];
  float carry = 0, gvf = 0, gvr = 0;
  for (long long t = k ? first : last - 1, n = first; n < last; ++n, t += step) {
    const long long at = t * 2 * h + k * h + i, z = t * 6 * h + 3 * k * h + i;
    const float before = n == last - 1 ? 0.0f : c[at + step * 2 * h];
    const float g = gy[at], fi = f[at], ri = r[at];
    const float gc = g * ri + carry;
    gx[at] = g * (1 - ri);
    const float dr = g * (c[at] - x[at]) * ri * (1 - ri);
    const float df = gc * (before - u[z]) * fi * (1 - fi);
    gu[z] = gc * (1 - fi), gu[z + h] = df, gu[z + 2 * h] = dr;
    carry = gc * fi + dr * vr + df * vf;
    gvf += df * before, gvr += dr * before;
  }
  gv[(4 * (long long)j + 2 * k) * h + i] = gvf;
  gv[(4 * (long long)j + 2 * k + 1) * h + i] = gvr;
}

extern "C" int sru_forward(const float* u, const float* x, const float* v, const long long* starts, long sentences, int h,
                           float* y, float* c, float* f, float* r, cudaStream_t stream) {
  scan<<<2 * sentences, h, 0, stream>>>(u, x, v, starts, h, y, c, f, r);
  return cudaGetLastError();
}

extern "C" int sru_backward(const float* u, const float* x, const float* v, const long long* starts, long sentences, int h,
                            const float* gy, const float* c, const float* f, const float* r, float* gu, float* gx,
                            float* gv, cudaStream_t stream) {
  unscan<<<2 * sentences, h, 0, stream>>>(u, x, v, starts, h, gy, c, f, r, gu, gx, gv);
  return cudaGetLastError();
}
