// Numbers of figures in words: open minutes as hours, fen as yuan, shares as per cent; whole and short.

import { useI18n } from 'vue-i18n';
import type { FigureSeries } from '../../../shared/figures/names.ts';
import { yuanText } from '../../../shared/lib/money.ts';
import type { ChartSeries, NumberWords } from '../../charts/chart-data.ts';
import { monthText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';

export type Unit = FigureSeries['unit'];

export interface FigureUnits {
  of(unit: Unit): NumberWords;
  cells(unit: Unit): NonNullable<ChartSeries['cells']>;
  /** A single number by its name, in the unit of the figure unless its name says another. */
  total(key: string, value: number | string | null, unit: Unit): string;
  /** The unit that a single number has. */
  unitOf(key: string, unit: Unit): Unit;
}

/** Single numbers that have a unit of their own. */
const OWN_UNITS: Record<string, Unit> = {
  n: 'cases',
  cost_n: 'cases',
  in_time_n: 'cases',
  loans_n: 'cases',
  days: 'cases',
  days_on_hand: 'days',
  spent: 'fen',
  committed: 'fen',
  budget: 'fen',
  lines: 'lines',
  applications: 'applications',
  share: 'share',
};

/** Numbers of the page, in its language. */
export function useFigureUnits(): FigureUnits {
  const { t, n } = useI18n();
  const { language } = useLanguage();
  const one = (value: number) => n(Math.round(value * 10) / 10);

  function minutes(value: number): string {
    if (value < 60) return t('figure.unit.minutes', { n: n(Math.round(value)) });
    const hours = Math.floor(value / 60);
    const rest = Math.round(value % 60);
    if (hours >= 100 || rest === 0) return t('figure.unit.hours', { n: n(Math.round(value / 60)) });
    return t('figure.unit.hours_minutes', { h: n(hours), m: n(rest) });
  }
  const plain: NumberWords = { full: one, short: (value) => n(value) };
  const words: Partial<Record<Unit, NumberWords>> = {
    minutes: {
      full: minutes,
      short: (value) => t('figure.unit.hours_short', { n: one(value / 60) }),
      scale: 60,
    },
    share: {
      full: (value) => `${(value * 100).toFixed(1)}%`,
      short: (value) => `${Math.round(value * 1000) / 10}%`,
    },
    fen: {
      full: (value) => `¥${yuan(value)}`,
      short: (value) => `¥${n(Math.round(value / 100))}`,
      scale: 100,
    },
    days: { full: (value) => t('figure.unit.days', { n: one(value) }), short: one },
  };
  const of = (unit: Unit) => words[unit] ?? plain;
  const unitOf = (key: string, unit: Unit): Unit =>
    OWN_UNITS[key] ?? (/(?:_rate|_yield|_share)$|on_time_return/u.test(key) ? 'share' : unit);
  return {
    of,
    unitOf,
    cells: (unit) => (unit === 'share' || unit === 'fen' || unit === 'minutes' ? unit : 'number'),
    total(key, value, unit) {
      if (value === null) return '–';
      if (typeof value === 'string')
        return /^\d{4}-\d{2}$/u.test(value) ? monthText(value, language.value) : value;
      return of(unitOf(key, unit)).full(value);
    },
  };
}

/** Yuan with thousands apart. */
function yuan(fen: number): string {
  const [whole = '0', rest = '00'] = yuanText(Math.round(fen)).split('.');
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/gu, ',')}.${rest}`;
}
