/** Strategy modules for tests, as texts. All buy at the close; each but the first is bad in its own way. */
const HEAD = `name: 'dips', version: '1.0.0',`;
const ORDER = `{ direction: 1, orderType: 'market', stopLoss: close - 0.002, takeProfit: close + 0.002 }`;

/** Buys when the close is far below its mean. */
export const DIPS = `export default {
  ${HEAD}
  parameters: [
    { key: 'length', type: 'int', default: 20, min: 2, unit: 'bars', description: 'length of the mean' },
    { key: 'distance', type: 'float', default: 0.001, min: 0, unit: 'price', description: 'distance from the mean' },
  ],
  requirements: ({ length }) => ({ indicators: [{ id: 'mean', indicator: 'sma', params: { period: length } }] }),
  create({ distance }, _environment, inputs) {
    const mean = inputs.values('mean');
    const { bid, ask } = inputs.primary;
    return {
      candidates: inputs.conditions.above('mean', 'bid.close'),
      onBar(bar) {
        const close = ask.close[bar];
        return mean[bar] - bid.close[bar] > distance ? ${ORDER} : null;
      },
      isUndefinedAt: (bar) => !Number.isFinite(mean[bar]),
    };
  },
};
`;

/** Buys before the price rises. */
export const PEEKING = `export default {
  ${HEAD}
  create: (_parameters, _environment, { primary: { bid, ask } }) => ({
    onBar(bar) {
      const close = ask.close[bar];
      return bid.close[bar + 1] > close ? ${ORDER} : null;
    },
  }),
};
`;

/** Fails at the first bar. */
export const THROWING = `export default {
  ${HEAD}
  create: () => ({
    onBar(bar) {
      return bar.close.length > 0 ? null : undefined;
    },
  }),
};
`;

/** Gives a stop that is no number. */
export const WITHOUT_STOP = `export default {
  ${HEAD}
  create: () => ({ onBar: () => ({ direction: 1, orderType: 'market', stopLoss: NaN, takeProfit: 2 }) }),
};
`;
