#ifndef MARKET_H
#define MARKET_H

#include <stdint.h>

/* Bars of one side. */
typedef struct {
  const double *open, *high, *low, *close;
} Side;

/* Smallest and largest values of two columns over blocks of 8 and spans of 64 bars. */
typedef struct {
  const double *lows, *highs;
  double *blocks, *spans;
} Ranges;

/* Everything that all trials share, as the bench has written it. */
typedef struct {
  int64_t bars, first_bar, days, trials;
  double contract_size, pip_size, fixed_pips, random_pips, hit_buffer, min_stop_distance;
  double fee_per_lot, fee_multiplier, min_fee;
  double risk, volume_min, volume_step, volume_max, initial_balance;
  int tick_decimals;
  int32_t *last_bars;
  Side bid, ask;
  const double *z, *lower, *upper, *mid, *atr;
  Ranges bid_extremes, bid_closes, ask_extremes, ask_closes;
} Market;

/* Parameters of one trial, and its entry masks: one bit a bar, for longs and for shorts. */
typedef struct {
  double z_long, z_short, atr_mult;
  uint64_t seed;
  uint64_t *longs, *shorts;
} Trial;

/* Reads the file of the bench and computes what omega shares between trials. Ends the program on failure. */
void load_market(const char *path, Market *market, Trial **trials);

#endif
