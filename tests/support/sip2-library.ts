// The small library behind the test's SIP2 server: who has which copy, and what it answers.

import { fieldOf } from '../../src/central/library-system/sip2/message.ts';
import type { AnyMessage, Field } from '../../src/central/library-system/sip2/message.ts';
import type { Encoding } from '../../src/central/library-system/sip2/text-coding.ts';

/** A copy there. */
export interface Sip2Copy {
  title: string;
  /** Card of who has it. */
  card: string | null;
  due: string;
}

/** The library as it is set up. */
export interface Sip2Library {
  encoding?: Encoding;
  login?: { user: string; password: string };
  copies: Record<string, string>;
  cards: readonly string[];
  /** Cards that may not borrow. */
  blocked?: readonly string[];
  bx?: string;
  /** What it writes for the due date of every loan; item information has the true one. */
  loanDue?: string;
  /** Ends the connection at a loan or return that is told as having happened, as some servers do. */
  diesOnNoBlock?: boolean;
  /** Whether a question under the same number is answered again without being carried out. Default true. */
  remembers?: boolean;
  /** Whether it tells of a copy who has it; or the form in which it names a card then. */
  namesHolder?: boolean | ((card: string) => string);
}

/** What is on its shelves, and what was done. */
export interface Sip2Shelves {
  copies: Map<string, Sip2Copy>;
  blocked: Set<string>;
  /** What was carried out, in order: `11 B1 C1`. */
  done: string[];
  /** What it says of copies that come back. */
  alerts: Map<string, string>;
  online: boolean;
  /** Due dates of loans and of renewals. */
  due: string;
  renewedDue: string;
}

/** The time that it always has. */
export const NOW = '20261124    120000';

type Words = Record<string, string>;
/** An answer before its faults. */
export interface Answer {
  code: string;
  fixed: Words;
  fields: Field[];
}

function loanAnswer(
  shelves: Sip2Shelves,
  code: '12' | '30',
  message: AnyMessage,
  ok: boolean,
  why: string,
): Answer {
  const barcode = fieldOf(message, 'AB') ?? '';
  const copy = shelves.copies.get(barcode);
  const fields: Field[] = [
    ['AA', fieldOf(message, 'AA') ?? ''],
    ['AB', barcode],
    ['AJ', copy?.title ?? ''],
    ['AH', ok ? (copy?.due ?? '') : ''],
  ];
  if (why !== '') fields.push(['AF', why]);
  // Some systems name the institution last.
  fields.push(['AO', 'SHUTAI']);
  const fixed = {
    ok: ok ? '1' : '0',
    renewal: ok ? 'Y' : 'N',
    magnetic: 'U',
    desensitize: 'Y',
    at: NOW,
  };
  return { code, fixed, fields };
}

function lend(shelves: Sip2Shelves, message: AnyMessage, dueSaid?: string): Answer {
  const barcode = fieldOf(message, 'AB') ?? '';
  const card = fieldOf(message, 'AA') ?? '';
  const copy = shelves.copies.get(barcode);
  const why = !copy
    ? '没有这册图书'
    : copy.card !== null
      ? '图书已借出'
      : shelves.blocked.has(card)
        ? '读者证已停用'
        : '';
  if (copy && why === '') {
    copy.card = card;
    copy.due = shelves.due;
    shelves.done.push(`11 ${barcode} ${card}`);
  }
  const answer = loanAnswer(shelves, '12', message, why === '', why);
  if (dueSaid === undefined) return answer;
  const fields = answer.fields.map(([id, text]): Field => [id, id === 'AH' ? dueSaid : text]);
  return { ...answer, fields };
}

function renew(shelves: Sip2Shelves, message: AnyMessage): Answer {
  const barcode = fieldOf(message, 'AB') ?? '';
  const card = fieldOf(message, 'AA') ?? '';
  const copy = shelves.copies.get(barcode);
  const ok = copy?.card === card && !shelves.blocked.has(card);
  if (copy && ok) {
    copy.due = shelves.renewedDue;
    shelves.done.push(`29 ${barcode} ${card}`);
  }
  return loanAnswer(shelves, '30', message, ok, ok ? '' : '不能续借');
}

