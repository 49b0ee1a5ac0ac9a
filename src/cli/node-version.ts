import { RuntimeFailure } from '../core/types/errors.ts';

/** Same as `engines.node` of the package. */
const OLDEST = { major: 20, minor: 19 };

/** Refuses a Node version that lacks what omega uses (`data-and-config.md` 18.3: exit code 4). */
export function requireNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  const required = `${OLDEST.major}.${OLDEST.minor}`;
  throw new RuntimeFailure('ENV_UNSUPPORTED', `Node ${version} is too old, expected ${required} or newer`, {
    hint: 'install a current Node version and start omega again',
    details: { found: version, required },
  });
}
