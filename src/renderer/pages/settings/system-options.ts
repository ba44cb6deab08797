// The words with which the service is started to reach the library's own system as it does now.

import type { LibrarySystemState } from '../../../shared/sync/library-system.ts';

/** A value that a shell would take apart stands in quotes. */
const quoted = (value: string) =>
  /^[\w.:@%+,=/[\]-]+$/u.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;

/** Them in one line, without what is as where nothing is said; empty where no system is reached. The password is no part of it. */
export function optionsOf({
  address,
  encrypted,
  encoding,
  settings,
}: Pick<LibrarySystemState, 'address' | 'encrypted' | 'encoding' | 'settings'>): string {
  if (settings === null || address === null) return '';
  const { user, by, ownAuthority, lines, institution, location, dayOrder, pickups } = settings;
  const pairs = Object.entries(pickups).map((pair) => pair.join('='));
  const words: [option: string, value: string | null][] = [
    ['', address],
    ['-user', user],
    ['-login', by === 'message' ? null : by],
    ['-encoding', encoding],
    ['-lines', String(lines)],
    ['-institution', institution],
    ['-location', location],
    ['-dates', dayOrder],
    ['-pickup', pairs.join(',')],
    ['-ca', ownAuthority ? 'ca.pem' : null],
  ];
  const said = words.flatMap(([option, value]) =>
    value === null || value === '' ? [] : [`--sip2${option} ${quoted(value)}`],
  );
  return [...said, ...(encrypted && !ownAuthority ? ['--sip2-tls'] : [])].join(' ');
}
