// Names of what a figure shows: series, causes, states, routes and steps of time, in the page's language.

import { useI18n } from 'vue-i18n';
import type { FigureAnswer, FigureName, Grain } from '../../../shared/figures/names.ts';
import { LABELS } from '../../../shared/queues/request.ts';
import type { Label, QueueName } from '../../../shared/queues/request.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { monthText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';

export type Category = FigureAnswer['categories'][number];

export interface FigureWords {
  /** With the queue's name where one is given, and the width of its steps where that is the figure's own. */
  title(figure: FigureName, queue: QueueName | null, grain?: Grain): string;
  about(figure: FigureName): string;
  /** Name of a series or of a code on the axis. */
  key(figure: FigureName, queue: QueueName | null, key: string): string;
  category(figure: FigureName, queue: QueueName | null, of: Category, grain: Grain | null): string;
  total(figure: FigureName, queue: QueueName | null, key: string): string;
  /** A note as a sentence; undefined for one that has no words. */
  note(code: string): string | undefined;
  /** A span of days. */
  span(from: string, to: string): string;
}

/** Figures whose codes are public labels, with the field's own words for them. */
const BY_LABEL: ReadonlySet<FigureName> = new Set(['status', 'trend', 'backlog', 'backlog_age']);

function isLabel(key: string): key is Label {
  return LABELS.some((label) => label === key);
}

/** A week or another span: the year once, the rest as short as it can be read. */
function daysText(from: string, to: string): string {
  if (from === to) return from;
  return `${from} – ${from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to}`;
}

const PERCENTILES: ReadonlySet<string> = new Set(['p50', 'p90']);

/** A code as it stands in a path of words: `8+` → `_8_`. */
function wordOf(code: string): string {
  return code.replaceAll(/[^a-z0-9]/giu, '_').replace(/^(?=\d)/u, '_');
}

/** Names on the figures page. */
export function useFigureWords(): FigureWords {
  const { t, te } = useI18n();
  const words = useWords();
  const library = useLibrary();
  const { language, pick } = useLanguage();
  const said = (key: string) => (te(key) ? t(key) : undefined);

  function key(figure: FigureName, queue: QueueName | null, code: string): string {
    if (queue && BY_LABEL.has(figure) && isLabel(code))
      return words.ofQueue(queue).labels?.[code] ?? words.label(code);
    const own = said(`figure.of.${figure}.${wordOf(code)}`);
    if (own !== undefined) return own;
    if (figure === 'stage_time' && queue && !PERCENTILES.has(code)) return words.state(queue, code);
    const shared = said(`figure.key.${wordOf(code)}`);
    if (shared !== undefined) return shared;
    const value = words.value(queue ?? 'find_book', code);
    if (value !== code) return value.charAt(0).toUpperCase() + value.slice(1);
    const named = pick(library.name(code));
    if (named !== '') return named;
    return code === '' ? t('figure.key.unknown') : code.replaceAll('_', ' ');
  }

  return {
    key,
    title: (figure, queue, grain) =>
      [
        ...(queue === null ? [] : [words.ofQueue(queue).name]),
        t(`figure.title.${figure}`),
        ...(grain === undefined ? [] : [t(`figures.grain.${grain}`)]),
      ].join(' · '),
    about: (figure) => t(`figure.about.${figure}`),
    category(figure, queue, of, grain) {
      if (of.name) return pick(of.name);
      if (of.from === null) return key(figure, queue, of.key);
      if (grain === 'month') return monthText(of.from.slice(0, 7), language.value);
      if (grain === 'year') return of.from.slice(0, 4);
      return daysText(of.from, of.to ?? of.from);
    },
    total: (figure, queue, code) =>
      said(`figure.total_of.${figure}.${code}`) ??
      said(`figure.total.${code}`) ??
      key(figure, queue, code),
    note: (code) => said(`figure.note.${code}`),
    span: (from, to) => t('figures.span', { from, to }),
  };
}
