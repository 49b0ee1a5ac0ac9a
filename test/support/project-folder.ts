import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/run/program.ts';

const CONFIGS = path.join(PACKAGE_ROOT, 'configs');

/** A project folder of its own; `remove` takes it away again. */
export interface ProjectFolder {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Writes a file below the project and returns its path. */
  write(name: string, content: string): string;
  remove(): void;
}

/** An empty project that finds the support files that omega ships. */
export function createProjectFolder(): ProjectFolder {
  const root = mkdtempSync(path.join(tmpdir(), 'omega-test-'));
  return {
    root,
    environment: {
      OMEGA_EXECUTION_COSTS_FILE: path.join(CONFIGS, 'execution_costs.yaml'),
      OMEGA_SYMBOL_SPECS_FILE: path.join(CONFIGS, 'symbol_specs.yaml'),
    },
    write: (name, content) => {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
