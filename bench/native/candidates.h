#ifndef CANDIDATES_H
#define CANDIDATES_H

#include "account.h"

/* First bar from `bar` on at which either mask has a bit, or the number of bars. */
static inline int64_t next_candidate(const Market *market, const Trial *trial, int64_t bar) {
  if (bar >= market->bars) return market->bars;
  int64_t word = bar / 64, last = (market->bars - 1) / 64;
  uint64_t bits = (trial->longs[word] | trial->shorts[word]) & (UINT64_MAX << (bar % 64));
  while (bits == 0) {
    if (word >= last) return market->bars;
    word++;
    bits = trial->longs[word] | trial->shorts[word];
  }
  return word * 64 + __builtin_ctzll(bits);
}

static inline bool has_bit(const uint64_t *mask, int64_t bar) { return (mask[bar / 64] >> (bar % 64)) & 1; }

/* Entry at a candidate: shorts are asked first (strategy.md 9). */
static inline bool enters_at(Account *account, const Market *market, const Trial *trial, int64_t bar) {
  if (has_bit(trial->shorts, bar) && open_position(account, market, trial, bar, -1)) return true;
  return has_bit(trial->longs, bar) && open_position(account, market, trial, bar, 1);
}

/* A stretch `from` .. `end - 1` without a position. */
static inline void mark_flat(Account *account, const Market *market, int64_t from, int64_t end) {
  if (from >= end) return;
  compare_equity(account, from, account->balance);
  if (!account->is_below_peak) account->peak_bar = end - 1;
  account->last_equity = account->balance;
  while (account->day < market->days && market->last_bars[account->day] < end) {
    account->daily[account->day++] = account->balance;
  }
}

#endif
