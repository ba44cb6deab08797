// How a machine becomes a desk of the library: by a code that is used once, or by its own word when it was cloned.

import { DAY_MS, instantOf } from '../../shared/lib/time.ts';
import type { Staff } from '../../shared/library/entities.ts';
import type { EnrollAgainBody, EnrollAnswer, EnrollBody } from '../../shared/sync/entry.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { AuthContext } from './auth-context.ts';
import type { Auth } from './auth-port.ts';
import { isAdmin, staffById } from './known.ts';
import { codeHash, shownCode } from './secrets.ts';
import { MOST_VOUCHED, vouchedUpTo } from './vouching.ts';

/** How long an administrator's code waits for its desk. */
const CODE_MS = 10 * 60_000;
/** How long a code waits that was printed where the service itself runs. */
const CONSOLE_CODE_MS = DAY_MS;
const CODE_LENGTH = 10;
/** Desks that enrol in the same moment may want the same number; then it is tried again. */
const ENROLL_TRIES = 5;

type EnrolAuth = Pick<Auth, 'enrollCode' | 'consoleCode' | 'enroll' | 'enrollAgain' | 'forkDesk'>;

/** Refuses whoever is no administrator today. */
export async function adminFailure(context: AuthContext, staff: Staff): Promise<Failure | null> {
  const known = await staffById(context.lane, staff.id);
  return known && isAdmin(known)
    ? null
    : failure(403, 'forbidden', { action: 'administer', roles: 'admin', reach: null });
}

async function makeCode(
  context: AuthContext,
  campus: string,
  madeBy: string,
  lasts: number,
  code = context.newCode(CODE_LENGTH),
) {
  const expiresOn = instantOf(context.nowMs() + lasts);
  await context.store.auth.addEnrollCode({ hash: codeHash(code), campus, madeBy, expiresOn });
  await context.audit('enroll_code', madeBy, null, { campus });
  return { code: shownCode(code), expiresOn };
}

async function isCampus(context: AuthContext, id: string): Promise<boolean> {
  const place = await context.lane.look((world) => world.get('place', id));
  return place?.kind === 'campus' && place.active;
}

type Asked = Pick<EnrollBody, 'desk' | 'publicKey' | 'name'>;
/** How far the desk is vouched for, and since when. */
type Word = Pick<DeskRow, 'vouched' | 'enrolledOn'>;

function newDesk(
  context: AuthContext,
  asked: Asked,
  word: Word,
  [campus, desks]: [campus: string, desks: number],
): DeskRow {
  return {
    id: asked.desk,
    code: `D${desks + 1}`,
    name: asked.name.trim(),
    campus,
    publicKey: asked.publicKey,
    last: 0,
    lastAt: null,
    ...word,
    revoked: false,
    seenOn: context.now(),
  };
}

/** Uses the code up and adds the desk; null when the code is no good. */
async function addDesk(
  context: AuthContext,
  hash: string,
  asked: Asked,
  word: Word,
): Promise<DeskRow | Failure | null> {
  const { store } = context;
  for (let left = ENROLL_TRIES; ; left -= 1) {
    if (await store.reads.desk(asked.desk)) return failure(409, 'desk_known');
    try {
      return await store.auth.enroll(hash, context.now(), (...place) =>
        newDesk(context, asked, word, place),
      );
    } catch (error) {
      // Somebody took the id or the number in between; anything else stays wrong.
      if (left <= 1) throw error;
    }
  }
}

/** What was done alone is vouched for only on the library's own base. */
function vouchedOf(context: AuthContext, { baseId, madeAlone }: EnrollAgainBody): number {
  return baseId === context.info().baseId ? Math.min(madeAlone, MOST_VOUCHED) : 0;
}

function enrollAnswerOf(context: AuthContext, { id, code, campus }: DeskRow): EnrollAnswer {
  const { epoch, library, cardKey, baseId, clockOffset } = context.info();
  return { desk: id, deskCode: code, campus, epoch, library, cardKey, baseId, clockOffset };
}

