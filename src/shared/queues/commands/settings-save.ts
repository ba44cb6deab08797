// Saves a settings row whole: the right, the version that the person saw, the row's shape, and what must not be broken by it.

import { LEDGER_POLICY } from '../../circulation/loans/ledger.ts';
import { isSettingsKind, SETTINGS_SCHEMAS } from '../../library/settings-rows.ts';
import type { SettingsRowKind } from '../../library/settings-rows.ts';
import { callKey, callNumberOptions, isReadable } from '../../library/call-number.ts';
import type { Fund, Place, Staff } from '../../library/entities.ts';
import { policyProblem } from '../../library/policies.ts';
import type { PolicyValue } from '../../library/policies.ts';
import { REASONS } from '../../library/reasons.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { offerMoney } from '../effects/freed-money.ts';
import { rightRefusal } from '../rights.ts';
import type { Run } from '../engine/run.ts';
import type { Kinds } from '../world/world.ts';

type Saved = Refusal | null;

function bad(field: string, problem: string): Refusal {
  return refuse('bad_input', { field, problem });
}

async function checkStaff(run: Run, row: Staff): Promise<Saved> {
  const others = await run.world.list('staffByLogin', row.login);
  if (others.some((each) => each.id !== row.id)) return bad('login', 'taken');
  const before = await run.world.get('staff', row.id);
  const isAdmin = (staff: Staff | undefined) =>
    staff?.active === true &&
    staff.grants.some(
      (grant) => grant.role === 'admin' && !grant.until && (grant.from ?? '') <= run.today,
    );
  const own = row.id === run.actor.id && isAdmin(before) && !isAdmin(row);
  return own ? refuse('own_admin') : checkGrants(run, row);
}

/** A grant reaches places and vendors that there are; one that reaches nothing is none. */
async function checkGrants(run: Run, row: Staff): Promise<Saved> {
  for (const [index, grant] of row.grants.entries()) {
    const field = `grants.${index}`;
    for (const [part, kind] of [
      ['campuses', 'campus'],
      ['collections', 'collection'],
    ] as const) {
      const named = grant[part];
      if (named?.length === 0) return bad(`${field}.${part}`, 'format');
      for (const id of named ?? []) {
        const place = await run.world.get('place', id);
        if (place?.kind !== kind) return bad(`${field}.${part}`, 'unknown');
      }
    }
    const { vendorId } = grant;
    if (vendorId !== null && !(await run.world.get('vendor', vendorId))) {
      return bad(`${field}.vendorId`, 'unknown');
    }
  }
  const { readerId } = row;
  return readerId === null || (await run.world.get('reader', readerId))
    ? null
    : bad('readerId', 'unknown');
}

/** A place as it is typed: ends of a range by call number, null where one has none. */
type PlaceInput = Omit<Place, 'fromNumber' | 'toNumber'> & {
  fromNumber?: string | null;
  toNumber?: string | null;
};

/** A range with the keys of its ends; other places as they are. */
function rangeOf(run: Run, input: PlaceInput): Place | Refusal {
  const { fromNumber, toNumber, ...place } = input;
  if (place.kind !== 'range') return place;
  const { policies, place: placeOf } = run.env.settings;
  const options = callNumberOptions(policies, placeOf(place.parentId ?? '') ?? null);
  const row: Place = { ...place };
  for (const [name, key, number] of [
    ['fromNumber', 'fromKey', fromNumber],
    ['toNumber', 'toKey', toNumber],
  ] as const) {
    if (number === undefined) continue;
    if (number !== null && number !== '' && !isReadable(number, options))
      return bad(name, 'format');
    const open = number === null || number === '';
    row[key] = open ? null : callKey(number, options);
    if (!open) row[name] = number;
  }
  return row;
}

