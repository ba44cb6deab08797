// The camera: a code that it sees twice is taken once, its stream ends, and where there is none the field says why.

import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ScanField from './scan-field.vue';
import { streamOf, withCamera } from './testing.ts';

const stopped = vi.fn<() => void>();
const plain = async () => streamOf({ stop: stopped });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  stopped.mockClear();
});

const field = () => mount(ScanField, { props: { modelValue: '', label: '条码', name: 'barcode' } });
const code = (rawValue: string, format = 'code_128') => [{ format, rawValue }];

async function opened(view: ReturnType<typeof field>): Promise<void> {
  await view.get('[data-camera]').trigger('click');
  await flushPromises();
}

describe('a field for a code', () => {
  it('takes what two pictures say alike, and lets the camera go', async () => {
    vi.useFakeTimers();
    withCamera([[], code('N1'), code('N10000001'), code('N10000001'), code('other')], plain);
    const view = field();
    await opened(view);
    expect(view.find('video').exists()).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(view.emitted('scanned')).toEqual([['N10000001']]);
    expect(view.find('video').exists()).toBe(false);
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('takes a Codabar label without the letters that frame it', async () => {
    vi.useFakeTimers();
    withCamera([code('A3123B', 'codabar'), code('A3123B', 'codabar')], plain);
    const view = field();
    await opened(view);
    await vi.advanceTimersByTimeAsync(1000);
    expect(view.emitted('scanned')).toEqual([['3123']]);
  });

  it('lets the camera go when the screen is left, and when the phone is put away', async () => {
    withCamera([], plain);
    const view = field();
    await opened(view);
    const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    hidden.mockRestore();
    await flushPromises();
    expect([stopped.mock.calls.length, view.find('video').exists()]).toEqual([1, false]);
    await opened(view);
    view.unmount();
    expect(stopped).toHaveBeenCalledTimes(2);
  });

  it('lets a camera go that opened after the screen was left', async () => {
    let open: (stream: MediaStream) => void = () => undefined;
    withCamera([], () => new Promise((resolve) => (open = resolve)));
    const view = field();
    await opened(view);
    view.unmount();
    open(streamOf({ stop: stopped }));
    await flushPromises();
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('has a button for the light where the camera has one, else says that there is none', async () => {
    const wished: object[] = [];
    withCamera([], async () =>
      streamOf({
        stop: stopped,
        getCapabilities: () => ({ torch: true }),
        applyConstraints: async (each) => void wished.push(each),
      }),
    );
    const lit = field();
    await opened(lit);
    await lit.get('[data-light]').trigger('click');
    await flushPromises();
    expect(lit.get('[data-light]').attributes('aria-pressed')).toBe('true');
    expect(wished).toEqual([{ advanced: [{ torch: true }] }]);
    withCamera([], plain);
    const dark = field();
    await opened(dark);
    expect(dark.find('[data-light]').exists()).toBe(false);
    expect(dark.get('[role="status"]').text()).toContain('灯不能从网页打开');
  });

  const NO_CAMERA = [
    ['NotAllowedError', '没有允许使用相机'],
    ['NotFoundError', '没有找到相机'],
    ['NotReadableError', '正被其他应用使用'],
  ] as const;
  it.each(NO_CAMERA)('says why after %s, and stays to be typed in', async (name, words) => {
    withCamera([], async () => {
      throw new DOMException('no', name);
    });
    const view = field();
    await opened(view);
    expect(view.get('[role="alert"]').text()).toContain(words);
    await view.get('input').setValue('N100');
    expect(view.emitted('update:modelValue')).toEqual([['N100']]);
  });

  it('says so where the address is not encrypted, or the decoder could not be fetched', async () => {
    vi.stubGlobal('navigator', {});
    const open = field();
    await opened(open);
    expect(open.get('[role="alert"]').text()).toContain('https');
    withCamera([], plain);
    vi.stubGlobal('BarcodeDetector', undefined);
    vi.stubGlobal(
      'Worker',
      class {
        fail: () => void = () => undefined;
        addEventListener = (name: string, fail: () => void) => {
          if (name === 'error') this.fail = fail;
        };
        terminate = () => undefined;
        postMessage = () => this.fail();
      },
    );
    Object.defineProperty(HTMLVideoElement.prototype, 'videoWidth', { value: 10 });
    Object.defineProperty(HTMLVideoElement.prototype, 'videoHeight', { value: 10 });
    const drawing = {
      drawImage: () => undefined,
      getImageData: () => ({ data: { buffer: null } }),
    };
    HTMLCanvasElement.prototype.getContext = (() => drawing) as never;
    const away = field();
    await opened(away);
    expect(away.get('[role="alert"]').text()).toContain('没有加载成功');
    expect(stopped).toHaveBeenCalledOnce();
  });
});
