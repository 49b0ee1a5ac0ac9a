import { isMissing } from '../statistics/figure.ts';
import type { VerdictPoint } from './verdict.ts';
import type { SearchEvidence, VerdictEvidence } from './verdict-evidence.ts';
import { VERDICT_LIMITS } from './verdict-limits.ts';
import { leaningOfLarge, leaningOfSmall, missingPoint, percentText, point, readFigure } from './verdict-point.ts';

/** What remains of the result when the number of tries is taken into account. */
export function judgeSearch({ search, noSearch }: VerdictEvidence): readonly VerdictPoint[] {
  if (search === null) {
    return [
      missingPoint('pbo', 'probability of overfitting', noSearch),
      missingPoint('dsr', 'deflated Sharpe ratio', noSearch),
      missingPoint('spa_p_value', 'superior predictive ability', noSearch),
    ];
  }
  return [...judgeOverfitting(search), judgeSharpe(search), judgeSuperiority(search), ...judgeLength(search)];
}

function judgeOverfitting({ figures, isPboReliable }: SearchEvidence): readonly VerdictPoint[] {
  const { pbo_prob_oos_loss: losses } = figures;
  const hardlyLoses = !isMissing(losses) && losses <= VERDICT_LIMITS.rareLosses;
  const pbo = readFigure('pbo', 'probability of overfitting', figures.pbo, (value) => {
    const leaning = leaningOfSmall(value, VERDICT_LIMITS.pbo);
    const isHarmless = leaning === 'against' && hardlyLoses;
    const remark = isPboReliable ? '' : '; indicative only here';
    const excuse = isHarmless ? ', but hardly ever loses there: the trials are too much alike to be ranked' : '';
    return {
      leaning: isHarmless ? 'neutral' : leaning,
      isDecisive: isPboReliable,
      text: `the in-sample winner falls into the worse half out of sample in ${percentText(value)} of the splits (PBO${remark})${excuse}`,
    };
  });
  if (isMissing(losses) || losses <= VERDICT_LIMITS.losses) return [pbo];
  const text = `the in-sample winner loses out of sample in ${percentText(losses)} of the splits`;
  return [pbo, point('pbo_prob_oos_loss', losses, { leaning: 'against', isDecisive: true, text })];
}

function judgeSharpe({ figures, confidence }: SearchEvidence): VerdictPoint {
  const limits = { for: confidence, against: VERDICT_LIMITS.dsr.against };
  return readFigure('dsr', 'deflated Sharpe ratio', figures.dsr, (value) => ({
    leaning: leaningOfLarge(value, limits),
    isDecisive: true,
    text: `its Sharpe ratio is above what the best of so many tries has by luck with probability ${value.toFixed(3)} (deflated Sharpe ratio; ${confidence} asked for)`,
  }));
}

function judgeSuperiority({ figures }: SearchEvidence): VerdictPoint {
  return readFigure('spa_p_value', 'superior predictive ability', figures.spa_p_value, (value) => ({
    leaning: leaningOfSmall(value, VERDICT_LIMITS.spa),
    text: `worthless trials would have a best one that looks this good with probability ${value.toFixed(3)} (SPA)`,
  }));
}

function judgeLength({ figures, days, years, neededYears }: SearchEvidence): readonly VerdictPoint[] {
  const record = readFigure('min_track_record_days', 'length of the record', figures.min_track_record_days, (value) => {
    const needed = Math.ceil(value);
    const suffices = days >= needed;
    return {
      leaning: suffices ? 'for' : 'against',
      text: `${days} days of results, ${needed} are needed to tell its Sharpe ratio from 0`,
    };
  });
  const isLong = years >= neededYears;
  const text = `${years.toFixed(1)} years of data for a search that asks for ${neededYears.toFixed(1)}`;
  return [record, point('years', years, { leaning: isLong ? 'for' : 'against', text })];
}
