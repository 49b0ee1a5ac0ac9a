import type { BadInputCase } from '../bad-input-case.ts';
import { runSmall } from '../small-run.ts';
import { SMALL_ASK, SMALL_BID, type SmallSeries } from '../small-series.ts';

/** An account in francs: results in dollars have to be converted at the rate of USDCHF. */
const francs = (conversion: Readonly<Record<string, unknown>> | null) => ({
  account: { account_currency: 'CHF', conversion },
});

const BY_SERIES = { mode: 'timeseries', pairs: ['USDCHF'] };

/** Rates that end within the run. */
const ENDING: SmallSeries = {
  symbol: 'USDCHF',
  bid: SMALL_BID.filter(([time]) => time < '2024-01-17'),
  ask: SMALL_ASK.filter(([time]) => time < '2024-01-17'),
};

/** Rates of conversion into the currency of the account. */
export const RATE_CASES: readonly BadInputCase[] = [
  {
    row: 95,
    input: 'no file of a rate pair',
    code: 'DATA_FILE_NOT_FOUND',
    exitCode: 1,
    says: [/\] USDCHF H1 .*USDCHF_H1_/],
    isOnlyError: true,
    call: (project) => runSmall(project, [{}], { changes: francs(BY_SERIES) }),
  },
  {
    row: 95,
    input: 'no file of a rate pair, with a rate of its own and strict off',
    code: 'WARN_RATE_UNAVAILABLE',
    exitCode: 0,
    says: [/USDCHF/],
    call: (project) =>
      runSmall(project, [{}], {
        changes: francs({ ...BY_SERIES, mode: 'composite', static: { USDCHF: 0.9 }, strict: false }),
      }),
  },
  {
    row: 96,
    input: 'no rate that leads to the currency of the account',
    code: 'EXEC_NO_FX_PATH',
    exitCode: 1,
    says: [/\] bar 100: .*from USD to CHF; tried USDCHF, CHFUSD/],
    isOnlyError: true,
    call: (project) => runSmall(project, [{}], { changes: francs(null) }),
  },
  {
    row: 97,
    input: 'a rate older than the limit',
    code: 'EXEC_FX_RATE_STALE',
    exitCode: 1,
    says: [/\] bar 150 \(2024-01-17T02:00:00.*\): rate USDCHF is 180 minutes old, limit 120/],
    isOnlyError: true,
    call: (project) => runSmall(project, [{}, ENDING], { changes: francs(BY_SERIES) }),
  },
];
