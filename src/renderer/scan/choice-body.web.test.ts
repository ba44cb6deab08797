import { afterEach, describe, expect, it } from 'vitest';
import { keyLayers } from '../keys/use-keys.ts';
import { pageWith } from '../../../tests/support/page.ts';
import ChoiceBody from './choice-body.vue';
import { moodOf } from './use-copy-card.ts';

const same = (text: string) => ({ zh: text, en: text });
const meanings = [
  {
    kind: 'copy' as const,
    id: 'c1',
    barcode: '1806012345',
    title: '红楼梦',
    callNumber: 'I242.4/11',
    collection: same('北区书库'),
  },
  { kind: 'reader' as const, id: 'r1', nameMasked: '王*', cardMasked: '18****2345' },
];
const card = { kind: 'choice' as const, meanings };

afterEach(() => void (document.body.innerHTML = ''));

describe('a scan with more than one meaning', () => {
  it('asks for attention and lists what it may be', () => {
    expect(moodOf(card)).toBe('attention');
    const body = pageWith({}).mount(ChoiceBody, { card });
    expect(body.findAll('button').map((button) => button.text())).toEqual([
      '1图书红楼梦I242.4/11 · 北区书库',
      '2读者证王*18****2345',
    ]);
  });

  it('is answered by a button or by its number', async () => {
    const body = pageWith({}).mount(ChoiceBody, { card });
    await body.findAll('button')[1]?.trigger('click');
    const layer = keyLayers()[0];
    layer
      ?.actions()
      .find(({ key }) => key === '1')
      ?.run();
    expect(body.emitted('choose')).toEqual([
      [{ kind: 'reader', id: 'r1' }],
      [{ kind: 'copy', id: 'c1' }],
    ]);
  });
});
