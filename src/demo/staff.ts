// Who works in the demo library: thirty people in every role, each with one password that the page shows.

import type { Grant, Staff, StaffRole } from '../shared/library/entities.ts';
import { at, diceOf, idOf } from './dice.ts';
import type { CampusLetter, Places } from './places.ts';
import { chineseName } from './words/names.ts';

/** One line a person: login, then roles as `role`, `role@N` (a campus) or `role@N:CD` (collections), readers' own rows by number. */
const PEOPLE = `desk-n desk@N
desk-n2 desk@N
desk-n3 desk@N
desk-n4 desk@N delivery
desk-s desk@S
desk-s2 desk@S
desk-s3 desk@S
desk-s4 desk@S delivery
desk-both desk
assistant-n assistant@N
assistant-n2 assistant@N
assistant-n3 assistant@N
assistant-s assistant@S
assistant-s2 assistant@S
assistant-s3 assistant@S
collection-n collection@N:ABCDGHKL
collection-n2 collection@N:EFJ
collection-s collection@S:MNPQVW
collection-s2 collection@S:RSTU
collection-all collection
acquisitions acquisitions
acquisitions-2 acquisitions
courier-n courier@N
courier-s courier@S
bookseller-a vendor#0
bookseller-b vendor#1
supervisor supervisor
supervisor-2 supervisor desk
supervisor-s supervisor@S desk@S
admin admin
head admin supervisor`;

/** Somebody of the demo: the row, with the login that tests and pages name. */
export interface DemoStaff {
  rows: Staff[];
  /** Staff id of a login. */
  id(login: string): string;
  /** People who hold a role that reaches a campus and, if named, a collection (letter). */
  who(role: StaffRole, campus: CampusLetter, collection?: string): string[];
}

interface Parsed {
  role: StaffRole;
  campus: CampusLetter | null;
  collections: string | null;
  vendor: number | null;
}

function parse(text: string): Parsed | null {
  const match = /^(\w+)(?:@([NS])(?::(\w+))?)?(?:#(\d))?$/u.exec(text);
  const role = match?.[1];
  if (!match || role === 'delivery') return null;
  return {
    role: role as StaffRole,
    campus: (match[2] ?? null) as CampusLetter | null,
    collections: match[3] ?? null,
    vendor: match[4] === undefined ? null : Number(match[4]),
  };
}

/** Makes the staff rows; `vendorIds` are the booksellers', `readerId` gives some people their own reader row. */
export function staffOf(
  seed: number,
  places: Places,
  vendorIds: string[],
  readerId: (index: number) => string,
): DemoStaff {
  const reach: { id: string; grants: Parsed[] }[] = [];
  const ids = new Map<string, string>();
  const rows = PEOPLE.split('\n').map((line, index): Staff => {
    const [login = '', ...texts] = line.split(' ');
    const parsed = texts.map(parse).filter((each) => each !== null);
    const id = idOf(seed, 'staff', index);
    ids.set(login, id);
    reach.push({ id, grants: parsed });
    return {
      id,
      ver: 1,
      login,
      name: chineseName(diceOf(seed, 'staff', index)),
      grants: parsed.map((each) => grantOf(each, places, vendorIds)),
      readerId: index % 4 === 0 ? readerId(index) : null,
      active: true,
    };
  });
  return {
    rows,
    id: (login) => ids.get(login) ?? at([], 0),
    who: (role, campus, collection) =>
      reach
        .filter(({ grants }) =>
          grants.some(
            (each) =>
              each.role === role &&
              (each.campus ?? campus) === campus &&
              (collection === undefined || (each.collections ?? collection).includes(collection)),
          ),
        )
        .map(({ id }) => id),
  };
}

function grantOf(each: Parsed, places: Places, vendorIds: string[]): Grant {
  return {
    role: each.role,
    campuses: each.campus === null ? null : [places.campus(each.campus)],
    collections:
      each.collections === null
        ? null
        : [...each.collections].map((letter) => places.collection(letter).id),
    vendorId: each.vendor === null ? null : at(vendorIds, each.vendor),
    from: null,
    until: null,
    lentBy: null,
  };
}
