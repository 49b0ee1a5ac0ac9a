import { parentPort } from 'node:worker_threads';
import type { CachedColumns } from '../../core/data/column-cache.ts';
import type { DataPlace } from '../../core/data/data-place.ts';
import { type ColumnPurpose, decodeColumns } from '../../core/data/decode-columns.ts';

/** One file to decode. */
export interface DecodingRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly purpose: ColumnPurpose;
  readonly place: DataPlace;
}

/** Null: it cannot be decoded. */
export type DecodingAnswer = CachedColumns | null;

const port = parentPort!;

port.on('message', ({ bytes, purpose, place }: DecodingRequest) => {
  decodeColumns(bytes, purpose, place).then(tell, () => tell(null));
});

function tell(answer: DecodingAnswer): void {
  port.postMessage(answer);
}
