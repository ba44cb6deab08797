// What of a reader everybody may see.

/** `张三丰` → `张**`; a Latin name keeps its first letter. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return rest.length === 0 ? '*' : first + '*'.repeat(Math.min(rest.length, 3));
}

/** `13812341234` → `138****1234`; short texts are hidden whole. */
export function maskNumber(text: string): string {
  if (text.length < 8) return '*'.repeat(Math.max(text.length, 1));
  const head = text.slice(0, 3);
  const tail = text.slice(-(text.length >= 11 ? 4 : 2));
  return `${head}${'*'.repeat(4)}${tail}`;
}
