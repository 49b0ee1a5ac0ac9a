import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../../src/core/data/atomic-file.ts';
import { RuntimeFailure } from '../../../src/core/types/errors.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

const folder = createTemporaryFolder();

describe('writeFileAtomically', () => {
  it('makes folders, joins the chunks and replaces an older file', () => {
    const file = path.join(folder, 'a/b/file.txt');
    writeFileAtomically(file, ['old']);
    writeFileAtomically(file, ['grüß ', new Uint8Array([0x67, 0x6f, 0x74, 0x74]), '\n']);
    expect(readFileSync(file, 'utf8')).toBe('grüß gott\n');
    expect(readdirSync(path.dirname(file))).toEqual(['file.txt']);
  });

  it('reports a failure and leaves nothing behind', () => {
    const occupied = path.join(folder, 'occupied');
    mkdirSync(path.join(occupied, 'file.txt/inner'), { recursive: true });
    const write = () => writeFileAtomically(path.join(occupied, 'file.txt'), ['x']);
    expect(write).toThrow(expect.objectContaining({ code: 'OUT_WRITE_FAILED' }));
    expect(readdirSync(occupied)).toEqual(['file.txt']);
    const blocked = path.join(folder, 'plain');
    writeFileSync(blocked, '');
    expect(() => writeFileAtomically(path.join(blocked, 'file.txt'), ['x'])).toThrow('cannot write the file');
  });

  it('takes pieces that are made while it writes, one at a time, and passes their error on', () => {
    const file = path.join(folder, 'pieces.txt');
    let written = 0;
    function* pieces(fails: boolean): Generator<string> {
      for (let piece = 0; piece < 3; piece++) {
        yield String(piece);
        written++;
      }
      if (fails) throw new RuntimeFailure('STORE_CORRUPT', 'a row is damaged');
    }
    writeFileAtomically(file, pieces(false));
    expect(readFileSync(file, 'utf8')).toBe('012');
    expect(() => writeFileAtomically(file, pieces(true))).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }));
    expect(written).toBe(6);
    expect(readFileSync(file, 'utf8')).toBe('012');
  });
});
