// A notice as a letter: its text in the reader's language, its subject, and where it goes.

import type { Template } from '../../shared/library/entities.ts';
import { noticeText } from '../../shared/queues/notice-text.ts';
import { QUEUE_WORDS } from '../../shared/queues/words.ts';
import type { Env, World } from '../../shared/queues/world.ts';
import { fill } from '../../shared/words/fill.ts';
import type { Language } from '../../shared/words/fill.ts';
import { NOTICE_WORDS } from '../../shared/words/notice-words.ts';
import type { Letter } from './carrier.ts';
import type { Scene } from './standing.ts';

function languagesOf(env: Env): { language: Letter['language']; each: Language[] } {
  const wanted = env.settings.policies.text('notice.language');
  if (wanted === 'both') return { language: 'both', each: ['zh', 'en'] };
  const language = wanted === 'en' ? 'en' : 'zh';
  return { language, each: [language] };
}

/** Writes the letter of a notice. */
export async function letterOf(
  world: World,
  env: Env,
  scene: Scene,
  templates: readonly Template[],
): Promise<Letter> {
  const { notice, request } = scene;
  const { settings } = env;
  const contact = await world.get('private', notice.readerId);
  const { language, each } = languagesOf(env);
  const library = (of: Language) => settings.policies.text(`library.name.${of}`);
  const about = (of: Language) => ({
    library: library(of),
    queue: QUEUE_WORDS[request.queue][of].name,
    code: request.code,
  });
  const text = noticeText(notice, request.queue, templates, settings);
  // What staff wrote has one language and is said once.
  const texts = [...new Set(each.map((of) => text[of]))];
  const first = each[0] ?? 'zh';
  const subject = NOTICE_WORDS[first][notice.corrects === null ? 'subject' : 'correction'];
  return {
    id: notice.id,
    requestId: request.id,
    readerId: notice.readerId,
    code: notice.code,
    at: notice.at,
    corrects: notice.corrects,
    language,
    library: library(first),
    subject: fill(subject, about(first)),
    text: texts.join('\n\n'),
    footer: each.map((of) => fill(NOTICE_WORDS[of].footer, about(of))).join('\n'),
    address: contact?.email.trim() ?? '',
  };
}