async function enroll(context: AuthContext, body: EnrollBody, from: string) {
  const info = context.info();
  const address = context.address(from);
  const trying = { person: `enroll ${address}`, address };
  const waits = await context.tries.refusal(trying);
  if (waits) return waits;
  if (body.baseId !== null && body.baseId !== info.baseId) return failure(409, 'base_differs');
  const vouched = vouchedOf(context, body);
  const word = { vouched, enrolledOn: context.now() };
  const desk = await addDesk(context, codeHash(body.code), body, word);
  if (desk === null) {
    await context.tries.wrong(trying);
    await context.audit('enroll_refused', null, null, { from: address });
    return failure(403, 'bad_enroll_code');
  }
  if ('failed' in desk) return desk;
  const { code, campus, name } = desk;
  const { madeAlone } = body;
  const facts = { code, campus, name, madeAlone, vouched, from: address };
  await context.audit('enroll', null, desk.id, facts);
  return enrollAnswerOf(context, desk);
}

/** A desk that went on alone, because it never heard that it had been let in: that work is vouched for, too. */
async function enrollAgain(context: AuthContext, desk: DeskRow, body: EnrollAgainBody) {
  const vouched = vouchedOf(context, body);
  if (desk.last === 0 && vouched > desk.vouched) {
    await context.store.auth.setDesk({ id: desk.id, vouched });
    const { madeAlone } = body;
    await context.audit('enroll_again', null, desk.id, { code: desk.code, madeAlone, vouched });
  }
  return enrollAnswerOf(context, desk);
}

/** Commands that were made alone and are still on their way keep the administrator's word, and its end. */
function stillVouched(context: AuthContext, desk: DeskRow): Word {
  const left = vouchedUpTo(desk, context.now()) - desk.last;
  return { vouched: Math.max(0, left), enrolledOn: desk.enrolledOn };
}

async function fork(
  context: AuthContext,
  [desk, body]: Parameters<Auth['forkDesk']>,
): ReturnType<Auth['forkDesk']> {
  const { store } = context;
  const known = await store.reads.desk(body.desk);
  const again = known?.publicKey === body.publicKey && known.campus === desk.campus;
  const hash = codeHash(Buffer.from(context.random(32)).toString('hex'));
  const expiresOn = instantOf(context.nowMs() + CODE_MS);
  if (!again) {
    await store.auth.addEnrollCode({ hash, campus: desk.campus, madeBy: desk.id, expiresOn });
  }
  const made = again
    ? known
    : await addDesk(context, hash, { ...body, name: desk.name }, stillVouched(context, desk));
  if (made === null) throw new Error('a code that was just made is not known');
  if ('failed' in made) return made;
  for (const staffId of await store.reads.staffOfDesk(desk.id)) {
    await store.auth.addStaffOfDesk(made.id, staffId, context.now());
  }
  const { code, vouched } = made;
  if (!again) await context.audit('fork', null, made.id, { code, from: desk.code, vouched });
  return { desk: made.id, deskCode: made.code, campus: made.campus };
}

/** Makes the part of sign-in by which desks come to be. */
export function enrolAuth(context: AuthContext): EnrolAuth {
  return {
    async enrollCode(staff, campus) {
      const denied = await adminFailure(context, staff);
      if (denied) return denied;
      if (!(await isCampus(context, campus))) return failure(404, 'not_found', { kind: 'place' });
      return makeCode(context, campus, staff.id, CODE_MS);
    },
    consoleCode: (campus, given) => makeCode(context, campus, 'console', CONSOLE_CODE_MS, given),
    enroll: (body, from) => enroll(context, body, from),
    enrollAgain: (desk, body) => enrollAgain(context, desk, body),
    forkDesk: (...asked) => fork(context, asked),
  };
}
