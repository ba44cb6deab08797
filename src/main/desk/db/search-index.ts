// Keeps the search tables: what is indexed of a title and of a request, and how a typed text asks for it.

import { pinyin } from 'pinyin-pro';
import type { Title } from '../../../shared/library/entities.ts';
import { foldText, searchTokens } from '../../../shared/library/search-tokens.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';

/** Letters of a pinyin token, and of what is looked for. */
const LONGEST = 14;
const HAN_RUN = /\p{Script=Han}+/gu;

/** What a title is found by, as shown: the check after the index reads this text. */
export function titleText(title: Pick<Title, 'title' | 'author' | 'callNumber'>): string {
  return `${title.title} ${title.author} ${title.callNumber}`;
}

/** Tokens of a title's text. */
export function titleTokens(title: Pick<Title, 'title' | 'author' | 'callNumber'>): string {
  return searchTokens(titleText(title));
}

/** Pinyin from every character of each Chinese run of title and author, in full and by initials: `gaodengshuxue gdsx dengshuxue dsx …`. */
export function pinyinTokens(title: Pick<Title, 'title' | 'author'>): string {
  const tokens = new Set<string>();
  for (const [run] of `${title.title} ${title.author}`.matchAll(HAN_RUN)) {
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
    const initials = syllables.map((syllable) => syllable[0] ?? '').join('');
    for (let start = 0; start < initials.length; start += 1) {
      tokens.add(initials.slice(start, start + LONGEST));
      tokens.add(syllables.slice(start).join('').slice(0, LONGEST));
    }
  }
  return [...tokens].join(' ');
}

/** The expression for a text typed in plain letters, or null when it is none: pinyin or initials. */
export function pinyinExpression(typed: string): string | null {
  const words = foldText(typed).split(' ').filter(Boolean);
  if (words.length === 0 || !words.every((word) => /^[a-z]{2,}$/u.test(word))) return null;
  return words.map((word) => `"${word.slice(0, LONGEST)}"*`).join(' AND ');
}

/** What a request's tokens are made from. */
export interface RequestText {
  search: string;
  queue: QueueName;
  isOpen: number;
  month: string;
}

/** A token that every closed request of a queue and month has; nothing that is typed can be taken for it by itself. */
export function closedToken(queue: QueueName, month: string): string {
  return `zq${QUEUE_NAMES.indexOf(queue)}m${month.replace('-', '')}`;
}

/** Tokens of a request: those of its text, and for a closed one its queue and month, which narrow a search to a list. */
export function requestTokens({ search, queue, isOpen, month }: RequestText): string {
  const tokens = searchTokens(search);
  return isOpen === 1 ? tokens : `${tokens} ${closedToken(queue, month)}`;
}
