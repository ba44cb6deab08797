// Two desks lend one copy without knowing of each other: one loan stands, the other is a case, and nothing is lent twice.

import { describe, expect, it } from 'vitest';
import { modelDesk } from '../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../tests/support/model-library.ts';
import { receive } from '../queues/engine/receive.ts';

/** c1 stands lent to reader-1; another desk, which did not know, has lent it to reader-2. */
async function clash() {
  const desk = modelDesk();
  const other = { desk: 'S1', point: 's-desk' };
  const take = (...args: Parameters<typeof desk.command>) =>
    receive(desk.world, desk.command(...args), modelEnv);
  const early = desk.command('desk-b', 'loan.out', 'l2', { scan: 'C1', card: 'reader-2' }, other);
  await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
  const late = await receive(desk.world, { ...early, at: desk.now() }, modelEnv);
  return { desk, take, late, other };
}

const cases = ({ world }: ReturnType<typeof modelDesk>) => world.all('circulation_case');

describe('facts that do not fit', () => {
  it('are kept as a case with the copy’s place, who did it and for whom', async () => {
    const { desk, late } = await clash();
    expect(late).toMatchObject({ code: 'exception_opened', refusal: { code: 'on_loan' } });
    expect(desk.world.all('loan')).toHaveLength(1);
    expect(desk.world.all('daily').map(({ count }) => count)).toEqual([1]);
    expect(await desk.world.get('copy', 'c1')).toMatchObject({ seenAt: 's-desk' });
    expect(cases(desk)).toMatchObject([
      {
        tried: 'loan.out',
        by: 'desk-b',
        desk: 'S1',
        copyId: 'c1',
        readerId: 'reader-2',
        loanId: 'l2',
        code: 'on_loan',
        closedOn: null,
      },
    ]);
  });

  it('a return at the desk that lent in vain belongs to the case, the next one to the loan that stands', async () => {
    const { desk, take, other } = await clash();
    const first = await take('desk-b', 'loan.back', 'c1', { scan: 'C1', loanId: 'l2' }, other);
    expect(first.code).toBe('ok');
    expect(cases(desk)[0]?.facts['backOn']).toBe(desk.now());
    expect(desk.world.all('loan')[0]?.closedOn).toBeNull();
    await take('desk-a', 'loan.back', 'c1', { scan: 'C1', loanId: 'l1' });
    expect(desk.world.all('loan')[0]?.closedOn).toBe(desk.now());
  });

  it('a return after the case was closed ends nobody else’s loan either', async () => {
    const { desk, take, other } = await clash();
    const id = cases(desk)[0]?.id ?? '';
    await desk.do('chief', 'circulation_case.close', id, { note: 'asked the reader to come' });
    const back = await take('desk-b', 'loan.back', 'c1', { scan: 'C1', loanId: 'l2' }, other);
    expect(back.outcome).toMatchObject({ ok: true, remarks: [{ code: 'back_of_case' }] });
    expect(desk.world.all('loan')).toMatchObject([{ id: 'l1', closedOn: null }]);
  });

  it('a return of what was passed on in vain belongs to that case', async () => {
    const { desk, take, other } = await clash();
    const cards = { fromCard: 'reader-3', card: 'reader-2' };
    await take('desk-b', 'transfer.desk', 'l3', { scan: 'C1', ...cards }, other);
    await take('desk-b', 'loan.back', 'c1', { scan: 'C1', loanId: 'l3' }, other);
    const passed = cases(desk).find(({ loanId }) => loanId === 'l3');
    expect(passed?.facts['backOn']).toBe(desk.now());
    expect(desk.world.all('loan')).toMatchObject([{ id: 'l1', closedOn: null }]);
  });

  it('the return of the loan that stands leaves the case open', async () => {
    const { desk, take } = await clash();
    await take('desk-a', 'loan.back', 'c1', { scan: 'C1', loanId: 'l1' });
    expect(desk.world.all('loan')[0]?.closedOn).toBe(desk.now());
    expect(cases(desk)[0]?.facts['backOn']).toBeUndefined();
  });

  it('a return that is older than the loan ends nothing, and a person looks whether clocks were right', async () => {
    const desk = modelDesk();
    const early = desk.command('desk-b', 'loan.back', 'c1', { scan: 'C1' });
    await desk.do('desk-a', 'loan.out', 'l1', { scan: 'C1', card: 'reader-1' });
    const late = await receive(desk.world, early, modelEnv);
    expect(late.outcome).toMatchObject({ ok: true, remarks: [{ code: 'not_on_loan' }] });
    expect(desk.world.all('loan')[0]?.closedOn).toBeNull();
    expect(cases(desk)).toMatchObject([
      { tried: 'loan.back', code: 'order_unsure', copyId: 'c1', loanId: 'l1', closedOn: null },
    ]);
  });

  it.each([
    { knew: 'a scan that the desk knew came before its loan, however slow its clock', is: null },
    { knew: 'a scan unknown to it may have come later: ended, and a case', is: 'order_unsure' },
  ])('$knew', async ({ is }) => {
    const desk = modelDesk();
    const input = { scan: 'C1', card: 'reader-2', offline: true };
    const early = desk.command('desk-b', 'loan.out', 'l2', input);
    await desk.do('desk-a', 'copy.in_house', 'c1', { scan: 'C1' });
    const { seenOn } = (await desk.world.get('copy', 'c1')) ?? {};
    const sent = is === null ? { ...early, input: { ...input, seenOn } } : early;
    expect((await receive(desk.world, sent, modelEnv)).code).toBe('ok');
    expect(desk.world.all('loan')).toMatchObject([
      { id: 'l2', offline: 'out', closedOn: is === null ? null : seenOn },
    ]);
    expect(cases(desk).map(({ code }) => code)).toEqual(is === null ? [] : [is]);
  });

  it('of the hold shelf and of use in the library too; what no scan shows is none', async () => {
    const { desk, take } = await clash();
    const shelved = await take('desk-a', 'hold.shelve', 'c1', { scan: 'C1', slot: 'N-SLOT' });
    expect(shelved).toMatchObject({ code: 'exception_opened', refusal: { code: 'on_loan' } });
    const used = await take('desk-a', 'copy.in_house', 'c1', { scan: 'C1' });
    expect(used.code).toBe('exception_opened');
    const empty = await take('desk-a', 'loan.out', 'l9', { card: 'reader-2' });
    expect(empty.code).toBe('bad_command');
    expect(cases(desk)).toHaveLength(3);
  });

  it('are kept whatever has changed: rights, a named day, whoever acted, the place', async () => {
    const desk = modelDesk();
    const { world, command } = desk;
    const take = (made: ReturnType<typeof command>) => receive(world, made, modelEnv);
    const input = { scan: 'C1', card: 'reader-1' };
    const staff = await world.get('staff', 'desk-b');
    if (staff) world.put('staff', { ...staff, active: false });
    const told = [
      await take(command('courier', 'loan.out', 'l1', input)),
      await take(command('desk-a', 'loan.back', 'c1', { scan: 'C1', day: '2099-01-01' })),
      await take(command('desk-b', 'loan.out', 'l3', input)),
      await take(command('desk-a', 'loan.out', 'l4', input, { point: 'gone' })),
      await take(command('desk-a', 'loan.out', 'l5', { scan: 'C1', readerId: 'gone' })),
    ];
    expect(told.map(({ code }) => code)).toEqual(told.map(() => 'exception_opened'));
    expect(cases(desk).map(({ code, by, readerId }) => [code, by, readerId])).toEqual([
      ['forbidden', 'courier', 'reader-1'],
      ['bad_input', 'desk-a', null],
      ['not_found', 'desk-b', 'reader-1'],
      ['not_found', 'desk-a', 'reader-1'],
      ['not_found', 'desk-a', null],
    ]);
    expect(cases(desk)[3]?.facts['point']).toBe('gone');
    expect(world.all('loan')).toEqual([]);
  });

  it('a reader whom another desk registered first is found by the card', async () => {
    const desk = modelDesk();
    const { cardHash } = (await desk.world.get('reader', 'reader-2')) ?? {};
    const input = { scan: 'C1', readerId: 'registered-here', cardHash };
    await desk.do('desk-a', 'loan.out', 'l1', input);
    expect(desk.world.all('loan')).toMatchObject([{ id: 'l1', readerId: 'reader-2' }]);
    const again = desk.command('desk-b', 'loan.out', 'l2', input);
    expect((await receive(desk.world, again, modelEnv)).code).toBe('exception_opened');
    expect(cases(desk)).toMatchObject([{ readerId: 'reader-2', loanId: 'l2' }]);
  });

  it('are closed by a supervisor with a note, once', async () => {
    const { desk } = await clash();
    const id = cases(desk)[0]?.id ?? '';
    const type = 'circulation_case.close';
    expect(await desk.refused('desk-a', type, id, { note: 'x' })).toBe('forbidden');
    expect(await desk.refused('chief', type, id)).toBe('note_required');
    await desk.do('chief', type, id, { note: 'the reader has it' });
    expect(cases(desk)[0]).toMatchObject({ closedBy: 'chief', note: 'the reader has it' });
    expect(await desk.refused('chief', type, id, { note: 'x' })).toBe('case_closed');
    expect(await desk.refused('chief', type, 'none', { note: 'x' })).toBe('not_found');
  });
});
