import { OmegaError, RuntimeFailure } from '../../core/types/errors.ts';

const MISSING = /^(ERR_MODULE_NOT_FOUND|MODULE_NOT_FOUND)$/;
const BROKEN = /^(ERR_DLOPEN_FAILED|ERR_UNKNOWN_BUILTIN_MODULE)$/;
const NAMED_MODULE = /'([^']+)'/;

/**
 * Turns the failure to load a package or native module into `ENV_UNSUPPORTED`; every other error
 * passes. Modules are loaded when a command first needs them, so this is where a missing one shows.
 */
export function toEnvironmentError(error: unknown): unknown {
  if (error instanceof OmegaError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (!MISSING.test(code) && !BROKEN.test(code)) return error;
  const module = NAMED_MODULE.exec(error.message)?.[1] ?? 'a module';
  const reason = MISSING.test(code) ? 'is missing' : 'cannot be loaded';
  return new RuntimeFailure('ENV_UNSUPPORTED', `the module '${module}' ${reason}`, {
    hint: "run 'npm ci' in the folder of omega with the Node version in use",
    details: { module, reason: error.message },
    cause: error,
  });
}
