#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "market.h"

enum { MAX_TRADES = 100000 };

/* Closed trades, as columns. */
typedef struct {
  int64_t count;
  int32_t entry_bar[MAX_TRADES], exit_bar[MAX_TRADES];
  int8_t direction[MAX_TRADES];
  double entry_price[MAX_TRADES], exit_price[MAX_TRADES], stop[MAX_TRADES], target[MAX_TRADES];
  double size[MAX_TRADES], result[MAX_TRADES], entry_fee[MAX_TRADES], exit_fee[MAX_TRADES];
} Trades;

/* State and result of one trial; the equity figures are those of execution.md 11.3 and metrics.md 4.3. */
typedef struct {
  double balance, fees, high_water, max_drawdown, max_drawdown_abs, min_equity, last_equity;
  int64_t fills, peak_bar, exposed_bars, longest_episode, deepest_episode;
  bool is_below_peak, deepest_is_current;
  int64_t day;
  double *daily;
  /* The open position; direction 0 without one. */
  int direction;
  int64_t entry_bar;
  double entry_price, stop, target, size, entry_fee;
  uint64_t base;
  Trades *trades;
} Account;

static inline uint64_t mix64(uint64_t z) {
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static const uint64_t GAMMA = UINT64_C(0x9E3779B97F4A7C15);

static inline void start_account(Account *account, const Market *market, const Trial *trial) {
  account->balance = account->high_water = market->initial_balance;
  account->fees = account->max_drawdown = account->max_drawdown_abs = account->last_equity = 0;
  account->min_equity = INFINITY;
  account->fills = account->exposed_bars = account->longest_episode = account->deepest_episode = account->day = 0;
  account->peak_bar = market->first_bar - 1;
  account->is_below_peak = account->deepest_is_current = false;
  account->direction = 0;
  account->base = mix64(trial->seed + GAMMA);
  account->trades->count = 0;
}

/* Adverse distance of the next fill (execution.md 7). */
static inline double slippage(const Account *account, const Market *market) {
  uint64_t bits = mix64(account->base + (uint64_t)(account->fills + 1) * GAMMA) >> 11;
  return (market->fixed_pips + market->random_pips * ((double)bits * 0x1p-53)) * market->pip_size;
}

static const double POWERS_OF_TEN[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

/* Through the exact decimal text; a tie lies exactly between two decimals. */
static double round_text(double x, int decimals) {
  double size = fabs(x);
  if (fmod(ldexp(size, decimals + 1), 2) == 1) {
    return copysign((floor(size * POWERS_OF_TEN[decimals]) + 1) / POWERS_OF_TEN[decimals], x);
  }
  char text[400];
  snprintf(text, sizeof text, "%.*f", decimals, size);
  double rounded = strtod(text, NULL);
  return rounded == 0 ? 0 : copysign(rounded, x);
}

/* Ties away from zero (data-and-config.md 15.3). */
static inline double round_half_away(double x, int decimals) {
  double scale = POWERS_OF_TEN[decimals];
  double scaled = x * scale;
  double nearest = rint(scaled);
  if (fabs(scaled) < 1e12 && fabs(scaled - nearest) < 0.5 - 1e-3) return nearest / scale + 0.0;
  return round_text(x, decimals);
}

/* Lots by risk (execution.md 9.2); NaN below the minimum volume. */
static inline double size_position(const Market *market, double price, double stop) {
  double pips = fabs(price - stop) / market->pip_size;
  double raw = market->risk / (pips * (market->contract_size * market->pip_size));
  if (raw < market->volume_min - 1e-12) return NAN;
  double steps = raw <= market->volume_min ? 0 : floor((raw - market->volume_min + 1e-12) / market->volume_step);
  double most = floor((market->volume_max - market->volume_min + 1e-12) / market->volume_step);
  return round_half_away(market->volume_min + fmin(steps, most) * market->volume_step, 8);
}

static inline double fee_of(const Market *market, double lots) {
  double fee = market->fee_per_lot * lots * market->fee_multiplier;
  return fmax(fee, market->min_fee * market->fee_multiplier);
}

static inline void book_fee(Account *account, double fee) {
  if (fee == 0) return;
  account->balance -= fee;
  account->fees += fee;
}

/* Market order at the close of a bar (execution.md 4.1, 4.5, 9); false where it is refused. */
static inline bool open_position(Account *account, const Market *market, const Trial *trial, int64_t bar, int direction) {
  double distance = trial->atr_mult * market->atr[bar];
  double middle = market->mid[bar];
  if (!isfinite(distance) || !isfinite(middle)) return false;
  bool is_long = direction == 1;
  double entry = is_long ? market->ask.close[bar] : market->bid.close[bar];
  double level = is_long ? market->bid.low[bar] - distance : market->bid.high[bar] + distance;
  double stop = round_half_away(level, market->tick_decimals);
  double target = round_half_away(middle, market->tick_decimals);
  bool is_valid = is_long ? stop < entry && entry < target : target < entry && entry < stop;
  if (!is_valid) return false;
  double price = entry + direction * slippage(account, market);
  if (fabs(price - stop) < market->min_stop_distance - 1e-12) return false;
  double lots = size_position(market, price, stop);
  if (isnan(lots)) return false;
  account->fills++;
  account->direction = direction;
  account->entry_bar = bar;
  account->entry_price = price;
  account->stop = stop;
  account->target = target;
  account->size = lots;
  account->entry_fee = fee_of(market, lots);
  book_fee(account, account->entry_fee);
  return true;
}

/* Fill at the stop or the target in a bar that touches one; the stop wins a tie (execution.md 5.3 to 5.5). */
static inline void close_position(Account *account, const Market *market, int64_t bar) {
  bool is_long = account->direction == 1;
  const Side *side = is_long ? &market->bid : &market->ask;
  bool is_stop = is_long ? side->low[bar] <= account->stop + market->hit_buffer
                         : side->high[bar] >= account->stop - market->hit_buffer;
  double open = side->open[bar];
  double base = account->target;
  if (is_stop) base = is_long ? fmin(account->stop, open) : fmax(account->stop, open);
  double price = base - account->direction * slippage(account, market);
  account->fills++;
  double difference = is_long ? price - account->entry_price : account->entry_price - price;
  double result = difference * account->size * market->contract_size;
  double fee = fee_of(market, account->size);
  book_fee(account, fee);
  account->balance += result;
  Trades *trades = account->trades;
  int64_t row = trades->count++;
  trades->entry_bar[row] = (int32_t)account->entry_bar;
  trades->exit_bar[row] = (int32_t)bar;
  trades->direction[row] = (int8_t)account->direction;
  trades->entry_price[row] = account->entry_price;
  trades->exit_price[row] = price;
  trades->stop[row] = account->stop;
  trades->target[row] = account->target;
  trades->size[row] = account->size;
  trades->result[row] = result;
  trades->entry_fee[row] = account->entry_fee;
  trades->exit_fee[row] = fee;
  account->direction = 0;
}

/* Equity with the position open, at a close of its exit side. */
static inline double equity_at(const Account *account, const Market *market, double close) {
  return account->balance + (close - account->entry_price) * account->direction * account->size * market->contract_size;
}

static inline void end_episode(Account *account, int64_t bar) {
  int64_t duration = bar - account->peak_bar;
  if (duration > account->longest_episode) account->longest_episode = duration;
  if (account->deepest_is_current) account->deepest_episode = duration;
  account->is_below_peak = account->deepest_is_current = false;
}

static inline void fall(Account *account, double equity) {
  account->is_below_peak = true;
  if (equity < account->min_equity) account->min_equity = equity;
  double depth = account->high_water - equity;
  if (depth > account->max_drawdown_abs) account->max_drawdown_abs = depth;
  double share = account->high_water > 0 ? depth / account->high_water : 0;
  if (share > account->max_drawdown) {
    account->max_drawdown = share;
    account->deepest_is_current = true;
  }
}

static inline void compare_equity(Account *account, int64_t bar, double equity) {
  if (equity >= account->high_water) {
    if (account->is_below_peak) end_episode(account, bar);
    account->high_water = equity;
    account->peak_bar = bar;
    if (equity < account->min_equity) account->min_equity = equity;
  } else {
    fall(account, equity);
  }
}

/* Equity after one bar. */
static inline void mark(Account *account, const Market *market, int64_t bar, double equity) {
  compare_equity(account, bar, equity);
  account->last_equity = equity;
  if (account->day < market->days && market->last_bars[account->day] <= bar) account->daily[account->day++] = equity;
}

static inline void finish_account(Account *account, const Market *market) {
  if (account->is_below_peak) end_episode(account, market->bars - 1);
  account->max_drawdown = fmin(1, account->max_drawdown);
}

#endif
