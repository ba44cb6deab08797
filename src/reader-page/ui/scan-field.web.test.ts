// The camera: a code that it sees is taken once, its stream ends, and without one there is the field to type in.

import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import ScanField from './scan-field.vue';

const stopped = vi.fn<() => void>();
const stream = { getTracks: () => [{ stop: stopped }] };

/** A browser whose camera sees these things one after another. */
function withCamera(seen: string[][], open = async () => stream as unknown as MediaStream): void {
  vi.stubGlobal(
    'BarcodeDetector',
    class {
      async detect() {
        return (seen.shift() ?? []).map((rawValue) => ({ rawValue }));
      }
    },
  );
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: open } });
  Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', { writable: true, value: null });
  HTMLVideoElement.prototype.play = async () => undefined;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  stopped.mockClear();
});

const field = () => mount(ScanField, { props: { modelValue: '', label: '条码', name: 'barcode' } });

describe('a field for a code', () => {
  it('is a field and nothing more where the browser reads no barcodes', async () => {
    const view = field();
    expect(view.find('[data-camera]').exists()).toBe(false);
    await view.get('input').setValue('N100');
    expect(view.emitted('update:modelValue')).toEqual([['N100']]);
  });

  it('takes what the camera sees first, and lets the camera go', async () => {
    vi.useFakeTimers();
    withCamera([[], [], ['N10000001', 'other']]);
    const view = field();
    await view.get('[data-camera]').trigger('click');
    await flushPromises();
    expect(view.find('video').exists()).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(view.emitted('scanned')).toEqual([['N10000001']]);
    expect(view.find('video').exists()).toBe(false);
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('lets the camera go when the screen is left', async () => {
    withCamera([]);
    const view = field();
    await view.get('[data-camera]').trigger('click');
    await flushPromises();
    view.unmount();
    expect(stopped).toHaveBeenCalledOnce();
  });

  it('says so where the camera is not allowed', async () => {
    withCamera([], async () => {
      throw new DOMException('no', 'NotAllowedError');
    });
    const view = field();
    await view.get('[data-camera]').trigger('click');
    await flushPromises();
    expect(view.get('[role="alert"]').text()).toContain('相机不能使用');
  });
});
