import { createHash } from 'node:crypto';
import { sha256Hex } from '../../core/math/sha256.ts';
import type { SweepRecord } from './sweep-record.ts';
import { TRIAL_COLUMNS } from './trial-columns.ts';
import type { TrialRow } from './trial-rows.ts';

/** A row of table `trial` with the blobs of its daily series and its trades. */
export interface DigestRow {
  readonly row: TrialRow;
  readonly dailyBytes: Uint8Array | null;
  readonly tradeBytes: Uint8Array | null;
}

/** Name of the member that stands for the row of table `trial_daily`. */
const DAILY_MEMBER = 'trial_daily';

interface Member {
  readonly name: string;
  /** Position in a row, -1 for the daily series. */
  readonly position: number;
}

const MEMBERS: readonly Member[] = [
  { name: DAILY_MEMBER, position: -1 },
  ...TRIAL_COLUMNS.map((column, position) => ({ name: column.name, position, column }))
    .filter(({ column }) => !column.informational)
    .map(({ name, position }) => ({ name, position })),
].sort((a, b) => (a.name < b.name ? -1 : 1));

/** Members of each line of the digest, in their order (`docs/store.md` lists them). */
export const DIGEST_MEMBERS: readonly string[] = MEMBERS.map((member) => member.name);

/** Name and place of the member that stands for the row of table `trial_trades`. */
const TRADES_MEMBER = 'trial_trades';
const TRADES_PLACE = MEMBERS.findIndex(({ name }) => name > TRADES_MEMBER);

/** Parts of a search whose trials enter its digest. */
export function windowParts(parts: readonly SweepRecord[]): readonly SweepRecord[] {
  return parts.filter(({ windowIndex }) => windowIndex !== null);
}

/** SHA-256 of a trial table (`optimizer.md` 5.5); rows must come in `trial_index` order, part by part. */
export function digestTrials(rows: Iterable<DigestRow>): string {
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${digestLine(row)}\n`);
  return hash.digest('hex');
}

/**
 * Canonical JSON of one trial. Written member by member because the order is the same in every
 * line and all values are plain; equals `canonicalJson` of the object. Kept trades are in it as
 * `trial_trades`; trials without any have the line of `optimizer.md` 5.5.
 */
function digestLine({ row, dailyBytes, tradeBytes }: DigestRow): string {
  const members = MEMBERS.map(({ name, position }) => {
    const value = position === -1 ? hashOf(dailyBytes) : row[position];
    return `"${name}":${JSON.stringify(value)}`;
  });
  if (tradeBytes !== null) members.splice(TRADES_PLACE, 0, `"${TRADES_MEMBER}":"${sha256Hex(tradeBytes)}"`);
  return `{${members.join(',')}}`;
}

function hashOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : sha256Hex(bytes);
}
