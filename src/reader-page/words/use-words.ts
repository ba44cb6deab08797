// Words of the page in the reader's language, and how days and times are written in it.

import { computed, ref, watch } from 'vue';
import type { Bilingual } from '../../shared/library/entities.ts';
import { fill } from '../../shared/words/fill.ts';
import type { Language } from '../../shared/words/fill.ts';
import { AREAS } from './areas.ts';

const language = ref<Language>('zh');
/** The library's zone, as the service tells it. */
const zone = ref('Asia/Shanghai');
const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

/** The language that a browser asks for. */
export function languageOf(wanted: readonly string[]): Language {
  const first = wanted.find((each) => /^(?:zh|en)\b/iu.test(each)) ?? 'zh';
  return first.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** From now on days and times are those of that zone; one that this phone does not know is left. */
export function keepZone(name: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    zone.value = name;
  } catch {
    // The times stay those of the zone before.
  }
}

type Area = keyof typeof AREAS;
type All = { [A in Area]: (typeof AREAS)[A][Language] };

const inLanguage = Object.fromEntries(
  (['zh', 'en'] as const).map((each) => [
    each,
    Object.fromEntries(Object.entries(AREAS).map(([area, words]) => [area, words[each]])),
  ]),
) as Record<Language, All>;

const words = computed(() => inLanguage[language.value]);

function written(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language.value], options).format(date);
}

const month = () => (language.value === 'zh' ? 'long' : 'short');

const clock = (): Intl.DateTimeFormatOptions => ({
  timeZone: zone.value,
  month: month(),
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `6月6日 08:00`: an instant of these days in the library's zone. */
function time(instant: string): string {
  return written(new Date(instant), clock());
}

/** `2018年6月6日 08:00`: an instant that may be years ago. */
function moment(instant: string): string {
  return written(new Date(instant), { ...clock(), year: 'numeric' });
}

/** `2018年6月6日`: a day of the library; an instant counts as its day there. */
function day(of: string): string {
  const plain = /^\d{4}-\d{2}-\d{2}$/u.test(of);
  return written(new Date(plain ? `${of}T00:00:00Z` : of), {
    timeZone: plain ? 'UTC' : zone.value,
    year: 'numeric',
    month: month(),
    day: 'numeric',
  });
}

/** `6月6日周三 15:00-17:00`: a slot of a delivery, which the service writes as `2018-06-06 15:00-17:00`. */
function slot(of: string): string {
  const [on = '', hours = ''] = of.split(' ');
  const date = new Date(`${on}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return of;
  const shape = { timeZone: 'UTC', month: month(), day: 'numeric', weekday: 'short' } as const;
  return `${written(date, shape)} ${hours}`;
}

const DAYS = /\b\d{4}-\d{2}-\d{2}\b/gu;

/** Spaces around a day in figures, which a day in words does not have: `请在 2018年6月6日 前`. */
const GAPS = /(?<=\p{Script=Han}) (?=\d{4}年)|(?<=\d日) (?=\p{Script=Han})/gu;

/** Days that the service writes as `2018-06-06` inside its sentences, written as they are everywhere else on the page. */
function withDays(text: string): string {
  const told = text.replaceAll(DAYS, (of) =>
    Number.isNaN(Date.parse(`${of}T00:00:00Z`)) ? of : day(of),
  );
  return language.value === 'zh' ? told.replaceAll(GAPS, '') : told;
}

/** `48.50`: fen as yuan. */
export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

watch(
  language,
  (now) => {
    if (typeof document !== 'undefined') {
      document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
    }
  },
  { immediate: true },
);

export function useWords() {
  return {
    language,
    /** `w.search.title`. */
    w: words,
    /** A text of the service. */
    say: (text: Bilingual) => withDays(text[language.value]),
    fill,
    /** `4 stars`, `1 star`. */
    starsText: (n: number) =>
      n === 1 ? words.value.requests.one_star : fill(words.value.requests.star, { n }),
    time,
    moment,
    day,
    slot,
    yuan,
  };
}
