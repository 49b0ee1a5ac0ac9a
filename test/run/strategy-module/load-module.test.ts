import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateModule } from '../../../src/run/strategy-module/evaluate-module.ts';
import { loadModule } from '../../../src/run/strategy-module/load-module.ts';
import { temporaryFolder } from '../../config/temporary-file.ts';
import { ENVIRONMENT } from '../../core/strategy/environment.ts';

const GOOD = `export default { name: 'own', version: '2.1.0', create: () => ({ onBar: () => null }) };\n`;

async function load(name: string, content: string | Uint8Array) {
  const folder = temporaryFolder();
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), content);
  return loadModule(name, folder, path.dirname(folder));
}

async function problemsOf(name: string, content: string | Uint8Array) {
  const outcome = await load(name, content);
  return 'problems' in outcome ? outcome.problems : [];
}

describe('a strategy module', () => {
  it('is a strategy, its text and the hash of its bytes', async () => {
    const outcome = await load('strategies/own.mjs', GOOD);
    if ('problems' in outcome) throw new Error(outcome.problems[0].message);
    expect([outcome.strategy.name, outcome.strategy.version, outcome.file.text]).toEqual(['own', '2.1.0', GOOD]);
    expect(outcome.file.input).toMatchObject({
      kind: 'strategy_module',
      path: 'own.mjs',
      sha256: createHash('sha256').update(GOOD).digest('hex'),
      sizeBytes: GOOD.length,
    });
    // Relative to the project root, wherever that is.
    expect(outcome.file.path).toMatch(/^[^/]+\/strategies\/own\.mjs$/);
  });

  it('is an ES module whatever its ending and the package around it say', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "commonjs" }');
    writeFileSync(path.join(folder, 'own.js'), GOOD);
    expect(await loadModule('own.js', folder, folder)).toHaveProperty('strategy.name', 'own');
  });

  it('is read anew when its file has changed', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'own.mjs');
    const names: string[] = [];
    for (const name of ['first', 'second']) {
      writeFileSync(file, GOOD.replace('own', name));
      const outcome = await loadModule('own.mjs', folder, folder);
      if ('strategy' in outcome) names.push(outcome.strategy.name);
    }
    expect(names).toEqual(['first', 'second']);
  });
});

describe('a file that is no strategy module', () => {
  it.each<[what: string, name: string, content: string | Uint8Array, code: string, message: RegExp, hint?: RegExp]>([
    ['TypeScript', 'own.ts', GOOD, 'CFG_STRATEGY_FILE', /^own\.ts is no JavaScript module/, /npx esbuild own\.ts/],
    ['something else', 'own.json', '{}', 'CFG_STRATEGY_FILE', /expected a file ending in \.mjs or \.js$/],
    ['not UTF-8', 'own.mjs', Uint8Array.of(0x2f, 0x2f, 0xff), 'CFG_STRATEGY_FILE', /own\.mjs is not UTF-8 text$/],
    [
      'a syntax error',
      'own.mjs',
      'export default {\n  name: 1\n  version: 2\n};\n',
      'CFG_STRATEGY_LOAD',
      /^own\.mjs:3: Unexpected identifier 'version'$/,
    ],
    [
      'an error while it is loaded',
      'own.mjs',
      'const nothing = null;\n\nexport default { name: nothing.name };\n',
      'CFG_STRATEGY_LOAD',
      /^own\.mjs:3:\d+ threw while it was loaded: Cannot read properties of null/,
    ],
    ['CommonJS', 'own.js', 'module.exports = {};', 'CFG_STRATEGY_LOAD', /module is not defined/, /"export default"/],
    [
      'an import of a file',
      'own.mjs',
      "import helper from './helper.mjs';\nexport default helper;\n",
      'CFG_STRATEGY_LOAD',
      /^own\.mjs imports "\.\/helper\.mjs", but a strategy module is a single file$/,
      /esbuild/,
    ],
    [
      'an import of a package',
      'own.mjs',
      "import { rsi } from 'indicators';\nexport default rsi;\n",
      'CFG_STRATEGY_LOAD',
      /^own\.mjs imports "indicators", but/,
    ],
    [
      'an import of a name that is not there',
      'own.mjs',
      "import { nothing } from 'node:path';\nexport default nothing;\n",
      'CFG_STRATEGY_LOAD',
      /does not provide an export named 'nothing'$/,
    ],
    ['something thrown that is no error', 'own.mjs', "throw 'away';", 'CFG_STRATEGY_LOAD', /was loaded: away$/],
    [
      'no default export',
      'own.mjs',
      'export const own = {};\n',
      'CFG_STRATEGY_CONTRACT',
      /^own\.mjs has no default export: it exports own only$/,
    ],
    ['no export at all', 'own.mjs', '', 'CFG_STRATEGY_CONTRACT', /it exports nothing$/],
    ['a function', 'own.mjs', 'export default () => 1;', 'CFG_STRATEGY_CONTRACT', /default export: expected an object/],
    [
      'a bad parameter',
      'own.mjs',
      GOOD.replace('create', 'parameters: [{ key: "x", type: "int", default: "1", description: "x" }], create'),
      'CFG_STRATEGY_CONTRACT',
      /^own\.mjs: parameters\[0\]\.default: expected integer, got string$/,
    ],
  ])('%s is refused', async (_what, name, content, code, message, hint = /(?:)/) => {
    const problems = await problemsOf(name, content);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, where: 'strategy_module', message: expect.stringMatching(message) });
    expect(problems[0].hint ?? '').toMatch(hint);
  });

  it('a file that is missing, or a folder, is refused', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'folder.mjs'));
    const messages = [];
    for (const name of ['missing.mjs', 'folder.mjs', 'folder.mjs/deeper.mjs']) {
      const outcome = await loadModule(name, folder, folder);
      messages.push('problems' in outcome ? `${outcome.problems[0].code}: ${outcome.problems[0].message}` : 'loaded');
    }
    expect(messages).toEqual([
      'CFG_STRATEGY_FILE: there is no file missing.mjs',
      'CFG_STRATEGY_FILE: folder.mjs cannot be read: it is a folder',
      'CFG_STRATEGY_FILE: there is no file folder.mjs/deeper.mjs',
    ]);
  });

  it('one that waits for ever is refused after a while', async () => {
    const text = 'await new Promise(() => {});\nexport default {};\n';
    expect(await evaluateModule({ name: 'own.mjs', text }, 50)).toMatchObject({
      problems: [{ code: 'CFG_STRATEGY_LOAD', message: 'own.mjs is not loaded after 0.05 s' }],
    });
  });
});

describe('an error in a strategy', () => {
  it('names the line of its file', async () => {
    const text = `export default {
  name: 'own',
  version: '1.0.0',
  requirements: () => undefined.series,
  create: () => ({
    onBar: (bar) => bar.close.length,
  }),
};
`;
    const outcome = await load('own.mjs', text);
    if ('problems' in outcome) throw new Error(outcome.problems[0].message);
    const { strategy } = outcome;
    expect(() => strategy.requirements({}, ENVIRONMENT)).toThrow(/own\.mjs:4:\d+\)$/);
    const [issue] = strategy.resolve({}, ENVIRONMENT).issues;
    expect(issue.message).toMatch(/^requirements: Cannot read properties of undefined .* \(own\.mjs:4:\d+\)$/);
  });
});
