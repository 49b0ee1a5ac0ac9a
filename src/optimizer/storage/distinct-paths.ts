import type { JsonObject } from '../../core/types/json.ts';

/** Member names of JSON objects, in the order in which the texts bring them up. */
export function distinctPaths(texts: Iterable<string>): string[] {
  const paths = new Set<string>();
  for (const text of texts) for (const path of Object.keys(JSON.parse(text) as JsonObject)) paths.add(path);
  return [...paths];
}
