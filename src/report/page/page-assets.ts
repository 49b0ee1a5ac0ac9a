import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RuntimeFailure } from '../../core/types/errors.ts';
import { PACKAGE_ROOT } from '../../run/program.ts';

/** Pages that the build makes from `src/report-page`. */
export type PageName = 'run-page' | 'sweep-page' | 'comparison-page';

/** Script of a page, charts included, and the style that all pages share. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * Reads what the build made of a page.
 * @throws RuntimeFailure `RUNTIME_INTERNAL` where the program was not built
 */
export function readPageAssets(page: PageName): PageAssets {
  return { script: readAsset(`${page}.js`), style: readAsset('page.css') };
}

function readAsset(name: string): string {
  const file = path.join(PACKAGE_ROOT, 'dist/report-page', name);
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new RuntimeFailure('RUNTIME_INTERNAL', 'a part of the report page cannot be read', {
      where: file,
      hint: 'install omega again, or "npm run build" in its sources',
      details: { path: file },
      cause,
    });
  }
}
