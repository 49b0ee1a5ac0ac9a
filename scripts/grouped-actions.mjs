import { readdirSync } from 'node:fs';
import path from 'node:path';

const ACTIONS = path.resolve('src/cli/actions');
const NAMESPACE = 'actions';

/** Commands that are loaded together, so that none loads a package with native code or threads that it does not need. */
const GROUPS = {
  run: ['run'],
  batch: ['batch'],
  data: ['data-import', 'data-info', 'data-repair', 'data-resample', 'data-synth', 'data-validate'],
  checks: ['check-lookahead', 'check-strategy', 'migrate', 'schema', 'validate'],
  store: ['best', 'digest', 'trials'],
};
/** Commands that are in no other group: they need nearly everything. */
const OTHERS = 'sweeps';

/**
 * Bundles the code of several commands as one. The bundler makes a file of everything that the same entries share,
 * so an entry for each command gives many small files, of which a run loads 66; in groups it loads two dozen.
 */
export const groupedActions = {
  name: 'grouped-actions',
  setup(build) {
    build.onResolve({ filter: /\/actions\/[\w-]+\.ts$/ }, ({ path: file, kind }) =>
      kind === 'dynamic-import' ? { path: groupOf(path.basename(file, '.ts')), namespace: NAMESPACE } : undefined,
    );
    build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path: group }) => ({
      contents: membersOf(group)
        .map((file) => `export * from './${file}';`)
        .join('\n'),
      resolveDir: ACTIONS,
      loader: 'ts',
    }));
  },
};

function groupOf(action) {
  return Object.keys(GROUPS).find((group) => GROUPS[group].includes(action)) ?? OTHERS;
}

function membersOf(group) {
  return readdirSync(ACTIONS).filter((file) => file.endsWith('.ts') && groupOf(path.basename(file, '.ts')) === group);
}
