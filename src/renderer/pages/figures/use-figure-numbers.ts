// The single numbers above a chart, with their change against the comparison in words and with a sign.

import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureName } from '../../../shared/figures/names.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { changeOf } from './figure-series.ts';
import { LOOKS } from './figure-look.ts';
import { useFigureUnits } from './use-figure-units.ts';
import type { Unit } from './use-figure-units.ts';
import { useFigureWords } from './use-figure-words.ts';

export interface BigNumber {
  key: string;
  name: string;
  value: string;
  /** Words stand where no number can be told. */
  isWords: boolean;
  change: string | null;
  was: string | null;
}

/** What the system opened is told only where it opened anything. */
function isTold(figure: FigureName, key: string, { totals }: FigureAnswer): boolean {
  const value = totals[key];
  return value !== undefined && !(figure === 'status' && key === 'system' && !value);
}

/** Whether nothing was closed of late, so that no time can be told in which the open ones would be. */
function isIdle(key: string, { totals }: Pick<FigureAnswer, 'totals'>): boolean {
  return key === 'days_on_hand' && totals[key] === null && totals['closed_10_days'] === 0;
}

/** Makes the numbers of an answer. */
export function useFigureNumbers(): (
  figure: FigureName,
  queue: QueueName | null,
  answer: FigureAnswer,
) => BigNumber[] {
  const { t, n } = useI18n();
  const units = useFigureUnits();
  const words = useFigureWords();

  function changeText(key: string, now: number, was: number, unit: Unit): string {
    const { by, share } = changeOf(key, now, was);
    const word = t(`figures.change.${by > 0 ? 'more' : by < 0 ? 'less' : 'same'}`);
    if (by === 0) return word;
    const sign = by > 0 ? '+' : '−';
    const size = Math.abs(by);
    if (unit === 'share')
      return `${word} ${sign}${t('figures.change.points', { n: (size * 100).toFixed(1) })}`;
    if (share === null) return `${word} ${sign}${units.of(unit).full(size)}`;
    return `${word} ${sign}${n(Math.round(Math.abs(share) * 1000) / 10)}%`;
  }

  return (figure, queue, answer) => {
    const unit = answer.series[0]?.unit ?? 'cases';
    const chosen = LOOKS[figure].numbers.filter((key) => isTold(figure, key, answer));
    return chosen.map((key) => {
      const now = answer.totals[key] ?? null;
      const was = answer.before?.totals[key] ?? null;
      const both = typeof now === 'number' && typeof was === 'number';
      return {
        key,
        name: words.total(figure, queue, key),
        value: isIdle(key, answer) ? t('figures.none_closed') : units.total(key, now, unit),
        isWords: isIdle(key, answer),
        change: both ? changeText(key, now, was, units.unitOf(key, unit)) : null,
        was:
          answer.before === null
            ? null
            : t('figures.change.was', { value: units.total(key, was, unit) }),
      };
    });
  };
}
