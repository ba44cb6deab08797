// One reader takes out the phone: looks after earlier requests and loans, then asks for something new.

import type { QueueName } from '../../shared/queues/request.ts';
import type { ReaderLine, RequestAnswer, SubmitAnswer } from '../../shared/sync/reader-views.ts';
import type { Dice } from './dice.ts';
import { lendingOf } from './lending.ts';
import { ANSWERS, PRAISE } from './people.ts';
import type { Phone } from './people.ts';
import type { Reply } from './reader-api.ts';
import { wishOf } from './wishes.ts';

/** What a visit came to: what was done, in words; `trouble` where the service did not answer or had too much to do. */
export interface Visit {
  said: string[];
  /** Requests that were made. */
  made: number;
  trouble: Reply | null;
  /** The library's clock, where the service told it. */
  now: string | null;
}

/** How likely a reader does something about an earlier request, each time they look. */
const CHANCES = { answer: 0.9, insist: 0.25, slot: 0.15, cancel: 0.06, rate: 0.35 };
/** Earlier requests that a reader looks at. */
const LOOKED_AT = 3;

function inTrouble({ status }: Reply): boolean {
  return status === 0 || status === 429 || status >= 500;
}

function toldOf({ body }: Reply): string {
  const { text, code } = body as { text?: { zh: string }; code?: string };
  return text?.zh ?? code ?? 'refused';
}

interface Parts {
  phone: Phone;
  dice: Dice;
  visit: Visit;
}

/** Does something about a request and says so; false when the service is in trouble. */
async function act(
  { phone, dice, visit }: Parts,
  { id, code }: ReaderLine,
  call: string,
  body: object,
): Promise<boolean> {
  const path = `/v1/reader/requests/${id}/${call}`;
  const reply = await phone.post(path, { requestId: dice.id(), ...body });
  if (inTrouble(reply)) {
    visit.trouble = reply;
    return false;
  }
  visit.said.push(reply.status === 200 ? `${call} ${code}` : `${call} ${code}: ${toldOf(reply)}`);
  return true;
}

async function lookAfter(parts: Parts, line: ReaderLine): Promise<boolean> {
  const { phone, dice, visit } = parts;
  const reply = await phone.get(`/v1/reader/requests/${line.id}`);
  if (reply.status !== 200) {
    visit.trouble = inTrouble(reply) ? reply : null;
    return visit.trouble === null;
  }
  const { actions, rating } = reply.body as unknown as RequestAnswer;
  const may = new Map(actions.map((each) => [each.action, each]));
  const chance = (name: keyof typeof CHANCES) => may.has(name) && dice.chance(CHANCES[name]);
  if (line.question !== null && chance('answer')) {
    return act(parts, line, 'answer', { answer: dice.pick(ANSWERS) });
  }
  if (chance('insist')) return act(parts, line, 'insist', {});
  if (line.label === 'in_progress' && chance('slot')) {
    const { slot } = dice.pick(may.get('slot')?.slots ?? []);
    return act(parts, line, 'slot', { slot });
  }
  if (chance('cancel')) return act(parts, line, 'cancel', {});
  if (rating === null && chance('rate')) {
    const text = dice.pick(PRAISE);
    return act(parts, line, 'rating', { stars: dice.between(3, 5), ...(text ? { text } : {}) });
  }
  return true;
}

async function askAnew(parts: Parts, me: Reply): Promise<void> {
  const { phone, dice, visit } = parts;
  const { campus, now, quotas } = me.body as {
    campus: string;
    now: string;
    quotas: { queue: QueueName; used: number; quota: number }[];
  };
  const free = quotas.filter(({ used, quota }) => used < quota).map(({ queue }) => queue);
  if (free.length === 0) return;
  const wish = await wishOf({ phone, dice, campus, now }, free);
  if ('nothing' in wish) return void visit.said.push('found nothing to ask for');
  if ('reply' in wish) return void (visit.trouble = inTrouble(wish.reply) ? wish.reply : null);
  const reply = await phone.post('/v1/reader/requests', { requestId: dice.id(), ...wish.body });
  if (inTrouble(reply)) return void (visit.trouble = reply);
  if (reply.status !== 200) return void visit.said.push(`was told: ${toldOf(reply)}`);
  const { results } = reply.body as unknown as SubmitAnswer;
  for (const result of results) {
    if (!result.ok) visit.said.push(`was told: ${result.text.zh}`);
    else {
      const { code, queueName, title } = result.request;
      visit.said.push(`${code} ${queueName.zh}《${title}》`);
      visit.made += 1;
    }
  }
  return undefined;
}

/** Loans, holds and what is passed on; false when the service is in trouble. */
async function lendAndBorrow(
  { phone, dice, visit }: Parts,
  campus: string,
  friend: () => Phone,
): Promise<boolean> {
  for await (const { said, reply } of lendingOf({ phone, dice, friend, campus })) {
    if (inTrouble(reply)) {
      visit.trouble = reply;
      return false;
    }
    visit.said.push(reply.status === 200 ? said : `${said}: ${toldOf(reply)}`);
  }
  return true;
}

/** A reader's visit, from the first call to the last; `friend` is somebody else of the campus. */
export async function visitOf(phone: Phone, dice: Dice, friend: () => Phone): Promise<Visit> {
  const visit: Visit = { said: [], made: 0, trouble: null, now: null };
  const parts = { phone, dice, visit };
  const me = await phone.get('/v1/reader/me');
  if (me.status !== 200) {
    if (inTrouble(me)) visit.trouble = me;
    else visit.said.push(`could not sign in: ${toldOf(me)}`);
    return visit;
  }
  visit.now = String(me.body['now']);
  const own = await phone.get('/v1/reader/requests?limit=50');
  const lines = (own.body['rows'] ?? []) as ReaderLine[];
  for (const line of lines.slice(0, LOOKED_AT)) {
    if (!(await lookAfter(parts, line))) return visit;
  }
  if (!(await lendAndBorrow(parts, String(me.body['campus']), friend))) return visit;
  await askAnew(parts, me);
  return visit;
}
