import { computePiece } from '../statistics/pieces/compute-piece.ts';
import type { PieceTask } from '../statistics/pieces/piece-kinds.ts';

/** Computes a piece of the statistics of a sweep. */
export default function runPiece(task: PieceTask) {
  return computePiece(task);
}
