// A SIP2 server with a ledger of its own that shares nothing with the service's adapter: it is written from the standard and from
// what others' servers do (`sip2-dialects.ts`), so that a mistake of ours is none of its own.

import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import type { Dialect } from './sip2-dialects.ts';
import { questionOf, written } from './sip2-peer-wire.ts';
import type { Question } from './sip2-peer-wire.ts';

/** A copy of the peer. */
export interface PeerCopy {
  title: string;
  card: string | null;
  day: string;
  waiting: string[];
}

/** A running peer; while it is stopped nothing answers at its port. */
export interface Peer {
  port: number;
  copies: Map<string, PeerCopy>;
  /** What was carried out: code, copy and card. */
  done: string[];
  /** Codes of what was asked, in order. */
  asked: string[];
  /** The next so many answers with that code are never sent, though the question was carried out. */
  withhold: { code: string; times: number };
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What a peer has. */
export interface PeerLibrary {
  titles: Readonly<Record<string, string>>;
  cards: readonly string[];
  blocked?: readonly string[];
  /** Due days of a loan and of a renewal. */
  days?: readonly [loan: string, renewal: string];
  tls?: TlsOptions;
}

/** User and password of the terminal. */
export const PEER_USER = { user: 'desk', password: 'right' };
const NOW = '20261124    120000';
const DAYS = ['2026-12-24', '2027-01-23'] as const;

/** Starts it. */
export async function startPeer(dialect: Dialect, library: PeerLibrary): Promise<Peer> {
  const sockets = new Set<Socket>();
  let listening: Server | null = null;
  const blocked = new Set(library.blocked);
  const [day, later] = library.days ?? DAYS;
  const copies = new Map<string, PeerCopy>(
    Object.entries(library.titles).map(([barcode, title]) => [
      barcode,
      { title, card: null, day: '', waiting: [] },
    ]),
  );

  /** Why a reader cannot have, or keep, a copy; null where that is fine. */
  function whyNot(card: string, copy: PeerCopy | undefined): string | null {
    if (!library.cards.includes(card)) return 'Invalid Patron';
    if (blocked.has(card)) return 'Patron Blocked';
    return copy ? null : 'Invalid Item';
  }

  function lend(question: Question, code: '12' | '30'): string {
    const [card, barcode] = [question.field('AA') ?? '', question.field('AB') ?? ''];
    const copy = copies.get(barcode);
    const isOwn = copy?.card === card;
    let why = whyNot(card, copy);
    if (code === '12' && copy && copy.card !== null && !(isOwn && dialect.again === 'renews')) {
      why ??= 'Item checked out to another patron';
    }
    if (code === '30' && !isOwn) why ??= 'Item not checked out to reader';
    if (copy && why === null) {
      copy.day = isOwn ? later : day;
      copy.card = card;
      peer.done.push(`${code === '12' ? '11' : '29'} ${barcode} ${card}`);
    }
    const fields = [`AA${card}`, `AB${barcode}`, `AJ${copy?.title ?? ''}`];
    fields.push(...(why === null ? [`AH${dialect.due(copy?.day ?? '')}`] : dialect.words(why)));
    return `${code}${why === null ? '1' : '0'}${why === null && isOwn ? 'Y' : 'N'}UN${NOW}${joined(fields)}`;
  }

  function takeBack(question: Question): string {
    const barcode = question.field('AB') ?? '';
    const copy = copies.get(barcode);
    const wasOut = copy !== undefined && copy.card !== null;
    const ok = copy !== undefined && (wasOut || dialect.notOut === 'accepts');
    const [next] = copy?.waiting ?? [];
    if (copy && wasOut) peer.done.push(`09 ${barcode} ${copy.card ?? ''}`);
    if (copy) Object.assign(copy, { card: null, day: '' });
    const alerts = next !== undefined || !ok;
    const fields = [`AB${barcode}`, ...(copy ? ['AQMAIN', `AJ${copy.title}`] : [])];
    if (next !== undefined) fields.push('CV01', 'CTMAIN', `CY${next}`);
    if (!ok) fields.push(...dialect.words(copy ? 'Item not checked out' : 'Invalid Item'));
    return `10${ok ? '1' : '0'}YU${dialect.alert[alerts ? 0 : 1]}${NOW}${joined(fields)}`;
  }

  function tellCopy(question: Question): string {
    const barcode = question.field('AB') ?? '';
    const copy = copies.get(barcode);
    if (!copy) return `18010101${NOW}${joined([`AB${barcode}`, 'AJ'])}`;
    const fields = [`AB${barcode}`, `AJ${copy.title}`, `CF${copy.waiting.length}`];
    if (copy.card !== null) fields.push(`AH${dialect.dueOfCopy(copy.day)}`);
    if (copy.card !== null && dialect.tellsCard) fields.push(`AA${copy.card}`);
    return `18${copy.card === null ? '03' : '04'}0201${NOW}${joined(fields)}`;
  }

  function tellReader(question: Question): string {
    const card = question.field('AA') ?? '';
    const known = library.cards.includes(card);
    const has = [...copies].filter(([, copy]) => copy.card === card);
    const waits = [...copies].filter(([, copy]) => copy.waiting.includes(card));
    const flags = (known && !blocked.has(card) ? '' : 'YYYY').padEnd(14);
    const count = (all: readonly unknown[]) => String(all.length).padStart(4, '0');
    const wanted = question.text.slice(23, 33).indexOf('Y');
    const listed = { 0: waits, 2: has }[wanted] ?? [];
    const named = listed.map(([barcode, { title }]) =>
      wanted === 0 ? `AS${barcode}` : `AU${dialect.lists === 'title' ? title : barcode}`,
    );
    const fields = [`AA${card}`, 'AE张三', `BL${known ? 'Y' : 'N'}`, ...named, 'AU'];
    const none = '0000';
    return `64${flags}000${NOW}${count(waits)}${none}${count(has)}${none}${none}${none}${joined(fields)}`;
  }

  function hold(question: Question): string {
    const [card, barcode] = [question.field('AA') ?? '', question.field('AB') ?? ''];
    const copy = copies.get(barcode);
    const ends = question.text[2] === '-';
    const waits = copy?.waiting.includes(card) ?? false;
    let why = whyNot(card, copy);
    if (question.field('AD') !== undefined && dialect.wantsPassword) why = 'Invalid Patron.';
    if (ends && !waits) why = 'No such hold on patron record.';
    if (dialect.holds === 'refuses') why ??= 'Holds are not placed here';
    if (copy && why === null) {
      copy.waiting = ends ? copy.waiting.filter((each) => each !== card) : [...copy.waiting, card];
      peer.done.push(`15${ends ? '-' : '+'} ${barcode} ${card}`);
    }
    const fields = [`AA${card}`, ...(why === null ? [`AB${barcode}`] : dialect.words(why))];
    return `16${why === null ? '1' : '0'}N${NOW}${joined(fields)}`;
  }

  const joined = (fields: readonly string[]) =>
    [...fields, 'AOPEER', ...dialect.more].map((each) => `${each}|`).join('');

  function answerOf(question: Question): string | null {
    const { code, field } = question;
    const doesHolds = dialect.holds !== 'unknown' && dialect.does[13] === 'Y';
    if (code === '93' && dialect.signsIn === 'message') {
      const ok = field('CN') === PEER_USER.user && field('CO') === PEER_USER.password;
      return ok && users <= dialect.most ? '941' : '940AFLogin failed|';
    }
    if (code === '99') {
      const end = dialect.does.includes('AZ') ? '' : '|';
      return `98YYYYNN010003${NOW}${dialect.version}AOPEER|AM示范图书馆|BX${dialect.does}${end}`;
    }
    if (code === '17') return tellCopy(question);
    if (code === '63') return tellReader(question);
    if (code === '11') return lend(question, '12');
    if (code === '29') return lend(question, '30');
    if (code === '09') return takeBack(question);
    if (code === '15' && (doesHolds || dialect.holds === 'refuses')) return hold(question);
    if (code === '35' && dialect.does[8] === 'Y') return `36Y${NOW}AOPEER|AA${field('AA') ?? ''}|`;
    return null;
  }

  let users = 0;
  function hear(socket: Socket, line: Buffer, state: { number: number | null }): void {
    const question = questionOf(line, dialect.charset);
    const again = () => void socket.write('96AZFEF6\r');
    if (question === 'wrong_sum') return again();
    peer.asked.push(question.code);
    const number = question.number === null ? null : Number(question.number);
    const follows = state.number === null || number === null || number === (state.number + 1) % 10;
    if (dialect.numbers === 'follows' && !follows) return again();
    state.number = number ?? state.number;
    const happened = question.text[question.code === '09' ? 2 : 3] === 'Y';
    if (['09', '11'].includes(question.code) && happened && dialect.happened === 'ends') {
      return void socket.destroy();
    }
    // Koha hears nothing before a sign-in.
    if (dialect.unknown === 'ends' && peer.asked[0] !== '93') return void socket.destroy();
    const answer = answerOf(question);
    if (answer !== null) {
      if (peer.withhold.code === question.code && peer.withhold.times > 0) {
        peer.withhold.times -= 1;
        return undefined;
      }
      socket.write(written(dialect, answer, question));
      if (answer.startsWith('940')) socket.end();
      return undefined;
    }
    if (dialect.unknown === 'ends') return void socket.destroy();
    if (dialect.unknown === 'resend') return void socket.write('96\r');
    if (dialect.unknown === 'words') {
      socket.write(written(dialect, `无法识别的命令'${question.code}'`, question));
    }
    return undefined;
  }

  function greet(socket: Socket): void {
    sockets.add(socket);
    users += 1;
    const state = { number: null };
    let held: Buffer = Buffer.alloc(0);
    const prompts = dialect.signsIn === 'prompts' ? ['login: ', 'password: '] : [];
    const told: string[] = [];
    if (prompts[0] !== undefined) socket.write(prompts[0]);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      users -= 1;
    });
    const end = dialect.reads === 'lf' ? 10 : 13;
    socket.on('data', (packet: Buffer) => {
      held = Buffer.concat([held, packet]);
      for (let at = held.indexOf(end); at >= 0; at = held.indexOf(end)) {
        let line = held.subarray(0, dialect.reads === 'lf' ? at - 1 : at);
        held = held.subarray(at + 1);
        while (dialect.reads === 'either' && line[0] === 10) line = line.subarray(1);
        if (told.length === prompts.length) hear(socket, line, state);
        else {
          told.push(line.toString());
          const right = told[0] === PEER_USER.user && told[1] === PEER_USER.password;
          const next = right ? 'Login OK.  Initiating SIP\r\n' : 'Invalid login\r\nlogin: ';
          if (told.length === 2 && !right) told.length = 0;
          socket.write(told.length === 1 ? (prompts[1] ?? '') : next);
        }
      }
    });
  }

  const peer: Peer = {
    port: 0,
    copies,
    done: [],
    asked: [],
    withhold: { code: '', times: 0 },
    async start() {
      if (listening) return;
      const server = library.tls ? createTlsServer(library.tls, greet) : createServer(greet);
      listening = server;
      await new Promise<void>((resolve) => server.listen(peer.port, '127.0.0.1', resolve));
      const address = server.address();
      peer.port = typeof address === 'object' && address !== null ? address.port : 0;
    },
    async stop() {
      const server = listening;
      listening = null;
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    },
  };
  await peer.start();
  return peer;
}
