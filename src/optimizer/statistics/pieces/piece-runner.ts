import { computePiece } from './compute-piece.ts';
import type { PieceData, PieceKind, PieceResult } from './piece-kinds.ts';

/** Computes pieces of the statistics somewhere. */
export interface PieceRunner {
  /**
   * Results in the order of the pieces, whoever computes them.
   * @throws StatisticsStopped where it was asked to stop
   */
  run<Kind extends PieceKind>(kind: Kind, pieces: readonly PieceData<Kind>[]): Promise<readonly PieceResult<Kind>[]>;
}

/** Told after each piece how many of its kind are done. */
export type PieceListener = (kind: PieceKind, done: number, total: number) => void;

/** The statistics were stopped before they were complete; nothing of them remains. */
export class StatisticsStopped extends Error {}

/** Computes everything in the calling thread: where there is little to do, and in tests. */
export class InlineRunner implements PieceRunner {
  private readonly onPiece: PieceListener;
  private readonly signal: AbortSignal | null;

  constructor(onPiece: PieceListener = () => undefined, signal: AbortSignal | null = null) {
    this.onPiece = onPiece;
    this.signal = signal;
  }

  async run<Kind extends PieceKind>(
    kind: Kind,
    pieces: readonly PieceData<Kind>[],
  ): Promise<readonly PieceResult<Kind>[]> {
    return pieces.map((data, piece) => {
      if (this.signal?.aborted === true) throw new StatisticsStopped();
      const result = computePiece({ kind, data });
      this.onPiece(kind, piece + 1, pieces.length);
      return result;
    });
  }
}
