// What PostgreSQL cannot keep in a text.

/** PostgreSQL's text holds no NUL and no half of a pair: both become pictures, where it is written and where it is asked. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '␀');
}
