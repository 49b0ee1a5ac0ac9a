import { MarketDataError } from '../../../src/core/types/errors.ts';

/** The `MarketDataError` a call throws; anything else fails the test. */
export function catchMarketDataError(call: () => unknown): MarketDataError {
  try {
    call();
  } catch (error) {
    if (error instanceof MarketDataError) return error;
    throw error;
  }
  throw new Error('expected a MarketDataError, but nothing was thrown');
}

/** The `MarketDataError` a promise is rejected with. */
export async function awaitMarketDataError(promise: Promise<unknown>): Promise<MarketDataError> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  return catchMarketDataError(() => {
    if (outcome !== null) throw outcome;
  });
}
