import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { resolveLocations } from '../../config/locations.ts';
import { OmegaError, RuntimeFailure, UsageError } from '../../core/types/errors.ts';
import { runSweep } from '../../optimizer/sweep/run-sweep.ts';
import type { SweepReport } from '../../optimizer/sweep/sweep-report.ts';
import type { SweepTimes } from '../../optimizer/sweep/sweep-times.ts';
import { REPORT_FILE } from '../../report/page/report-file.ts';
import { type WrittenReport, writeSweepReport } from '../../report/sweep-page/write-sweep-report.ts';
import { keepNurseriesSmall } from '../../run/heap.ts';
import type { Answer, CommandContext, ParsedWords } from '../command.ts';
import { checkFlags } from '../flags/check-flags.ts';
import { onOff, seed, someText, wholeNumber } from '../flags/flag-values.ts';
import { countOf } from '../output/figures.ts';
import { withSnakeKeys } from '../output/json-document.ts';
import { renderEstimate } from '../output/render-estimate.ts';
import { renderScoreMap } from '../output/render-score-map.ts';
import { renderSweepReport } from '../output/render-sweep-report.ts';
import { renderSweepTimes } from '../output/render-sweep-times.ts';
import { sparkSigns } from '../output/sparkline.ts';
import { sweepResult } from '../output/sweep-result.ts';
import { createSweepProgress } from '../progress/create-sweep-progress.ts';
import { holdoutAction } from './holdout.ts';

const FLAGS = z.object({
  file: z.string().optional(),
  resume: someText('a sweep').optional(),
  restart: onOff(),
  dryRun: onOff(),
  seed: seed().optional(),
  workers: wholeNumber(1).optional(),
  memory: wholeNumber(1).optional(),
  strict: onOff(),
  strictData: onOff(),
  openHoldout: onOff(),
  noCache: onOff(),
  noReport: onOff(),
  baseline: someText('a file').optional(),
  verbose: onOff(),
});

const BYTES_PER_MB = 2 ** 20;

type SweepFlags = z.infer<typeof FLAGS>;

/** Remarks that are errors begin with their code. */
const CODED_REMARK = /^(SWEEP_[A-Z_]+): (.*)$/s;

/** `omega sweep`: runs, continues or shows a sweep. */
export async function sweepAction(words: ParsedWords, context: CommandContext): Promise<Answer> {
  keepNurseriesSmall();
  const flags = checkFlags(FLAGS, words);
  const target = chooseTarget(flags);
  const { terminal, interruption } = context;
  const abort = new AbortController();
  const progress = await createSweepProgress(terminal);
  let report: SweepReport;
  try {
    report = await runSweep({
      target,
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.workers === undefined ? {} : { workers: flags.workers }),
      ...(flags.memory === undefined ? {} : { memoryBytes: flags.memory * BYTES_PER_MB }),
      ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
      restart: flags.restart,
      dryRun: flags.dryRun,
      strict: flags.strict,
      strictData: flags.strictData,
      useCache: !flags.noCache,
      projectRoot: context.projectRoot,
      environment: context.environment,
      onNotice: (notice) => terminal.notice(notice),
      onEstimate: (estimate) => {
        if (flags.openHoldout && estimate.holdout === null) throw noHoldout();
        if (estimate.finished < estimate.trials) terminal.notice(renderEstimate(estimate, terminal.width).trimEnd());
        // Until here nothing is stored and the first signal may end the program.
        interruption.reactWith(() => {
          terminal.notice('interrupted: ends after the trials at hand; a second signal ends at once');
          abort.abort();
        });
      },
      onProgress: (state) => progress.update(state),
      onStatistics: (state) => progress.updateStatistics(state),
      signal: abort.signal,
    });
  } finally {
    progress.stop();
  }
  const advice = adviceFor(report, context.rootWords);
  if (advice !== undefined) terminal.notice(advice);
  const exitCode = report.outcome === 'interrupted' ? (interruption.exitCode ?? report.exitCode) : report.exitCode;
  const looked =
    flags.openHoldout && hasChoice(report) ? await holdoutAction(holdoutWords(report, flags), context) : null;
  const pageFromMs = performance.now();
  const written = await reportOf(report, flags, context);
  const times = addFiles(report.times, performance.now() - pageFromMs);
  return {
    result: () => ({
      ...sweepResult(report, exitCode),
      times: withSnakeKeys(times),
      report: written?.file ?? null,
      ...(looked === null ? {} : { holdout: looked.result() }),
    }),
    text: () => {
      const text = renderSweepReport(report, context.workingDirectory, terminal.width, written?.file ?? null);
      const map = written === null ? '' : scoreMapOf(written, context);
      const where = flags.verbose && times !== null ? renderSweepTimes(times, terminal.width) : '';
      return `${text}${map}${where}${looked === null ? '' : `\n${[...looked.text()].join('')}`}`;
    },
    failure: failureOf(report) ?? looked?.failure,
    exitCode,
  };
}

