#include "algorithms.h"
#include "candidates.h"

enum { BLOCK = 8, SPAN = 64 };

/* First bar of a stretch that touches a limit, or its end. */
static int64_t first_outside(const Ranges *ranges, double lower, double upper, int64_t bar, int64_t end) {
  while (bar < end) {
    int64_t block_end = (bar | (BLOCK - 1)) + 1;
    if (block_end > end) block_end = end;
    for (; bar < block_end; bar++) {
      if (ranges->lows[bar] <= lower || ranges->highs[bar] >= upper) return bar;
    }
    while (bar < end) {
      const double *span = &ranges->spans[2 * (bar / SPAN)];
      if (bar % SPAN == 0 && span[0] > lower && span[1] < upper) {
        bar += SPAN;
        continue;
      }
      const double *block = &ranges->blocks[2 * (bar / BLOCK)];
      if (block[0] <= lower || block[1] >= upper) break;
      bar += BLOCK;
    }
  }
  return end;
}

/* Bounds of the closes of a stretch, by whole blocks. */
static void covering_range(const Ranges *ranges, int64_t from, int64_t end, double *lowest, double *highest) {
  int64_t last = (end - 1) / BLOCK;
  *lowest = INFINITY;
  *highest = -INFINITY;
  for (int64_t block = from / BLOCK; block <= last; block++) {
    const double *pair = &ranges->blocks[2 * block];
    if (block % (SPAN / BLOCK) == 0 && block + SPAN / BLOCK - 1 <= last) {
      pair = &ranges->spans[2 * (block / (SPAN / BLOCK))];
      block += SPAN / BLOCK - 1;
    }
    if (pair[0] < *lowest) *lowest = pair[0];
    if (pair[1] > *highest) *highest = pair[1];
  }
}

/* Whether the bounds show that a stretch only stays below the peak, no deeper than before. */
static bool is_uneventful(Account *account, const Market *market, const Ranges *closes, int64_t from, int64_t end) {
  double lowest, highest;
  covering_range(closes, from, end, &lowest, &highest);
  bool is_long = account->direction == 1;
  if (!(equity_at(account, market, is_long ? highest : lowest) < account->high_water)) return false;
  double worst = equity_at(account, market, is_long ? lowest : highest);
  double depth = account->high_water - worst;
  if (worst < account->min_equity || depth > account->max_drawdown_abs) return false;
  if (account->high_water > 0 && depth / account->high_water > account->max_drawdown) return false;
  account->is_below_peak = true;
  return true;
}

static void walk_blocks(Account *account, const Market *market, const Ranges *closes, int64_t bar, int64_t end) {
  bool is_long = account->direction == 1;
  while (bar < end) {
    int64_t stop = (bar | (BLOCK - 1)) + 1;
    if (stop > end) stop = end;
    if (bar % BLOCK == 0 && stop - bar == BLOCK) {
      const double *pair = &closes->blocks[2 * (bar / BLOCK)];
      if (equity_at(account, market, is_long ? pair[1] : pair[0]) < account->high_water) {
        fall(account, equity_at(account, market, is_long ? pair[0] : pair[1]));
        bar = stop;
        continue;
      }
    }
    for (; bar < stop; bar++) compare_equity(account, bar, equity_at(account, market, closes->lows[bar]));
  }
}

static void mark_held(Account *account, const Market *market, const Ranges *closes, int64_t from, int64_t end) {
  if (from >= end) return;
  if (!is_uneventful(account, market, closes, from, end)) walk_blocks(account, market, closes, from, end);
  account->exposed_bars += end - from;
  account->last_equity = equity_at(account, market, closes->lows[end - 1]);
  while (account->day < market->days && market->last_bars[account->day] < end) {
    double close = closes->lows[market->last_bars[account->day]];
    account->daily[account->day++] = equity_at(account, market, close);
  }
}

static int64_t hold(Account *account, const Market *market, int64_t bar) {
  bool is_long = account->direction == 1;
  const Ranges *extremes = is_long ? &market->bid_extremes : &market->ask_extremes;
  const Ranges *closes = is_long ? &market->bid_closes : &market->ask_closes;
  double buffer = market->hit_buffer;
  double lower = is_long ? account->stop + buffer : account->target + buffer;
  double upper = is_long ? account->target - buffer : account->stop - buffer;
  account->exposed_bars++;
  mark(account, market, bar, equity_at(account, market, closes->lows[bar]));
  int64_t touched = first_outside(extremes, lower, upper, bar + 1, market->bars);
  mark_held(account, market, closes, bar + 1, touched);
  return touched;
}

void run_skip(const Market *market, const Trial *trial, Account *account) {
  start_account(account, market, trial);
  int64_t bar = market->first_bar;
  while (bar < market->bars) {
    int64_t candidate = next_candidate(market, trial, bar);
    mark_flat(account, market, bar, candidate);
    bar = candidate;
    while (bar < market->bars && enters_at(account, market, trial, bar)) {
      bar = hold(account, market, bar);
      if (bar < market->bars) close_position(account, market, bar);
    }
    if (bar < market->bars) {
      mark(account, market, bar, account->balance);
      bar++;
    }
  }
  finish_account(account, market);
}
