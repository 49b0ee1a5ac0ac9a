/*
 * Runs trials that the bench has written to a file through three algorithms, times them and writes the results.
 *
 *   native SERIES RESULTS TRIALS_PER_GROUP MIN_MS
 *
 * Trials are timed in groups: the whole group again and again for at least MIN_MS, so that neither caches nor
 * branch predictors learn a single trial by heart. RESULTS holds doubles: per algorithm and group the
 * microseconds of a trial, then per algorithm and trial its figures, days and trades.
 */
#define _POSIX_C_SOURCE 199309L

#include <time.h>

#include "algorithms.h"

typedef void (*Algorithm)(const Market *, const Trial *, Account *);
static const Algorithm ALGORITHMS[] = {run_naive, run_jump, run_skip};
enum { ALGORITHM_COUNT = 3 };

static double now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double time_group(Algorithm run, const Market *market, const Trial *trials, int64_t count, Account *account,
                         double min_us) {
  for (int64_t trial = 0; trial < count; trial++) run(market, &trials[trial], account);
  double started = now_us(), elapsed = 0;
  int64_t passes = 0;
  while (elapsed < min_us) {
    for (int64_t trial = 0; trial < count; trial++) run(market, &trials[trial], account);
    passes++;
    elapsed = now_us() - started;
  }
  return elapsed / (double)(passes * count);
}

static void write_values(FILE *file, const double *values, size_t count) {
  if (fwrite(values, sizeof(double), count, file) == count) return;
  fprintf(stderr, "the results cannot be written\n");
  exit(1);
}

static void write_result(FILE *file, const Market *market, const Account *account) {
  const Trades *trades = account->trades;
  const double figures[] = {
      (double)trades->count,        account->balance,           account->fees,
      account->max_drawdown,        account->max_drawdown_abs,  account->min_equity,
      account->last_equity,         (double)account->exposed_bars,
      (double)account->longest_episode, (double)account->deepest_episode,
  };
  write_values(file, figures, sizeof figures / sizeof *figures);
  write_values(file, account->daily, (size_t)market->days);
  for (int64_t row = 0; row < trades->count; row++) {
    const double trade[] = {
        trades->entry_bar[row], trades->exit_bar[row], trades->direction[row], trades->entry_price[row],
        trades->exit_price[row], trades->stop[row],    trades->target[row],    trades->size[row],
        trades->result[row],    trades->entry_fee[row], trades->exit_fee[row],
    };
    write_values(file, trade, sizeof trade / sizeof *trade);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: native SERIES RESULTS TRIALS_PER_GROUP MIN_MS\n");
    return 2;
  }
  Market market;
  Trial *trials;
  load_market(argv[1], &market, &trials);
  int64_t group = atoll(argv[3]);
  double min_us = atof(argv[4]) * 1000;
  Account account = {0};
  account.trades = malloc(sizeof(Trades));
  account.daily = calloc((size_t)market.days, sizeof(double));
  FILE *results = fopen(argv[2], "wb");
  if (account.trades == NULL || account.daily == NULL || results == NULL) {
    fprintf(stderr, "no memory, or %s cannot be written\n", argv[2]);
    return 1;
  }
  for (int algorithm = 0; algorithm < ALGORITHM_COUNT; algorithm++) {
    for (int64_t first = 0; first < market.trials; first += group) {
      double us = time_group(ALGORITHMS[algorithm], &market, &trials[first], group, &account, min_us);
      write_values(results, &us, 1);
    }
  }
  for (int algorithm = 0; algorithm < ALGORITHM_COUNT; algorithm++) {
    for (int64_t trial = 0; trial < market.trials; trial++) {
      ALGORITHMS[algorithm](&market, &trials[trial], &account);
      write_result(results, &market, &account);
    }
  }
  return fclose(results) == 0 ? 0 : 1;
}
