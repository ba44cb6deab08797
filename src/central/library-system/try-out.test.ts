import { afterEach, expect, it } from 'vitest';
import { laneClock } from '../../../tests/support/central-lane.ts';
import { ledgerScene } from '../../../tests/support/ledger-scene.ts';
import { startSilence } from '../../../tests/support/smtp.ts';
import type { Sip2Library } from '../../../tests/support/sip2-library.ts';
import { sip2To } from '../../../tests/support/sip2-scene.ts';
import { builtIn } from './built-in.ts';
import type { Sip2Settings } from './sip2/system.ts';
import { tryOut } from './try-out.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function tried(over: Partial<Sip2Library> = {}, settings: Partial<Sip2Settings> = {}) {
  const scene = await ledgerScene(over);
  open.push(scene);
  const { lane, store, there } = scene;
  const system = sip2To(settings.port ?? there.port, settings);
  open.push(system);
  const test = await tryOut({ lane, store, clock: laneClock }, system);
  return { test, there };
}

it('shows what the other side is and can do, and that Chinese titles come over', async () => {
  const { test, there } = await tried();
  expect(test).toMatchObject({
    ok: true,
    fault: null,
    status: {
      online: true,
      version: '2.00',
      institution: 'SHUTAI',
      libraryName: '示范大学图书馆',
      checked: 'right',
    },
    encoding: {
      probe: 'right',
      barcode: 'C1',
      ours: '高等数学教程',
      theirs: '高等数学教程 / 张文远',
    },
  });
  expect(test.status?.abilities).toEqual(
    expect.arrayContaining(['check_out', 'check_in', 'item_information', 'renew']),
  );
  expect(test.status?.abilities).not.toContain('renew_all');
  // It only looked.
  expect(there.asked).toEqual(['93', '99', '17']);
});

it.each([
  ['gbk', 'utf-8'],
  ['utf-8', 'gbk'],
] as const)('tells that the system speaks %s where %s is set', async (encoding, set) => {
  const { test } = await tried({ encoding }, { encoding: set });
  expect(test).toMatchObject({
    ok: false,
    fault: null,
    encoding: { probe: 'wrong_encoding', better: encoding, ours: '高等数学教程' },
  });
});

it('tells a catalogue that is another one, or has no titles, from a wrong encoding', async () => {
  const other = await tried({ copies: { C1: '红楼梦', C2: '西游记', C4: '水浒传' } });
  expect(other.test).toMatchObject({ ok: true, encoding: { probe: 'other_title' } });
  const none = await tried({ copies: {} });
  expect(none.test).toMatchObject({ ok: true, encoding: { probe: 'no_title' } });
});

it('asks for a title also where the system denies that it tells any, as a real one does', async () => {
  const { test } = await tried({ bx: 'YYYYYYYYYYNYNYYYY' });
  expect(test.status?.abilities).not.toContain('item_information');
  expect(test.encoding.probe).toBe('right');
});

it('says which step failed', async () => {
  const wrong = await tried({}, { password: 'wrong' });
  expect(wrong.test).toMatchObject({ ok: false, fault: { code: 'login_refused' }, status: null });
  const silence = await startSilence();
  open.push(silence);
  const { test } = await tried({}, { port: silence.port });
  expect(test.fault).toMatchObject({ code: 'silent' });
});

it('has nothing to try where the service keeps the ledger', async () => {
  expect(await builtIn.test()).toMatchObject({ ok: true, status: null });
  expect(await builtIn.state()).toMatchObject({ system: 'built_in', waiting: 0 });
});
