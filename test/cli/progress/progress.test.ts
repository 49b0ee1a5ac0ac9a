import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Terminal } from '../../../src/cli/output/terminal.ts';
import { LineProgress } from '../../../src/cli/progress/line-progress.ts';
import { figuresOf, statisticsFiguresOf } from '../../../src/cli/progress/progress-figures.ts';
import { renderProgressBar } from '../../../src/cli/progress/render-progress-bar.ts';
import type { SweepProgress } from '../../../src/optimizer/sweep/sweep-events.ts';

function progressAt(finished: number, changes: Partial<SweepProgress> = {}): SweepProgress {
  return {
    finished,
    planned: 1000,
    finishedNow: finished,
    byStatus: { complete: finished, infeasible: 0, pruned: 0, failed: 0, timeout: 0, cancelled: 0 },
    best: null,
    segmentRuns: 0,
    elapsedMs: finished * 10,
    stage: '',
    ...changes,
  };
}

const best = {
  trialIndex: 3,
  score: 1.23456789,
  key: { scoreQ: 1.234568, profitQ: 1, drawdownQ: 0, configHash: '', trialIndex: 3 },
};

describe('figures of a sweep under way', () => {
  it('count the speed of this execution only', () => {
    expect(figuresOf(progressAt(600, { finishedNow: 100, elapsedMs: 2000, best }))).toEqual({
      share: 0.6,
      stage: '',
      position: '600/1,000',
      speed: '50.0/s',
      remaining: '8 s left',
      best: 'best 1.234568',
      failures: '',
    });
  });

  it('are silent about what is not known yet', () => {
    expect(figuresOf(progressAt(0))).toMatchObject({ speed: '', remaining: '', best: '' });
    expect(figuresOf(progressAt(1000)).remaining).toBe('');
  });

  it('count failures and time limits together', () => {
    const byStatus = { complete: 5, infeasible: 0, pruned: 0, failed: 2, timeout: 1, cancelled: 0 };
    expect(figuresOf(progressAt(8, { byStatus })).failures).toBe('3 failed');
  });
});

describe('figures of the statistics after a search', () => {
  it('name the stage, the share and the time that is left', () => {
    const figures = statisticsFiguresOf({ stage: 'reality check', share: 0.25, elapsedMs: 2000 });
    expect(figures).toMatchObject({ position: '25 %', stage: 'statistics: reality check', remaining: '6 s left' });
    expect(renderProgressBar(figures, 80)).toBe(
      `[${'='.repeat(5)}${' '.repeat(15)}] 25 %  statistics: reality check  6 s left`,
    );
  });

  it('are silent about the time before much is done and when everything is', () => {
    for (const share of [0, 0.01, 1]) {
      expect(statisticsFiguresOf({ stage: 'trades', share, elapsedMs: 2000 }).remaining).toBe('');
    }
  });
});

describe('the bar', () => {
  const byStatus = { complete: 580, infeasible: 0, pruned: 0, failed: 20, timeout: 0, cancelled: 0 };
  const figures = figuresOf(progressAt(600, { best, byStatus }));

  it('shows everything where there is room', () => {
    expect(renderProgressBar(figures, 120)).toBe(
      `[${'='.repeat(18)}${' '.repeat(12)}] 600/1,000  100/s  4 s left  best 1.234568  20 failed`,
    );
  });

  it.each([20, 30, 40, 50, 60, 80, 120, 200])('is shorter than %i columns', (width) => {
    expect(renderProgressBar(figures, width).length).toBeLessThan(width);
  });

  it('gives up the speed first and the failures last', () => {
    expect(renderProgressBar(figures, 65)).not.toContain('/s ');
    expect(renderProgressBar(figures, 65)).toContain('best');
    expect(renderProgressBar(figures, 38)).toContain('20 failed');
  });
});

describe('lines for a pipe', () => {
  it('come every five seconds, and once at the end', () => {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text) > 0 };
    let now = 0;
    const progress = new LineProgress(new Terminal(stream, stream), () => now);
    for (now = 0; now <= 12_000; now += 500) progress.update(progressAt(now / 20));
    progress.stop();
    progress.stop();
    expect(lines).toEqual([
      '250/1,000 trials, 100/s, 8 s left\n',
      '500/1,000 trials, 100/s, 5 s left\n',
      '600/1,000 trials, 100/s, 4 s left\n',
    ]);
  });

  it('say nothing about a sweep in which nothing was left to do', () => {
    const lines: string[] = [];
    const stream = { write: (text: string) => lines.push(text) > 0 };
    const progress = new LineProgress(new Terminal(stream, stream), () => 0);
    progress.update(progressAt(1000, { finishedNow: 0 }));
    progress.updateStatistics();
    progress.stop();
    expect(lines).toEqual([]);
  });
});

describe('a notice', () => {
  it('stands above a display that redraws itself', () => {
    const events: string[] = [];
    const stream = { write: (text: string) => events.push(text) > 0 };
    const terminal = new Terminal(stream, stream);
    terminal.setDisplay({ hide: () => events.push('hide'), show: () => events.push('show') });
    terminal.notice('warning[WARN_GAPS] gaps');
    terminal.clearDisplay();
    terminal.notice('done');
    expect(events).toEqual(['hide', 'warning[WARN_GAPS] gaps\n', 'show', 'hide', 'done\n']);
  });

  it('is wrapped on a terminal and whole elsewhere', () => {
    const notice = `warning[CFG_UNKNOWN_KEY] a.json: ${'unknown_key, '.repeat(12)}end`;
    const linesOn = (stream: object): readonly string[] => {
      const parts: string[] = [];
      const output = { ...stream, write: (part: string) => parts.push(part) > 0 };
      new Terminal(output, output).notice(notice);
      return stripVTControlCharacters(parts.join('')).trimEnd().split('\n');
    };
    expect(linesOn({})).toEqual([notice]);
    const wrapped = linesOn({ isTTY: true, columns: 80 });
    expect(wrapped.map((line) => line.trim()).join(' ')).toBe(notice);
    expect(wrapped.filter((line) => line.length > 80)).toEqual([]);
  });
});
