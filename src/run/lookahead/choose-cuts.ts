/**
 * Bars after which the data are cut: half of them bars with a signal, where a glance ahead decides, the
 * others spread evenly over the trading bars. Ascending, without repetitions; never the last bar, because
 * nothing would be cut.
 */
export function chooseCuts(
  firstTradingBar: number,
  barCount: number,
  signalBars: readonly number[],
  count: number,
): readonly number[] {
  const last = barCount - 2;
  if (last < firstTradingBar) return [];
  const atSignals = spread(
    signalBars.filter((bar) => bar <= last),
    Math.ceil(count / 2),
  );
  const cuts = new Set(atSignals);
  const span = last - firstTradingBar + 1;
  const wanted = Math.min(count, span);
  // Where a bar is taken already its neighbours are too close to it to say more; the grid gets finer instead.
  for (let parts = wanted - cuts.size; cuts.size < wanted && parts <= 2 * span; parts *= 2) {
    for (let part = 0; part < parts && cuts.size < wanted; part += 1) {
      cuts.add(firstTradingBar + Math.floor(((part + 1) * span - 1) / parts));
    }
  }
  return [...cuts].sort((left, right) => left - right);
}

/** At most `count` elements, evenly spread over the list, the first and the last one among them. */
function spread(bars: readonly number[], count: number): readonly number[] {
  if (bars.length <= count) return bars;
  const step = (bars.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, index) => bars[Math.round(index * step)]);
}
