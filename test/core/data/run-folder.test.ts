import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkRunFolder, writeRunFolder } from '../../../src/core/data/run-folder.ts';

// The real functions, with a rename that single tests can make fail.
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:fs/promises')>();
  return { ...original, rename: vi.fn(original.rename) };
});

const RUN_ID = '0123456789abcdef';

let root = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'omega-run-folder-')));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.mocked(rename).mockReset();
});

function filesOf(marker: string, runId = RUN_ID): Map<string, string> {
  return new Map([
    ['meta.json', `${JSON.stringify({ run_id: runId })}\n`],
    ['trades.json', `${marker}\n`],
  ]);
}

/** A text that fails on being written, after the files before it. */
function filesThatFail(): Map<string, string> {
  return new Map([...filesOf('broken'), ['meta.json/below-a-file.json', 'x']]);
}

/** Makes those calls of `rename` fail (counted from 1 from now on) that `isFailing` picks. */
function failRename(isFailing: (call: number) => boolean): void {
  const original = vi.mocked(rename).getMockImplementation() as typeof rename;
  let call = 0;
  vi.mocked(rename).mockImplementation(async (from, to) => {
    call++;
    if (isFailing(call)) throw new Error(`rename number ${call} fails`);
    await original(from, to);
  });
}

const conflict = expect.objectContaining({ category: 'runtime', code: 'OUT_DIR_CONFLICT' });
const writeFailure = expect.objectContaining({ category: 'runtime', code: 'OUT_WRITE_FAILED' });

describe('a new run folder', () => {
  it('holds exactly the given files, and nothing is left beside it', async () => {
    const target = join(root, 'runs', RUN_ID);
    await writeRunFolder(target, new Map([...filesOf('a'), ['profiling/profiling.json', '{}']]), RUN_ID);
    expect(readdirSync(target).sort()).toEqual(['meta.json', 'profiling', 'trades.json']);
    expect(readFileSync(join(target, 'trades.json'), 'utf8')).toBe('a\n');
    expect(readFileSync(join(target, 'profiling', 'profiling.json'), 'utf8')).toBe('{}');
    expect(readdirSync(join(root, 'runs'))).toEqual([RUN_ID]);
  });

  it('is written in UTF-8', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, new Map([['meta.json', 'ü']]), RUN_ID);
    expect([...readFileSync(join(target, 'meta.json'))]).toEqual([0xc3, 0xbc]);
  });

  it('may be named with a trailing separator', async () => {
    await writeRunFolder(`${join(root, 'run')}/`, filesOf('a'), RUN_ID);
    expect(readdirSync(root)).toEqual(['run']);
  });
});

describe('an existing folder', () => {
  it('is replaced as a whole if it carries the same run id', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, filesOf('old'), RUN_ID);
    writeFileSync(join(target, 'report.html'), 'old report');
    await writeRunFolder(target, filesOf('new'), RUN_ID);
    expect(readdirSync(target).sort()).toEqual(['meta.json', 'trades.json']);
    expect(readFileSync(join(target, 'trades.json'), 'utf8')).toBe('new\n');
    expect(readdirSync(root)).toEqual(['run']);
  });

  it('of another run is a conflict and stays as it is', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, filesOf('old', 'ffffffffffffffff'), 'ffffffffffffffff');
    await expect(writeRunFolder(target, filesOf('new'), RUN_ID)).rejects.toThrowError(
      expect.objectContaining({
        code: 'OUT_DIR_CONFLICT',
        where: target,
        details: { path: target, found: 'ffffffffffffffff', expected: RUN_ID },
      }),
    );
    expect(readFileSync(join(target, 'trades.json'), 'utf8')).toBe('old\n');
    expect(readdirSync(root)).toEqual(['run']);
  });

  it.each([
    ['no meta.json', null],
    ['a meta.json that is not JSON', '{ "run_id": '],
    ['a meta.json that is no object', 'null'],
    ['a meta.json without run id', '{}'],
    ['a run id that is no text', '{ "run_id": 5 }'],
  ])('with %s is a conflict', async (_name, meta) => {
    const target = join(root, 'run');
    mkdirSync(target);
    writeFileSync(join(target, 'precious.txt'), 'keep');
    if (meta !== null) writeFileSync(join(target, 'meta.json'), meta);
    await expect(writeRunFolder(target, filesOf('new'), RUN_ID)).rejects.toThrowError(conflict);
    expect(readFileSync(join(target, 'precious.txt'), 'utf8')).toBe('keep');
    expect(readdirSync(root)).toEqual(['run']);
  });

  it('that is a file is a conflict', async () => {
    const target = join(root, 'run');
    writeFileSync(target, 'a file');
    await expect(writeRunFolder(target, filesOf('new'), RUN_ID)).rejects.toThrowError(conflict);
    expect(readFileSync(target, 'utf8')).toBe('a file');
  });

  it('behind a link is left alone, the link is replaced', async () => {
    const elsewhere = join(root, 'elsewhere');
    await writeRunFolder(elsewhere, filesOf('old'), RUN_ID);
    symlinkSync(elsewhere, join(root, 'run'));
    await writeRunFolder(join(root, 'run'), filesOf('new'), RUN_ID);
    expect(lstatSync(join(root, 'run')).isDirectory()).toBe(true);
    expect(readFileSync(join(elsewhere, 'trades.json'), 'utf8')).toBe('old\n');
  });
});

