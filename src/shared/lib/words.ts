// What people write: which characters are words, and what is left of a text that only looks like one.

/** Control characters besides line ends and tabs, and halves of pairs, which stores and hashes keep differently. */
const NO_WORDS = /(?![\n\t])\p{Cc}|\p{Cs}/u;
/** Marks that turn the direction of whatever stands behind them, on a screen and on paper; no language is written with them. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Something that can be seen: neither blank nor a character without a shape, the Braille cell without dots among them. */
const SEEN = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]/u;

/** Whether a text may be kept as words of a person. */
export function isWords(text: string): boolean {
  return !NO_WORDS.test(text);
}

/** The words of a text: without marks that turn what follows, and none where nothing could be seen. */
export function seenWords(text: string): string {
  const plain = text.replaceAll(TURNING, '');
  return SEEN.test(plain) ? plain : '';
}
