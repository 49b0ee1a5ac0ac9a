// A strategy of one's own: buys a dip in a rising market and sells a rally in a falling one, both at the extreme
// of the last bar, with a limit order. "omega run docs/examples/own-strategy/pullback.json" after "omega data synth".

/** @type {import('omega').AuthoredStrategy} */
export default {
  name: 'pullback',
  version: '1.0.0',

  parameters: [
    {
      key: 'trend_timeframe',
      type: 'enum',
      choices: ['H1', 'H4', 'D1'],
      default: 'H4',
      description: 'trend timeframe',
    },
    { key: 'trend_length', type: 'int', default: 20, min: 1, unit: 'bars', description: 'length of the trend mean' },
    { key: 'rsi_length', type: 'int', default: 14, min: 2, unit: 'bars', description: 'length of the RSI' },
    {
      key: 'rsi_low',
      type: 'float',
      default: 35,
      min: 0,
      max: 100,
      description: 'RSI at or below which a dip is bought',
    },
    {
      key: 'rsi_high',
      type: 'float',
      default: 65,
      min: 0,
      max: 100,
      description: 'RSI at or above which a rally is sold',
    },
    {
      key: 'stop_atr',
      type: 'float',
      default: 2,
      min: 0,
      minExclusive: true,
      description: 'stop in average true ranges',
    },
    { key: 'target_atr', type: 'float', default: 3, min: 0, minExclusive: true, description: 'target, likewise' },
    { key: 'rest_minutes', type: 'int', default: 30, min: 1, unit: 'minutes', description: 'life of an order' },
  ],

  // Rules over several parameters.
  check({ rsi_low, rsi_high }) {
    if (rsi_low < rsi_high) return [];
    return [{ key: 'rsi_low', message: `${rsi_low} is not below rsi_high, ${rsi_high}` }];
  },

  // Everything that an instance reads beside the bars; other timeframes are loaded because they are named here.
  requirements({ trend_timeframe: timeframe, trend_length, rsi_length }) {
    return {
      indicators: [
        { id: 'rsi', indicator: 'rsi', params: { period: rsi_length } },
        { id: 'atr', indicator: 'atr', params: { period: 14 } },
        { id: 'trend', indicator: 'ema', timeframe, params: { period: trend_length } },
      ],
      alignedCloses: [{ id: 'trend_close', timeframe }],
    };
  },

  // One instance per run: look up the columns here, read them bar by bar below.
  create({ rsi_low, rsi_high, stop_atr, target_atr, rest_minutes }, { symbolSpec }, inputs) {
    const { bid, ask, openTimes } = inputs.primary;
    const [rsi, atr] = [inputs.values('rsi'), inputs.values('atr')];
    const [trend, trendClose] = [inputs.values('trend'), inputs.values('trend_close')];
    const { conditions } = inputs;
    const dip = conditions.all([conditions.atMost('rsi', rsi_low), conditions.above('trend_close', 'trend')]);
    const rally = conditions.all([conditions.atLeast('rsi', rsi_high), conditions.above('trend', 'trend_close')]);
    const toTick = (price) => Math.round(price / symbolSpec.tickSize) * symbolSpec.tickSize;
    const directionAt = (bar) => {
      if (rsi[bar] <= rsi_low && trendClose[bar] > trend[bar]) return 1;
      return rsi[bar] >= rsi_high && trendClose[bar] < trend[bar] ? -1 : 0;
    };

    return {
      // Bars at which there may be a signal: omega asks at no other, which makes a sweep faster.
      candidates: conditions.any([dip, rally]),

      // Called at the close of a bar. Bars up to `bar` are known; a missing value (NaN) must not trade.
      onBar(bar) {
        const direction = directionAt(bar);
        if (direction === 0 || !Number.isFinite(atr[bar])) return null;
        const entryPrice = direction === 1 ? bid.low[bar] : ask.high[bar];
        return {
          direction,
          orderType: 'limit',
          entryPrice,
          stopLoss: toTick(entryPrice - direction * stop_atr * atr[bar]),
          takeProfit: toTick(entryPrice + direction * target_atr * atr[bar]),
          goodTillMs: openTimes[bar] + rest_minutes * 60_000,
        };
      },

      // For the record of a single run: trades.json and the counters of meta.json.
      describe(bar) {
        const name = directionAt(bar) === 1 ? 'long_pullback' : 'short_pullback';
        return { label: name, reason: 'rsi_pullback', tags: ['rsi', 'trend'], meta: { rsi: rsi[bar], atr: atr[bar] } };
      },
      isUndefinedAt: (bar) => !Number.isFinite(rsi[bar] + atr[bar] + trend[bar] + trendClose[bar]),
    };
  },
};