async function checkPlace(run: Run, row: Place): Promise<Saved> {
  const others = await run.world.list('placeByCode', row.code);
  if (others.some((each) => each.id !== row.id)) return bad('code', 'taken');
  const before = await run.world.get('place', row.id);
  if (before && before.kind !== row.kind) return bad('kind', 'options');
  // Somebody must still be able to sign in somewhere, be it only where the administrator stands.
  const stands = run.point !== null && [run.point.id, run.point.campus].includes(row.id);
  if (stands && !row.active) return bad('active', 'options');
  if (row.fromKey !== null && row.toKey !== null && row.fromKey > row.toKey) {
    return bad('toNumber', 'range');
  }
  if (row.calendarId !== null && !(await run.world.get('calendar', row.calendarId))) {
    return bad('calendarId', 'unknown');
  }
  const isCampus = row.kind === 'campus';
  if (isCampus !== (row.parentId === null)) return bad('parentId', 'unknown');
  if (isCampus) return row.campus === row.id ? null : bad('campus', 'unknown');
  const parent = row.parentId === null ? undefined : await run.world.get('place', row.parentId);
  if (!parent || parent.id === row.id) return bad('parentId', 'unknown');
  return parent.campus === row.campus ? null : bad('campus', 'unknown');
}

/** The fund with its money as it is: what is encumbered and spent is nobody's to type. */
async function heldFund(run: Run, row: Fund): Promise<Fund | Refusal> {
  const before = await run.world.get('fund', row.id);
  const encumbered = before?.encumbered ?? 0;
  const spent = before?.spent ?? 0;
  const committed = encumbered + spent;
  if (row.budget < committed) return refuse('budget_too_small', { committed });
  return { ...row, encumbered, spent };
}

function policyRefusal(defaults: Record<string, PolicyValue>, key: string, value: unknown): Saved {
  const problem = policyProblem(defaults, key, value);
  switch (problem) {
    case null:
      return null;
    case 'unknown_policy':
      return bad('id', 'unknown');
    case 'wrong_type':
      return bad('value', 'type');
    case 'out_of_range':
      return bad('value', 'range');
    default:
      return bad('value', 'format');
  }
}

async function checked<K extends SettingsRowKind>(
  run: Run,
  kind: K,
  row: Kinds[K],
  defaults: Record<string, PolicyValue>,
): Promise<Kinds[K] | Refusal> {
  switch (kind) {
    case 'staff':
      return (await checkStaff(run, row as Staff)) ?? row;
    case 'place': {
      const place = rangeOf(run, row as PlaceInput);
      return isRefusal(place) ? place : (((await checkPlace(run, place)) ?? place) as Kinds[K]);
    }
    case 'fund':
      return (await heldFund(run, row as Fund)) as Kinds[K] | Refusal;
    case 'policy':
      // Whoever says that another system keeps the ledger has to be connected with it.
      if (row.id === LEDGER_POLICY && run.actor.id !== 'system') return refuse('set_by_service');
      return policyRefusal(defaults, row.id, (row as Kinds['policy']).value) ?? row;
    case 'reason':
      return Object.hasOwn(REASONS, row.id) ? row : bad('id', 'unknown');
    default:
      return row;
  }
}

function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false;
}

/**
 * Carries out `<kind>.save` with the whole row in `input.row`. Refuses `forbidden`, `bad_input` (field = path in the
 * row), `row_changed` when the row has changed since, and what the kind forbids. The `system` may save too: a new library's
 * first administrator is made by nobody.
 */
export async function saveSettings(
  run: Run,
  kind: string,
  defaults: Record<string, PolicyValue>,
): Promise<Saved> {
  if (!isSettingsKind(kind)) return refuse('bad_command', { problem: 'type' });
  const system = run.actor.id === 'system';
  const forbidden = system ? null : rightRefusal(run, `${kind}.save`, 'administer');
  if (forbidden) return forbidden;
  const read = SETTINGS_SCHEMAS[kind].safeParse(run.command.input['row']);
  if (!read.success) {
    const issue = read.error.issues[0];
    return bad(issue?.path.join('.') ?? 'row', issue?.code === 'invalid_type' ? 'type' : 'format');
  }
  const row = read.data as Kinds[typeof kind];
  if (row.id !== run.command.entity) return refuse('bad_command', { problem: 'entity' });
  const before = await run.world.get(kind, row.id);
  if ((before?.ver ?? 0) !== row.ver) {
    return refuse('row_changed');
  }
  const kept = await checked(run, kind, row, defaults);
  if (isRefusal(kept)) return kept;
  run.world.put(kind, kept);
  if (kind === 'fund') await offerMoney(run, row.id);
  return null;
}
