import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { runOmega } from './run-omega.ts';

const cwd = tmpdir();

describe('omega schema', () => {
  it.each([
    { words: ['schema'], title: 'omega configuration' },
    { words: ['schema', 'config'], title: 'omega configuration' },
    { words: ['schema', 'sweep'], title: 'omega sweep' },
  ])('prints a JSON Schema: omega $words', async ({ words, title }) => {
    const { code, stdout, stderr } = await runOmega(words, { cwd });
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', title });
    const { stdout: json } = await runOmega([...words, '--json'], { cwd });
    expect(JSON.parse(json)).toEqual({ ok: true, command: 'schema', result: JSON.parse(stdout) });
  });

  it('refuses another document', async () => {
    const { code, stderr } = await runOmega(['schema', 'costs'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('<document> is "costs", expected one of config, sweep');
  });
});
