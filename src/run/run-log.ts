import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { formatInstant } from '../core/data/dates.ts';
import type { EffectiveConfig } from '../core/types/config.ts';

type Level = 'INFO' | 'WARN' | 'ERROR';

/** Whose log it is; every line carries these facts and nothing else of the configuration. */
export interface LogSubject {
  readonly idName: 'run_id' | 'sweep_id';
  readonly id: string;
  readonly config: EffectiveConfig;
}

/**
 * Log of one run or sweep below `<results>/logs`, as text and as JSON lines (`data-and-config.md`
 * 17.7). `prod` keeps warnings and errors only. Seeds are never logged. A log that cannot be written
 * is given up silently: it is no artifact, and a full disk must not hide the real outcome.
 */
export class RunLog {
  private readonly subject: LogSubject;
  private readonly base: string;
  private readonly now: () => number;

  /** @param now milliseconds since the epoch */
  constructor(resultsRoot: string, subject: LogSubject, now: () => number) {
    this.subject = subject;
    this.base = path.join(resultsRoot, 'logs', subject.id);
    this.now = now;
  }

  info(message: string): void {
    if (this.subject.config.run_mode === 'dev') this.write('INFO', message);
  }

  warn(message: string): void {
    this.write('WARN', message);
  }

  error(message: string): void {
    this.write('ERROR', message);
  }

  private write(level: Level, message: string): void {
    const { idName, id, config } = this.subject;
    const time = formatInstant(this.now());
    const facts = { strategy_name: config.strategy_name, symbol: config.symbol, timeframe: config.timeframes.primary };
    const text = `${time} ${level} ${idName}=${id} strategy_name=${facts.strategy_name} symbol=${facts.symbol} timeframe=${facts.timeframe} ${message}\n`;
    try {
      mkdirSync(path.dirname(this.base), { recursive: true });
      appendFileSync(`${this.base}.log`, text);
      appendFileSync(`${this.base}.jsonl`, `${JSON.stringify({ time, level, [idName]: id, ...facts, message })}\n`);
    } catch {
      return;
    }
  }
}
