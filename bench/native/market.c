#include "market.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEADER = 20, COLUMNS = 13, TRIAL_FIELDS = 4, BLOCK = 8, SPAN = 64 };

static void fail(const char *what, const char *path) {
  fprintf(stderr, "%s: %s\n", path, what);
  exit(1);
}

static void *allocate(size_t bytes) {
  void *memory = calloc(1, bytes);
  if (memory == NULL) fail("no memory", "native");
  return memory;
}

static double *read_file(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) fail("cannot be opened", path);
  fseek(file, 0, SEEK_END);
  long bytes = ftell(file);
  rewind(file);
  *count = (size_t)bytes / sizeof(double);
  double *values = allocate((size_t)bytes);
  if (fread(values, sizeof(double), *count, file) != *count) fail("cannot be read", path);
  fclose(file);
  return values;
}

static double *extremes(const double *lows, const double *highs, int64_t bars, int64_t width) {
  double *pairs = allocate((size_t)(2 * (bars / width + 1)) * sizeof(double));
  for (int64_t bar = 0; bar < bars; bar++) {
    double *pair = &pairs[2 * (bar / width)];
    if (bar % width == 0 || lows[bar] < pair[0]) pair[0] = lows[bar];
    if (bar % width == 0 || highs[bar] > pair[1]) pair[1] = highs[bar];
  }
  return pairs;
}

static Ranges index_ranges(const double *lows, const double *highs, int64_t bars) {
  return (Ranges){lows, highs, extremes(lows, highs, bars, BLOCK), extremes(lows, highs, bars, SPAN)};
}

static uint64_t *mask_of(const Market *market, const Trial *trial, int is_long) {
  uint64_t *mask = allocate((size_t)(market->bars / 64 + 1) * sizeof(uint64_t));
  for (int64_t bar = 0; bar < market->bars; bar++) {
    double z = market->z[bar], close = market->bid.close[bar];
    int holds = is_long ? z <= trial->z_long && close <= market->lower[bar]
                        : z >= trial->z_short && close >= market->upper[bar];
    double band = is_long ? market->lower[bar] : market->upper[bar];
    if (holds && isfinite(z) && isfinite(band)) mask[bar / 64] |= UINT64_C(1) << (bar % 64);
  }
  return mask;
}

void load_market(const char *path, Market *market, Trial **trials) {
  size_t count = 0;
  const double *file = read_file(path, &count);
  const double *at = file;
  market->bars = (int64_t)at[0];
  market->first_bar = (int64_t)at[1];
  market->days = (int64_t)at[2];
  market->trials = (int64_t)at[3];
  market->contract_size = at[4];
  market->pip_size = at[5];
  market->fixed_pips = at[6];
  market->random_pips = at[7];
  market->hit_buffer = at[8];
  market->min_stop_distance = at[9];
  market->fee_per_lot = at[10];
  market->fee_multiplier = at[11];
  market->min_fee = at[12];
  market->risk = at[13];
  market->volume_min = at[14];
  market->volume_step = at[15];
  market->volume_max = at[16];
  market->initial_balance = at[17];
  market->tick_decimals = (int)at[18];
  at += HEADER;
  int64_t bars = market->bars;
  size_t expected = HEADER + (size_t)market->days + (size_t)(COLUMNS * bars) + (size_t)(TRIAL_FIELDS * market->trials);
  if (count != expected) fail("has an unexpected length", path);

  market->last_bars = allocate((size_t)market->days * sizeof(int32_t));
  for (int64_t day = 0; day < market->days; day++) market->last_bars[day] = (int32_t)at[day];
  at += market->days;
  market->bid = (Side){at, at + bars, at + 2 * bars, at + 3 * bars};
  at += 4 * bars;
  market->ask = (Side){at, at + bars, at + 2 * bars, at + 3 * bars};
  at += 4 * bars;
  market->z = at;
  market->lower = at + bars;
  market->upper = at + 2 * bars;
  market->mid = at + 3 * bars;
  market->atr = at + 4 * bars;
  at += 5 * bars;
  market->bid_extremes = index_ranges(market->bid.low, market->bid.high, bars);
  market->bid_closes = index_ranges(market->bid.close, market->bid.close, bars);
  market->ask_extremes = index_ranges(market->ask.low, market->ask.high, bars);
  market->ask_closes = index_ranges(market->ask.close, market->ask.close, bars);

  *trials = allocate((size_t)market->trials * sizeof(Trial));
  for (int64_t index = 0; index < market->trials; index++) {
    Trial *trial = &(*trials)[index];
    const double *fields = at + TRIAL_FIELDS * index;
    *trial = (Trial){fields[0], fields[1], fields[2], (uint64_t)fields[3], NULL, NULL};
    trial->longs = mask_of(market, trial, 1);
    trial->shorts = mask_of(market, trial, 0);
  }
}
