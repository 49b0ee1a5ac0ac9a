#include "algorithms.h"

static bool enters(Account *account, const Market *market, const Trial *trial, int64_t bar) {
  double z = market->z[bar], close = market->bid.close[bar];
  if (z >= trial->z_short && close >= market->upper[bar] && isfinite(z) && isfinite(market->upper[bar]) &&
      open_position(account, market, trial, bar, -1)) {
    return true;
  }
  return z <= trial->z_long && close <= market->lower[bar] && isfinite(z) && isfinite(market->lower[bar]) &&
         open_position(account, market, trial, bar, 1);
}

static bool is_touched(const Account *account, const Market *market, int64_t bar) {
  double buffer = market->hit_buffer;
  if (account->direction == 1) {
    return market->bid.low[bar] <= account->stop + buffer || market->bid.high[bar] >= account->target - buffer;
  }
  return market->ask.high[bar] >= account->stop - buffer || market->ask.low[bar] <= account->target + buffer;
}

void run_naive(const Market *market, const Trial *trial, Account *account) {
  start_account(account, market, trial);
  for (int64_t bar = market->first_bar; bar < market->bars; bar++) {
    if (account->direction != 0 && is_touched(account, market, bar)) close_position(account, market, bar);
    if (account->direction == 0) enters(account, market, trial, bar);
    double equity = account->balance;
    if (account->direction != 0) {
      account->exposed_bars++;
      equity = equity_at(account, market, (account->direction == 1 ? &market->bid : &market->ask)->close[bar]);
    }
    mark(account, market, bar, equity);
  }
  finish_account(account, market);
}
