// Erasing a reader at the terminal: who is meant, and a sentence in both languages about what came of it.

import { fill } from '../../shared/words/fill.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import { readerByCard, readerById } from '../auth/known.ts';
import { eraseReader } from '../erasing/erase-reader.ts';
import type { ErasingParts } from '../erasing/unlink-request.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';

/** Why not, as the pages say it. */
function whyNot({ body }: Failure): string {
  const said = Object.fromEntries(
    Object.entries(body.facts).map(([name, value]) => [name, String(value)]),
  );
  const sentences = [COMMON_WORDS.zh, COMMON_WORDS.en].flatMap(({ refusals }) => {
    const words = refusals[body.code];
    return words === undefined ? [] : [fill(words, said)];
  });
  return sentences.length > 0 ? sentences.join('\n') : body.code;
}

/** Erases whoever has that card, or that id; false when it is refused or there is nobody. */
export async function eraseNamed(
  parts: ErasingParts,
  named: string,
  print: (line: string) => void,
): Promise<boolean> {
  const text = named.trim();
  const found = await readerByCard(parts.lane, text);
  const reader = found.reader ?? (await readerById(parts.lane, text));
  if (!reader) {
    print('没有持此证（或此编号）的读者。');
    print('There is no reader with that card or id.');
    return false;
  }
  // Whoever has to do it again, after a power cut, has no card to name any more.
  print(`${reader.id} …`);
  const erased = await eraseReader(parts, reader.id, 'system');
  if (hasFailed(erased)) {
    print(whyNot(erased));
    return false;
  }
  const { requests, gone } = erased;
  print(`读者已删除：${requests} 件请求不再指向该读者，${gone} 段文字和旧映像已清除。`);
  print(
    `The reader is erased: ${requests} requests lost the link, ${gone} texts and old images are gone.`,
  );
  return true;
}