describe('a failing write', () => {
  it('leaves nothing behind where nothing was', async () => {
    const target = join(root, 'run');
    await expect(writeRunFolder(target, filesThatFail(), RUN_ID)).rejects.toThrowError(writeFailure);
    expect(readdirSync(root)).toEqual([]);
  });

  it('keeps the old content', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, filesOf('old'), RUN_ID);
    await expect(writeRunFolder(target, filesThatFail(), RUN_ID)).rejects.toThrowError(writeFailure);
    expect(readFileSync(join(target, 'trades.json'), 'utf8')).toBe('old\n');
    expect(readdirSync(root)).toEqual(['run']);
  });

  it('puts the old folder back when the new one cannot be moved into place', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, filesOf('old'), RUN_ID);
    failRename((call) => call === 2);
    await expect(writeRunFolder(target, filesOf('new'), RUN_ID)).rejects.toThrowError(writeFailure);
    expect(readFileSync(join(target, 'trades.json'), 'utf8')).toBe('old\n');
    expect(readdirSync(root)).toEqual(['run']);
  });

  it('never deletes the old folder, even if it cannot be put back', async () => {
    const target = join(root, 'run');
    await writeRunFolder(target, filesOf('old'), RUN_ID);
    failRename((call) => call >= 2);
    await expect(writeRunFolder(target, filesOf('new'), RUN_ID)).rejects.toThrowError(writeFailure);
    const [staging] = readdirSync(root);
    expect(readFileSync(join(root, staging, 'old', 'trades.json'), 'utf8')).toBe('old\n');
  });

  it('names the folder, the reason and the cause', async () => {
    writeFileSync(join(root, 'blocker'), 'a file where a folder is needed');
    const target = join(root, 'blocker', 'run');
    await expect(writeRunFolder(target, filesOf('a'), RUN_ID)).rejects.toThrowError(
      expect.objectContaining({
        code: 'OUT_WRITE_FAILED',
        where: target,
        details: expect.objectContaining({ path: target }),
        cause: expect.any(Error),
      }),
    );
  });
});

describe('checkRunFolder', () => {
  it('is false where nothing is and true for the same run', async () => {
    const target = join(root, 'run');
    expect(await checkRunFolder(target, RUN_ID)).toBe(false);
    await writeRunFolder(target, filesOf('a'), RUN_ID);
    expect(await checkRunFolder(target, RUN_ID)).toBe(true);
    expect(existsSync(target)).toBe(true);
  });

  it('refuses anything else before a run has cost time', async () => {
    mkdirSync(join(root, 'run'));
    await expect(checkRunFolder(join(root, 'run'), RUN_ID)).rejects.toThrowError(conflict);
  });
});
