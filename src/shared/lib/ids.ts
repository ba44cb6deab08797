// Names of things: UUIDv7 for commands, UUIDs derived from a command for what it creates.

/** Makes a UUIDv7 (RFC 9562) from the time in ms and ten random bytes. Two of one millisecond are not in order. */
export function uuidv7(ms: number, random: Uint8Array): string {
  if (random.length < 10) throw new Error('uuidv7 wants ten random bytes');
  const time = ms.toString(16).padStart(12, '0');
  const rest = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0'));
  const tail = rest.join('');
  const variant = ((Number.parseInt(tail.slice(3, 5), 16) & 0x3f) | 0x80).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(5, 7)}-${tail.slice(7, 19)}`;
}

/**
 * The UUID of the `ordinal`-th thing that a command creates: the same on desk and service.
 * It keeps the command's time in front, so that ids grow with time and indexes fill at their end.
 */
export function derivedId(
  commandId: string,
  ordinal: number,
  sha256Hex: (text: string) => string,
): string {
  const hash = sha256Hex(`${commandId}/${ordinal}`);
  const variant = ((Number.parseInt(hash.slice(3, 5), 16) & 0x3f) | 0x80).toString(16);
  return `${commandId.slice(0, 13)}-8${hash.slice(0, 3)}-${variant}${hash.slice(5, 7)}-${hash.slice(7, 19)}`;
}

/** Whether an id may be of something that the command created; two commands of one millisecond are not told apart. */
export function comesFrom(id: string, commandId: string): boolean {
  return id.slice(0, 13) === commandId.slice(0, 13);
}

/** The UUID (version 8) of what a name stands for, the same wherever and whenever it is made. */
export function namedId(kind: string, name: string, sha256Hex: (text: string) => string): string {
  const hash = sha256Hex(`${kind}/${name}`);
  const variant = ((Number.parseInt(hash.slice(15, 17), 16) & 0x3f) | 0x80).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(12, 15)}-${variant}${hash.slice(17, 19)}-${hash.slice(19, 31)}`;
}
