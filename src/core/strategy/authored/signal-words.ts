import type { JsonObject, JsonValue } from '../../types/json.ts';
import type { Direction, SignalDetails } from '../../types/signal.ts';
import { kindOf } from './strategy-contract.ts';

/**
 * The words of a signal out of what an author gave, with the usual ones for what is left out.
 * @throws TypeError where they are of a wrong type
 */
export function readWords(given: unknown, strategy: string, direction: Direction): SignalDetails {
  const words = given ?? {};
  if (typeof words !== 'object') throw new TypeError(`describe returned ${kindOf(given)}, expected an object`);
  const name = direction === 1 ? 'long' : 'short';
  const {
    label = name,
    reason = `${strategy}_${name}`,
    tags = [],
    meta = {},
  } = words as Readonly<Record<string, unknown>>;
  if (typeof label !== 'string') throw new TypeError(`describe: label is ${kindOf(label)}, expected a text`);
  if (typeof reason !== 'string') throw new TypeError(`describe: reason is ${kindOf(reason)}, expected a text`);
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string')) {
    throw new TypeError('describe: tags is no list of texts');
  }
  if (typeof meta !== 'object' || meta === null || Array.isArray(meta)) {
    throw new TypeError(`describe: meta is ${kindOf(meta)}, expected an object`);
  }
  return { label, reason, tags: [...new Set(tags)], meta: plainValue(meta, 'meta') as JsonObject };
}

/** Plain JSON: what is not available is null, and members without a value are left out. */
function plainValue(value: unknown, place: string): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((element, index) => plainValue(element, `${place}[${index}]`));
  if (typeof value !== 'object') throw new TypeError(`describe: ${place} is ${kindOf(value)}, which JSON has not`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, plainValue(member, `${place}.${key}`)]));
}
