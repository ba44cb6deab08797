import { expect, it } from 'vitest';
import { voiceSheet } from './voice-sheet.ts';

it('keeps what people wrote as text, whatever it begins with', () => {
  const formula = '=HYPERLINK("http://x","y")';
  const rows = [
    [formula, 4, '<script>alert(1)</script>'],
    ['+1', null, 'x'.repeat(40_000)],
  ];
  const sheet = voiceSheet('点评: 待审核', { headings: ['书名', '星', '文字'], rows });
  expect(sheet.sheet).toBe('点评  待审核');
  expect(sheet.data[0]).toEqual(
    ['书名', '星', '文字'].map((value) => ({ value, type: String, fontWeight: 'bold' })),
  );
  expect(sheet.data[1]).toEqual([
    { value: formula, type: String },
    { value: 4, type: Number },
    { value: '<script>alert(1)</script>', type: String },
  ]);
  expect(sheet.data[2]?.[1]).toBeNull();
  expect(sheet.data[2]?.[2]).toMatchObject({ type: String, value: 'x'.repeat(32_767) });
});
