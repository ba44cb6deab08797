// The first administrator of an empty library: made by a one-time code that only who runs the service can read.

import { derivedId } from '../../shared/lib/ids.ts';
import type { Grant, Staff } from '../../shared/library/entities.ts';
import { sha256 } from '../../node/env.ts';
import { passwordRefusal } from '../../node/passwords.ts';
import { failure, hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { LaneDraft } from '../lane/lane-port.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import { isAdmin, staffById, staffByLogin } from './known.ts';
import { codeHash, shownCode } from './secrets.ts';

type FirstAdminAuth = Pick<Auth, 'needsAdmin' | 'adminCode' | 'firstAdmin'>;
type Body = Parameters<Auth['firstAdmin']>[0];

/** Name in `meta` of the code's hash; empty once it was used. */
const CODE = 'adminCode';
const CODE_LENGTH = 10;

const ADMIN: Grant = {
  role: 'admin',
  campuses: null,
  collections: null,
  vendorId: null,
  from: null,
  until: null,
  lentBy: null,
};

async function needsAdmin({ store, lane }: AuthContext): Promise<boolean> {
  for (const row of await store.reads.all('staff')) {
    const known = await staffById(lane, row.id);
    if (!known || !isAdmin(known)) continue;
    if (await store.auth.credential('staff', row.id)) return false;
  }
  return true;
}

function setCode(context: AuthContext, hash: string): Promise<void> {
  return context.store.lane((writes) => writes.setMeta(CODE, hash));
}

/** Uses the code up; under the lane's lock only one of several callers can. */
function takeCode(context: AuthContext, hash: string): Promise<boolean> {
  return context.store.lane(async (writes) => {
    if ((await writes.meta(CODE)) !== hash) return false;
    await writes.setMeta(CODE, '');
    return true;
  });
}

function save(type: string, id: string, entity: string, row: Record<string, unknown>): LaneDraft {
  return {
    id,
    actor: 'system',
    point: null,
    type,
    entity,
    expectHead: null,
    input: { row },
  };
}

async function run(context: AuthContext, draft: LaneDraft): Promise<Failure | null> {
  const result = await context.lane.run(draft);
  if (hasFailed(result)) return result;
  return result.code === 'ok' ? null : failure(400, result.refusal ?? result.code, result.facts);
}

async function makeAdmin(context: AuthContext, body: Body): Promise<string | Failure> {
  const commandId = context.newId();
  const login = body.login.toLowerCase();
  const known = await staffByLogin(context.lane, login);
  const staffId = known?.staff.id ?? derivedId(commandId, 0, sha256);
  const row: Staff = {
    id: staffId,
    ver: known?.staff.ver ?? 0,
    login,
    name: body.name,
    grants: [...(known?.staff.grants ?? []), ADMIN],
    readerId: known?.staff.readerId ?? null,
    active: true,
  };
  const failed = await run(context, save('staff.save', commandId, staffId, { ...row }));
  return failed ?? staffId;
}

async function nameLibrary(context: AuthContext, name: string): Promise<void> {
  if (name === '') return;
  for (const key of ['library.name.zh', 'library.name.en']) {
    const policy = await context.lane.look((world) => world.get('policy', key));
    const row = { id: key, ver: policy?.ver ?? 0, value: name };
    const failed = await run(context, save('policy.save', context.newId(), key, row));
    if (failed) context.log(`the library's name could not be saved: ${failed.body.code}`);
  }
}

async function firstAdmin(context: AuthContext, body: Body, from: string) {
  const address = context.address(from);
  const trying = { person: `first admin ${address}`, address };
  const waits = await context.tries.refusal(trying);
  if (waits) return waits;
  const weak = passwordRefusal(body.password, body.login);
  if (weak) return failure(400, weak.code, weak.facts);
  const hash = codeHash(body.code);
  if (!(await needsAdmin(context)) || !(await takeCode(context, hash))) {
    await context.tries.wrong(trying);
    await context.audit('first_admin_refused', null, null, { from: address });
    return failure(403, 'bad_code');
  }
  const made = await makeAdmin(context, body);
  if (typeof made !== 'string') {
    // Whatever was wrong with the name: the code has made nobody and can be used again.
    await setCode(context, hash);
    return made;
  }
  const phc = await context.passwords.hash(body.password);
  await context.store.auth.setCredential('staff', made, phc, false, context.now());
  await context.audit('first_admin', made, null, { from: address });
  await nameLibrary(context, body.library);
  return { ok: true as const };
}

/** Makes the part of sign-in that is about the first administrator. */
export function firstAdminAuth(context: AuthContext): FirstAdminAuth {
  return {
    needsAdmin: () => needsAdmin(context),
    async adminCode() {
      const code = context.newCode(CODE_LENGTH);
      await setCode(context, codeHash(code));
      return shownCode(code);
    },
    firstAdmin: (body, from) => firstAdmin(context, body, from),
  };
}
