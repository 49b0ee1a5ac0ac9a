import * as z from 'zod';
import { configHash } from '../../config/config-hash.ts';
import { resolveLocations } from '../../config/locations.ts';
import { warningNotice } from '../../config/warning-notice.ts';
import type { JsonObject } from '../../core/types/json.ts';
import { checkConfigDocument, readConfigDocument } from '../../run/checked-config.ts';
import { readSupportFiles } from '../../run/support.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff } from '../flags/flag-values.ts';
import { shortHash } from '../output/figures.ts';
import { refuseSweepFile } from './refuse-sweep-file.ts';

const FLAGS = z.object({ config: z.string(), strict: onOff() });

/** `omega validate`: normalisation and checks, without market data. */
export async function validateAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  const { config, strict } = checkFlags(FLAGS, words);
  refuseSweepFile(config, ' --dry-run');
  const { terminal } = context;
  const locations = resolveLocations(context.environment, context.projectRoot);
  for (const notice of locations.notices) terminal.notice(notice);
  const support = await readSupportFiles(locations, strict);
  const { symbolSpecs } = support;
  const { projectRoot } = locations;
  const document = await readConfigDocument(config);
  const { effective, warnings } = await checkConfigDocument(document, { strict, symbolSpecs, projectRoot });
  const all = [...support.costs.warnings, ...warnings];
  for (const warning of all) terminal.notice(warningNotice(warning));
  const hash = configHash(effective);
  return {
    result: () => ({
      config_hash: hash,
      config: effective as unknown as JsonObject,
      warnings: all.map(({ code, where, message }) => ({ code, where, message })),
    }),
    text: () => `${config} is valid, config hash ${shortHash(hash)}\n`,
  };
}
