/* Sums, pictures and strings as compilers make vector code of them: the same digests on the host and in the machine. */
#define _MM_MALLOC_H_INCLUDED
#include <emmintrin.h>
#include <stdint.h>

#define LENGTH 300
#define DIGESTS 9

static uint32_t digests[DIGESTS];
static uint32_t seed = 1;
static float singles[3][LENGTH];
static double doubles[3][LENGTH];
static int32_t words[3][LENGTH];
static int16_t halves[3][LENGTH];
static uint8_t octets[3][LENGTH + 16];

static uint32_t next(void) {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static uint32_t digest(const void *data, unsigned length) {
    const uint8_t *at = data;
    uint32_t value = 2166136261u;
    while (length-- > 0) {
        value = (value ^ *at++) * 16777619u;
    }
    return value;
}

static void fill(void) {
    for (unsigned i = 0; i < LENGTH; i++) {
        for (unsigned k = 0; k < 3; k++) {
            words[k][i] = (int32_t)(next() << 8 ^ next());
            halves[k][i] = (int16_t)next();
            octets[k][i] = (uint8_t)(next() % 255 + 1);
            singles[k][i] = (float)words[k][i] / 65536.0f;
            doubles[k][i] = (double)words[k][i] / 3.0;
        }
    }
}

static void add_products(void) {
    for (unsigned i = 0; i < LENGTH; i++) {
        singles[0][i] = singles[0][i] * singles[1][i] + singles[2][i];
        doubles[0][i] = doubles[0][i] * doubles[1][i] - doubles[2][i] / (1.0 + doubles[1][i] * doubles[1][i]);
    }
}

static void take_roots(void) {
    for (unsigned i = 0; i < LENGTH; i++) {
        singles[1][i] = __builtin_sqrtf(singles[0][i] < 0 ? -singles[0][i] : singles[0][i]);
        doubles[1][i] = __builtin_sqrt(doubles[0][i] < 0 ? -doubles[0][i] : doubles[0][i]);
    }
}

static void convert(void) {
    for (unsigned i = 0; i < LENGTH; i++) {
        words[0][i] = (int32_t)(singles[1][i] / 1024.0f);
        words[1][i] = (int32_t)(doubles[2][i] * 0.25);
        singles[2][i] = (float)words[2][i];
        doubles[2][i] = (double)singles[1][i] + (double)words[1][i];
    }
}

static void multiply_integers(void) {
    for (unsigned i = 0; i < LENGTH; i++) {
        words[2][i] = words[2][i] * words[1][i] + (words[0][i] >> 3);
        halves[2][i] = (int16_t)(halves[0][i] * halves[1][i] >> 16);
        octets[2][i] = octets[0][i] > octets[1][i] ? octets[0][i] : octets[1][i];
    }
}

/* Blends two rows of a picture and measures how far they are apart. */
static uint32_t blend(void) {
    __m128i apart = _mm_setzero_si128();
    for (unsigned i = 0; i + 16 <= LENGTH; i += 16) {
        __m128i a = _mm_loadu_si128((const __m128i *)(octets[0] + i));
        __m128i b = _mm_loadu_si128((const __m128i *)(octets[1] + i));
        __m128i low = _mm_unpacklo_epi8(a, _mm_setzero_si128());
        __m128i high = _mm_unpackhi_epi8(b, _mm_setzero_si128());
        __m128i mixed = _mm_packus_epi16(_mm_slli_epi16(low, 1), _mm_adds_epi16(high, _mm_set1_epi16(100)));
        _mm_storeu_si128((__m128i *)(octets[2] + i), _mm_avg_epu8(mixed, _mm_subs_epu8(a, b)));
        apart = _mm_add_epi64(apart, _mm_sad_epu8(a, b));
    }
    return (uint32_t)_mm_cvtsi128_si32(_mm_add_epi64(apart, _mm_shuffle_epi32(apart, 0x4E)));
}

/* Where the first zero is, sixteen bytes at a time. */
static uint32_t length_of(const uint8_t *text) {
    for (uint32_t at = 0;; at += 16) {
        __m128i zero = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(text + at)), _mm_setzero_si128());
        int mask = _mm_movemask_epi8(zero);
        if (mask != 0) {
            return at + (uint32_t)__builtin_ctz((unsigned)mask);
        }
    }
}

static uint32_t old_media(void) {
    __m64 sum = _mm_setzero_si64();
    for (unsigned i = 0; i + 4 <= LENGTH; i += 4) {
        __m64 a = *(const __m64 *)(halves[0] + i);
        __m64 b = *(const __m64 *)(halves[1] + i);
        sum = _mm_add_pi32(sum, _mm_madd_pi16(a, b));
        sum = _mm_xor_si64(sum, _mm_packs_pi32(sum, _mm_srai_pi32(a, 5)));
    }
    uint32_t low = (uint32_t)_mm_cvtsi64_si32(_mm_unpackhi_pi32(sum, sum));
    _mm_empty();
    return low;
}

static uint32_t mandelbrot(void) {
    uint32_t total = 0;
    for (int line = -8; line < 8; line++) {
        for (int column = -16; column < 8; column++) {
            double x = 0;
            double y = 0;
            uint32_t turns = 0;
            while (x * x + y * y < 4.0 && turns < 60) {
                double old = x;
                x = x * x - y * y + column / 8.0;
                y = 2.0 * old * y + line / 6.5;
                turns++;
            }
            total = total * 31 + turns;
        }
    }
    return total;
}

uint32_t *work(void) {
    fill();
    add_products();
    digests[0] = digest(singles[0], sizeof singles[0]);
    digests[1] = digest(doubles[0], sizeof doubles[0]);
    take_roots();
    digests[2] = digest(singles[1], sizeof singles[1]) ^ digest(doubles[1], sizeof doubles[1]);
    convert();
    digests[3] = digest(words, sizeof words) ^ digest(doubles[2], sizeof doubles[2]);
    multiply_integers();
    digests[4] = digest(words[2], sizeof words[2]) ^ digest(halves[2], sizeof halves[2]);
    digests[5] = digest(octets[2], LENGTH) + blend() + digest(octets[2], LENGTH);
    digests[6] = length_of(octets[0] + 3);
    digests[7] = old_media();
    digests[8] = mandelbrot();
    return digests;
}

#ifdef GUEST
__asm__(".pushsection .first, \"ax\"\n.globl first\nfirst:\n mov $0x80000, %esp\n call work\n hlt\n.popsection\n");
#else
#include <stdio.h>

int main(void) {
    uint32_t *found = work();
    for (unsigned i = 0; i < DIGESTS; i++) {
        printf("%08x\n", found[i]);
    }
    return 0;
}
#endif
