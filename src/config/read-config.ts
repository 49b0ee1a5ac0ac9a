import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, UsageError } from '../core/types/errors.ts';
import { type JsonDocument, parseJsonDocument } from './json-document.ts';

/** Reasons of the system in words a user can act on. */
const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

/** Reads and parses a JSON file without looking at its content; `file` is named in messages as it is given. */
export async function readJsonDocument(file: string): Promise<JsonDocument> {
  const bytes = await readNamedFile(file);
  const name = path.basename(file);
  try {
    return parseJsonDocument(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), name);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([{ code: 'CFG_JSON_PARSE', where: `${name}:1:1`, message: 'the file is not UTF-8 text' }]);
  }
}

/** Reads a file that the user has named. */
export async function readNamedFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code = 'unknown', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new UsageError('USAGE_CONFIG_NOT_FOUND', `there is no file ${file}`, {
        where: file,
        hint: 'check the path; it is relative to the working directory',
        details: { path: file },
      });
    }
    const reason = Object.hasOwn(REASONS, code) ? `${REASONS[code]} (${code})` : message;
    throw new UsageError('USAGE_CONFIG_UNREADABLE', `${file} cannot be read: ${reason}`, {
      where: file,
      details: { path: file, reason: code },
    });
  }
}
