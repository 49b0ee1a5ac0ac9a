#include "algorithms.h"
#include "candidates.h"

/* From the bar after the fill to the bar that touches a level; returns it, or the number of bars. */
static int64_t hold(Account *account, const Market *market, int64_t bar) {
  bool is_long = account->direction == 1;
  const Side *side = is_long ? &market->bid : &market->ask;
  double buffer = market->hit_buffer;
  double lower = is_long ? account->stop + buffer : account->target + buffer;
  double upper = is_long ? account->target - buffer : account->stop - buffer;
  for (; bar < market->bars; bar++) {
    if (side->low[bar] <= lower || side->high[bar] >= upper) return bar;
    account->exposed_bars++;
    mark(account, market, bar, equity_at(account, market, side->close[bar]));
  }
  return bar;
}

void run_jump(const Market *market, const Trial *trial, Account *account) {
  start_account(account, market, trial);
  int64_t bar = market->first_bar;
  while (bar < market->bars) {
    int64_t candidate = next_candidate(market, trial, bar);
    mark_flat(account, market, bar, candidate);
    bar = candidate;
    while (bar < market->bars && enters_at(account, market, trial, bar)) {
      account->exposed_bars++;
      mark(account, market, bar, equity_at(account, market, (account->direction == 1 ? &market->bid : &market->ask)->close[bar]));
      bar = hold(account, market, bar + 1);
      if (bar < market->bars) close_position(account, market, bar);
    }
    if (bar < market->bars) {
      mark(account, market, bar, account->balance);
      bar++;
    }
  }
  finish_account(account, market);
}
