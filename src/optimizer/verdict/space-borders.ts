import type { JsonObject } from '../../core/types/json.ts';
import { isSearched, type SearchParameter } from '../space/parameter.ts';
import type { SearchSpace } from '../space/search-space.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';

/** An ordered parameter with room to both sides, and where in its range the selected value is. */
export interface BorderFinding {
  readonly path: string;
  readonly value: number;
  /** End of the range that the value is at; null: inside. */
  readonly border: 'lowest' | 'highest' | null;
}

/** With fewer values there is no inside. */
const MIN_VALUES = 3;

/** Where the numbers of a point lie in their ranges; categories and ranges of two values have no inside. */
export function findBorders(space: SearchSpace, params: JsonObject): readonly BorderFinding[] {
  return space.parameters.flatMap((parameter, position): readonly BorderFinding[] => {
    const value = params[parameter.path];
    if (!isSearched(parameter) || parameter.kind === 'categorical' || typeof value !== 'number') return [];
    const dimension = space.dimensions[position]!;
    if (dimension.size === null) return [{ path: parameter.path, value, border: endOfRange(parameter, value) }];
    if (dimension.size < MIN_VALUES) return [];
    const ends =
      parameter.kind === 'list' ? parameter.values : [dimension.valueAt(0), dimension.valueAt(dimension.size - 1)];
    const numbers = ends.filter((end) => typeof end === 'number');
    const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
    const border = value <= lowest ? 'lowest' : value >= highest ? 'highest' : null;
    return [{ path: parameter.path, value, border }];
  });
}

function endOfRange(parameter: SearchParameter, value: number): BorderFinding['border'] {
  if (parameter.kind !== 'float') return null;
  const scale = (number: number): number => (parameter.log ? Math.log(number) : number);
  const [low, high] = [scale(Number(parameter.low)), scale(Number(parameter.high))];
  const place = (scale(value) - low) / (high - low);
  if (place <= VERDICT_LIMITS.border) return 'lowest';
  return place >= 1 - VERDICT_LIMITS.border ? 'highest' : null;
}