function takeBack(shelves: Sip2Shelves, message: AnyMessage): Answer {
  const barcode = fieldOf(message, 'AB') ?? '';
  const copy = shelves.copies.get(barcode);
  const ok = copy !== undefined && copy.card !== null;
  if (copy && ok) {
    shelves.done.push(`09 ${barcode}`);
    copy.card = null;
    copy.due = '';
  }
  const fields: Field[] = [
    ['AO', 'SHUTAI'],
    ['AB', barcode],
    ['AQ', '总馆'],
    ['AJ', copy?.title ?? ''],
  ];
  const alert = shelves.alerts.get(barcode);
  if (ok && alert !== undefined) fields.push(['AF', alert]);
  if (!ok) fields.push(['AF', copy ? '图书未借出' : '没有这册图书']);
  const fixed = {
    ok: ok ? '1' : '0',
    resensitize: 'Y',
    magnetic: 'U',
    alert: alert === undefined ? 'N' : 'Y',
    at: NOW,
  };
  return { code: '10', fixed, fields };
}

function tellCopy(
  shelves: Sip2Shelves,
  names: Sip2Library['namesHolder'],
  message: AnyMessage,
): Answer {
  const barcode = fieldOf(message, 'AB') ?? '';
  const copy = shelves.copies.get(barcode);
  const circulation = copy ? (copy.card === null ? '03' : '04') : '01';
  const fields: Field[] = [
    ['AB', barcode],
    ['AJ', copy?.title ?? ''],
  ];
  if (copy && copy.due !== '') fields.push(['AH', copy.due]);
  if (names && copy && copy.card !== null) {
    fields.push(['AA', typeof names === 'function' ? names(copy.card) : copy.card]);
  }
  return { code: '18', fixed: { circulation, security: '02', fee: '01', at: NOW }, fields };
}

function tellReader(shelves: Sip2Shelves, cards: ReadonlySet<string>, message: AnyMessage): Answer {
  const card = fieldOf(message, 'AA') ?? '';
  const has = [...shelves.copies].filter(([, copy]) => copy.card === card);
  const fields: Field[] = [
    ['AO', 'SHUTAI'],
    ['AA', card],
    ['AE', '张三'],
    ['BL', cards.has(card) ? 'Y' : 'N'],
    ...has.map(([barcode]) => ['AU', barcode] as const),
  ];
  const none = '0000';
  const fixed = {
    flags: (shelves.blocked.has(card) ? 'Y' : ' ').padEnd(14, ' '),
    language: '000',
    at: NOW,
    holds: none,
    overdue: none,
    charged: String(has.length).padStart(4, '0'),
    fines: none,
    recalls: none,
    unavailable: none,
  };
  return { code: '64', fixed, fields };
}

/** What the library answers, which may change it; null for what it does not know. */
export function answerTo(
  shelves: Sip2Shelves,
  library: Sip2Library,
  message: AnyMessage,
): Answer | null {
  const { login } = library;
  switch (message.code) {
    case '93': {
      const right =
        fieldOf(message, 'CN') === login?.user && fieldOf(message, 'CO') === login?.password;
      return { code: '94', fixed: { ok: right ? '1' : '0' }, fields: [] };
    }
    case '99': {
      const yes = 'Y';
      const fixed = {
        online: shelves.online ? 'Y' : 'N',
        checkIn: yes,
        checkOut: yes,
        renewal: yes,
        statusUpdate: 'N',
        offline: yes,
        timeout: '600',
        retries: '003',
        at: NOW,
        version: '2.00',
      };
      const fields: Field[] = [
        ['AO', 'SHUTAI'],
        ['AM', '示范大学图书馆'],
        ['BX', library.bx ?? 'YYYYYYYYYYYNYYYN'],
      ];
      return { code: '98', fixed, fields };
    }
    case '17':
      return tellCopy(shelves, library.namesHolder, message);
    case '63':
      return tellReader(shelves, new Set(library.cards), message);
    case '11':
      return lend(shelves, message, library.loanDue);
    case '29':
      return renew(shelves, message);
    case '09':
      return takeBack(shelves, message);
    case '15': {
      shelves.done.push(`15 ${fieldOf(message, 'AB') ?? ''}`);
      return {
        code: '16',
        fixed: { ok: '1', available: 'N', at: NOW },
        fields: [['AA', fieldOf(message, 'AA') ?? '']],
      };
    }
    case '35':
      return { code: '36', fixed: { ended: 'Y', at: NOW }, fields: [['AO', 'SHUTAI']] };
    default:
      return null;
  }
}