/**
 * Writes the page of a sweep that is over, and tells where; one that is only shown has its page, unless its program was
 * killed before. The sweep itself is over and stored: a page that cannot be written changes nothing about that.
 */
async function reportOf(
  report: SweepReport,
  flags: SweepFlags,
  context: CommandContext,
): Promise<WrittenReport | null> {
  if (flags.noReport || report.folder === null) return null;
  const lacksPage = report.outcome === 'shown' && !existsSync(path.join(report.folder, REPORT_FILE));
  if (report.outcome !== 'complete' && !lacksPage) return null;
  const locations = resolveLocations(context.environment, context.projectRoot);
  try {
    return await writeSweepReport(report.sweepId, locations, report.computedStatistics);
  } catch (error) {
    if (!(error instanceof OmegaError)) throw error;
    context.terminal.notice(`no report: ${error.message}`);
    return null;
  }
}

/** The page is a file of the sweep too. */
function addFiles(times: SweepTimes | null, pageMs: number): SweepTimes | null {
  return times === null ? null : { ...times, filesMs: times.filesMs + pageMs };
}

/** The map of scores is for looking at: programs that read the summary do not get it. */
function scoreMapOf({ data }: WrittenReport, { terminal, environment }: CommandContext): string {
  return terminal.stdout.isTTY === true ? renderScoreMap(data, terminal.width, sparkSigns(environment)) : '';
}

function noHoldout(): UsageError {
  return new UsageError('USAGE', '--open-holdout needs a sweep with a holdout', {
    hint: 'set validation.holdout in the sweep file, for example { last_days: 180 }',
  });
}

/** Whether there is something that the holdout can be opened for. */
function hasChoice({ outcome, top }: SweepReport): boolean {
  return (outcome === 'complete' || outcome === 'shown') && top.length > 0;
}

function holdoutWords({ sweepId }: SweepReport, { noCache }: SweepFlags): ParsedWords {
  return { sweep: sweepId, noCache };
}

function chooseTarget(flags: SweepFlags): { readonly file: string } | { readonly resume: string } {
  const { file, resume, restart, seed } = flags;
  if (file !== undefined && resume !== undefined) {
    throw new UsageError('USAGE', 'a sweep file and --resume exclude each other');
  }
  if (resume === undefined) {
    if (file === undefined) throw new UsageError('USAGE', 'which sweep? expected a sweep file or --resume <sweep>');
    return { file };
  }
  if (restart)
    throw new UsageError('USAGE', '--restart and --resume exclude each other: one deletes what the other keeps');
  if (seed !== undefined)
    throw new UsageError('USAGE', '--seed and --resume exclude each other: a stored sweep has its seed');
  return { resume };
}

/** A sweep that was stopped by its failures, or has no best parameters. */
function failureOf({ remark, sweepId, outcome, top }: SweepReport): RuntimeFailure | undefined {
  const isShownWithoutBest = outcome === 'shown' && top.length === 0;
  const coded = isShownWithoutBest ? 'SWEEP_NO_ELIGIBLE_TRIAL: there are no best parameters' : remark;
  const [, code, message] = CODED_REMARK.exec(coded ?? '') ?? [];
  if (code === undefined || message === undefined) return undefined;
  return new RuntimeFailure(code, message, {
    where: sweepId,
    hint: `"omega trials ${sweepId}" shows how they ended`,
    details: { sweep_id: sweepId },
  });
}

/** What the exit code does not say: how to continue, or where to see what failed. */
function adviceFor({ outcome, sweepId, byStatus }: SweepReport, rootWords: string): string | undefined {
  if (outcome === 'interrupted') return `the sweep can be continued: omega sweep --resume ${sweepId}${rootWords}`;
  const failed = byStatus.failed + byStatus.timeout;
  return failed === 0 ? undefined : `${countOf(failed, 'trial')} failed; see why: omega trials ${sweepId}${rootWords}`;
}
