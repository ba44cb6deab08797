// How the desk stands to the service, in words: a headline, what it means for the work, why, and a few facts.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Refusal } from '../../../shared/lib/result.ts';
import { millis } from '../../../shared/lib/time.ts';
import type { Output } from '../../desk/operations.ts';
import { useLibrary } from '../../desk/use-library.ts';
import { useNow } from '../../desk/use-now.ts';
import { momentText } from '../../i18n/dates.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWords } from '../../i18n/use-words.ts';

export type SyncStatus = Output<'sync.status'>;

/** `calm`: nothing to do, nothing online. `busy`: it goes on by itself. `act`: somebody has to. */
export type Mood = 'good' | 'calm' | 'busy' | 'act';

export interface Standing {
  mood: Mood;
  headline: string;
  note: string;
  /** Why it is offline, loads anew or has stopped; empty where there is nothing to explain. */
  reason: string;
  facts: { name: string; text: string }[];
}

const MOODS: Record<SyncStatus['state'], Mood> = {
  alone: 'calm',
  offline: 'calm',
  joining: 'busy',
  signing_in: 'busy',
  catching_up: 'busy',
  resyncing: 'busy',
  live: 'good',
  stopped: 'act',
};
/** Milliseconds: a try that comes sooner is not worth a line. */
const SOON = 90_000;

/** Why it stands so; a reason that names no desk is about this one. */
export function reasonOf({ code, facts }: Refusal, desk: string): Pick<Refusal, 'code' | 'facts'> {
  return { code, facts: { desk, ...facts } };
}

/** The standing in the page's language. */
export function useStanding(status: () => SyncStatus): ComputedRef<Standing> {
  const { t, n } = useI18n();
  const words = useWords();
  const library = useLibrary();
  const now = useNow();
  const { language, pick } = useLanguage();

  const moment = (instant: string) => momentText(instant, now.value, language.value);
  const facts = (is: SyncStatus) => {
    const { desk } = is;
    const campus = pick(library.place(desk.campus)?.name);
    const all: [string, string][] = [
      ['desk', `${desk.code} · ${desk.name || t('sync.no_name')}`],
      ['campus', campus],
    ];
    if (is.state === 'alone') return all;
    const next = is.nextTry === null ? Number.NaN : millis(is.nextTry) - millis(now.value);
    all.push(
      ['address', is.address ?? ''],
      ['contact', is.lastContact === null ? t('sync.none_yet') : moment(is.lastContact)],
      ['pull', is.lastPull === null ? t('sync.none_yet') : moment(is.lastPull)],
      ['lag', t('sync.rows', { n: n(is.lag) })],
      ['log', is.log === null ? t('sync.none_yet') : t('sync.log_row', { n: n(is.log.seq) })],
      ['next', is.nextTry !== null && next > SOON ? moment(is.nextTry) : ''],
    );
    return all;
  };
  return computed(() => {
    const is = status();
    return {
      mood: MOODS[is.state],
      headline: t(`sync.standing.${is.state}`, { since: moment(is.since) }),
      note: t(`sync.note.${is.state}`),
      reason: is.reason === null ? '' : words.refusal(reasonOf(is.reason, is.desk.code)),
      facts: facts(is)
        .filter(([, text]) => text !== '')
        .map(([name, text]) => ({ name: t(`sync.fact.${name}`), text })),
    };
  });
}
