import { suggestName } from '../../core/math/suggest.ts';
import { isSearched, type ParameterDefinition } from '../space/parameter.ts';
import { SYMBOL_PATH } from './searchable-paths.ts';
import { offsetOf } from './source-node.ts';
import type { SweepSource } from './sweep-source.ts';

/** Paths of the parameters in `group_by`: as given, else the symbol where it is searched (`optimizer.md` 14). */
export function readGroups(
  { body, root, problems }: SweepSource,
  parameters: readonly ParameterDefinition[],
): readonly string[] {
  const searched = parameters.filter(isSearched);
  if (body.group_by.length === 0) return searched.some(({ path }) => path === SYMBOL_PATH) ? [SYMBOL_PATH] : [];
  return body.group_by.flatMap((name, index) => {
    const parameter = searched.find((candidate) => candidate.path === name || candidate.name === name);
    if (parameter !== undefined) return [parameter.path];
    const path = ['group_by', index];
    const suggestion = suggestName(
      name,
      searched.flatMap((candidate) => (candidate.name === null ? [candidate.path] : [candidate.path, candidate.name])),
    );
    problems.add({
      code: 'SWEEP_SPACE',
      offset: offsetOf(root, path),
      path,
      message: `'${name}' is no searched parameter of the space`,
      hint: suggestion === undefined ? undefined : `did you mean '${suggestion}'?`,
    });
    return [];
  });
}
