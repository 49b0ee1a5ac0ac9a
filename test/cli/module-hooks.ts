import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CommandLineProject } from './command-line-project.ts';

type FileWriter = Pick<CommandLineProject, 'write'>;

/** Options of node that register module hooks with the given body of `resolve(specifier, context, next)`. */
function withResolveHook(project: FileWriter, name: string, body: string): readonly string[] {
  const hook = project.write(
    `hooks/${name}.mjs`,
    `import { appendFileSync } from 'node:fs';\nexport async function resolve(specifier, context, next) {\n${body}\n}\n`,
  );
  const start = project.write(
    `hooks/${name}-start.mjs`,
    `import { register } from 'node:module';\nregister(${JSON.stringify(pathToFileURL(hook).href)});\n`,
  );
  return ['--import', pathToFileURL(start).href];
}

/** Makes a package look as if it were not installed. */
export function hidePackage(project: FileWriter, name: string): readonly string[] {
  return withResolveHook(
    project,
    `hide-${name}`,
    `if (specifier !== ${JSON.stringify(name)}) return next(specifier, context);
     throw Object.assign(new Error("Cannot find package '${name}' imported from omega"), { code: 'ERR_MODULE_NOT_FOUND' });`,
  );
}

/** What a call of the program loaded. */
export interface LoadedModules {
  /** Names of packages, bundled ones included. */
  packages(): ReadonlySet<string>;
}

/** Records every module that a call loads; read the result after it. */
export function recordModules(
  project: FileWriter,
  name: string,
): { readonly nodeOptions: readonly string[]; readonly loaded: LoadedModules } {
  const log = project.write(`hooks/${name}.log`, '');
  const nodeOptions = withResolveHook(
    project,
    name,
    `const found = await next(specifier, context);
     appendFileSync(${JSON.stringify(log)}, found.url + '\\n');
     return found;`,
  );
  return { nodeOptions, loaded: { packages: () => packagesIn(readFileSync(log, 'utf8')) } };
}

/** Packages by the folder they lie in; what the bundler took over is listed in its source maps. */
function packagesIn(log: string): ReadonlySet<string> {
  const urls = log.split('\n').filter((url) => url.startsWith('file:'));
  const files = urls.flatMap((url) => (url.includes('/node_modules/') ? [url] : bundledSources(fileURLToPath(url))));
  const names = files.flatMap((file) => [...file.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)]);
  return new Set(names.map((match) => match[1] ?? ''));
}

function bundledSources(file: string): readonly string[] {
  const map = `${file}.map`;
  return existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')).sources : [];
}
