import { describe, expect, it } from 'vitest';
import { isStrictWarning, placeText, WarningLog } from '../../../src/core/data/data-warnings.ts';
import { catchMarketDataError } from './catch-error.ts';

const WARNING = {
  code: 'WARN_GAPS',
  message: '8 bars are missing',
  count: 8,
  where: 'EURUSD M5',
  details: { gap_loss: 0.08 },
};

describe('data warnings', () => {
  it.each([
    ['WARN_GAPS', true],
    ['WARN_ALIGN_LOSS', true],
    ['WARN_CROSSED_QUOTES', true],
    ['WARN_NEWS_COVERAGE', true],
    ['WARN_HTF_WARMUP_SHORT', true],
    ['WARN_HTF_STALE', true],
    ['WARN_HTF_MISMATCH', true],
    ['WARN_TRADING_STARTS_LATE', false],
    ['WARN_RATE_UNAVAILABLE', false],
    ['WARN_PARITY_SHORT_WARMUP', false],
  ])('%s under strict data checks is an error: %s', (code, strict) => expect(isStrictWarning(code)).toBe(strict));

  it('are kept in order, with their place', () => {
    const log = new WarningLog(false);
    log.add(WARNING);
    log.add({ ...WARNING, code: 'WARN_ALIGN_LOSS' });
    expect(log.list).toEqual([
      { code: 'WARN_GAPS', message: 'EURUSD M5: 8 bars are missing', count: 8 },
      { code: 'WARN_ALIGN_LOSS', message: 'EURUSD M5: 8 bars are missing', count: 8 },
    ]);
  });

  it('are thrown under strict data checks, with count and details', () => {
    const error = catchMarketDataError(() => new WarningLog(true).add(WARNING));
    expect(error).toMatchObject({
      category: 'market_data',
      code: 'DATA_STRICT_WARN_GAPS',
      where: 'EURUSD M5',
      message: '8 bars are missing',
      details: { gap_loss: 0.08, count: 8 },
    });
    const log = new WarningLog(true);
    log.add({ ...WARNING, code: 'WARN_TRADING_STARTS_LATE' });
    expect(log.list).toHaveLength(1);
  });

  it('name the series', () => {
    expect(placeText({ symbol: 'EURUSD', timeframe: 'M5' })).toBe('EURUSD M5');
    expect(placeText({ symbol: 'EURUSD', timeframe: 'M5', role: 'rates' })).toBe('EURUSD M5 rates');
  });
});
