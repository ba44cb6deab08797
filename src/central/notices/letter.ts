// A notice as a letter, and several as one digest: texts in the reader's language, a subject, and where it goes.

import { sha256 } from '../../node/env.ts';
import type { Template } from '../../shared/library/entities.ts';
import { noticeText } from '../../shared/queues/notices/notice-text.ts';
import type { Scene } from '../../shared/queues/notices/notice-silence.ts';
import { uuidOf } from '../../shared/queues/timers.ts';
import { QUEUE_WORDS } from '../../shared/queues/words.ts';
import type { Env, World } from '../../shared/queues/world/world.ts';
import { fill } from '../../shared/words/fill.ts';
import type { Language } from '../../shared/words/fill.ts';
import { NOTICE_WORDS } from '../../shared/words/notice-words.ts';
import type { Letter, LetterPart } from './carrier.ts';
import type { Digest } from './keys.ts';

/** What letters are written with. */
export interface Desk {
  world: World;
  env: Env;
  templates: readonly Template[];
}

interface Addressee {
  address: string;
  language: Letter['language'];
  each: Language[];
  /** Language of subject and sender. */
  first: Language;
}

/** The reader's own language, else the library's. */
async function addresseeOf({ world, env }: Desk, readerId: string): Promise<Addressee> {
  const contact = await world.get('private', readerId);
  const own = (await world.get('reader', readerId))?.language;
  const wanted = own ?? env.settings.policies.text('notice.language');
  const address = contact?.email.trim() ?? '';
  if (wanted === 'both') return { address, language: 'both', each: ['zh', 'en'], first: 'zh' };
  const language = wanted === 'en' ? 'en' : 'zh';
  return { address, language, each: [language], first: language };
}

function libraryOf({ env }: Desk, language: Language): string {
  return env.settings.policies.text(`library.name.${language}`);
}

function footerOf(desk: Desk, each: readonly Language[]): string {
  return each
    .map((of) => fill(NOTICE_WORDS[of].footer, { library: libraryOf(desk, of) }))
    .join('\n');
}

/** The text in each language; what staff wrote has one language and is said once. */
function textOf(desk: Desk, { notice, request }: Scene, each: readonly Language[]): string {
  const text = noticeText(notice, request?.queue ?? null, desk.templates, desk.env.settings);
  return [...new Set(each.map((of) => text[of]))].join('\n\n');
}

const OF_VOICE = /^(?:suggestion|review|feedback)\./u;

function subjectOf(desk: Desk, { notice, request }: Scene, language: Language): string {
  const words = NOTICE_WORDS[language];
  const library = libraryOf(desk, language);
  if (request === null) {
    return fill(OF_VOICE.test(notice.code) ? words.voice : words.plain, { library });
  }
  const queue = QUEUE_WORDS[request.queue][language].name;
  const pattern = notice.corrects === null ? words.subject : words.correction;
  return fill(pattern, { library, queue, code: request.code });
}

/** Writes the letter of a notice. */
export async function letterOf(desk: Desk, scene: Scene): Promise<Letter> {
  const { notice, request } = scene;
  const { address, language, each, first } = await addresseeOf(desk, notice.readerId);
  return {
    id: notice.id,
    requestId: request?.id ?? null,
    readerId: notice.readerId,
    code: notice.code,
    at: notice.at,
    corrects: notice.corrects,
    language,
    library: libraryOf(desk, first),
    subject: subjectOf(desk, scene, first),
    text: textOf(desk, scene, each),
    footer: footerOf(desk, each),
    address,
  };
}

/**
 * Writes a digest of its notices, at least one, to the reader whose they are by now; its id follows from whose it was and
 * its time.
 */
export async function digestLetter(
  desk: Desk,
  digest: Digest,
  scenes: readonly Scene[],
): Promise<Letter> {
  const readerId = scenes.at(-1)?.notice.readerId ?? digest.readerId;
  const { address, language, each, first } = await addresseeOf(desk, readerId);
  const parts = scenes.map((scene): LetterPart => {
    const { id, requestId, code, at } = scene.notice;
    return { id, requestId, code, at, text: textOf(desk, scene, each) };
  });
  const library = libraryOf(desk, first);
  return {
    id: uuidOf({ sha256 }, `digest/${digest.readerId}/${digest.time}`),
    requestId: null,
    readerId,
    code: 'digest',
    at: parts.at(-1)?.at ?? '',
    corrects: null,
    language,
    library,
    subject: fill(NOTICE_WORDS[first].digest, { library, count: String(parts.length) }),
    text: parts.map((part) => part.text).join('\n\n'),
    footer: footerOf(desk, each),
    address,
    parts,
  };
}
