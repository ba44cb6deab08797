// Sentences of devices: why scanners cannot be read at all, why one is not, what went wrong with one that is.

import type { Language } from './fill.ts';

/** Refusals of `devices.*`, states of devices, remarks about them and about what they scan. */
export const DEVICE_REFUSALS: Record<Language, Record<string, string>> = {
  zh: {
    hid_none: '本台启动时没有打开设备功能。键盘方式的扫码枪照常可用。',
    hid_no_libusb:
      '不支持 HID 设备：缺少系统库，请安装 libusb-1.0-0，然后再查找。键盘方式的扫码枪照常可用。',
    hid_not_loaded: '不支持 HID 设备：程序库无法载入（{why}）。键盘方式的扫码枪照常可用。',
    hid_no_list: '系统没有给出设备列表（{why}）。已打开的设备继续读取，插拔后会再查。',
    device_unknown: '没有这个设备。列表可能已变，请重新查看。',
    device_gone: '设备没有插上。插上后会自动打开。',
    device_no_profile: '没有名为“{profile}”的配置，设备未读取。请另选配置。',
    device_denied: '系统不允许本程序打开 {path}（厂商号 {vendor}）。权限设好后会自动重试。',
    device_in_use: '设备已被别的程序独占。关闭那个程序后再打开。',
    device_not_opened: '设备无法打开（{why}）。重新插拔，或再打开一次。',
    device_not_read:
      '设备能打开但读不到数据（{why}）。键盘方式的扫码枪归系统使用，请把它设为 HID-POS 方式。',
    device_floods:
      '设备在一秒内发来两千多个报告而没有一个条码，已停止读取。检查设备或换一个配置，然后再打开。',
    device_unreadable:
      '连续一百个报告都读不懂，已停止读取。设备的方式与所选配置不符：换一个配置，或扫描说明书上的 HID-POS 设置码。',
    device_not_open: '设备没有打开，无法向它发送命令。',
    device_no_command: '这个设备的配置里没有这个命令。',
    device_not_told: '设备没有接受命令（{why}）。',
    device_half_code: '有一个条码只收到一半，已丢弃。请再扫一次。',
    long_code: '这个码有 {length} 个字符，不是图书、读者或架位的条码。',
    device_bad_report: '有一个报告读不懂，已丢弃。若是扫描，请再扫一次。',
  },
  en: {
    hid_none: 'This desk was started without devices. Scanners in keyboard mode work as usual.',
    hid_no_libusb:
      'No HID support: install libusb-1.0-0, then look again. Scanners in keyboard mode work as usual.',
    hid_not_loaded:
      'No HID support: its library could not be loaded ({why}). Scanners in keyboard mode work as usual.',
    hid_no_list:
      'The system gave no list of devices ({why}). Open devices are read on; plugging is looked at again.',
    device_unknown: 'There is no such device. The list may have changed; please look again.',
    device_gone: 'The device is not plugged in. It is opened by itself when it is.',
    device_no_profile:
      'There is no profile named “{profile}”, so the device is not read. Please choose another.',
    device_denied:
      'The system does not let this program open {path} (vendor {vendor}). It is tried again once that is allowed.',
    device_in_use: 'Another program has the device to itself. Close that program, then open again.',
    device_not_opened: 'The device could not be opened ({why}). Plug it in again, or open again.',
    device_not_read:
      'The device opens but gives no data ({why}). The system keeps scanners in keyboard mode to itself; set this one to HID-POS.',
    device_floods:
      'The device sent over two thousand reports within a second and not one code, so it is no longer read. Check it or choose another profile, then open again.',
    device_unreadable:
      'A hundred reports in a row could not be understood, so the device is no longer read. Its mode does not fit the profile: choose another, or scan the HID-POS code of its manual.',
    device_not_open: 'The device is not open, so it cannot be told anything.',
    device_no_command: 'The profile of this device has no such command.',
    device_not_told: 'The device did not take the command ({why}).',
    device_half_code: 'Only half of a code arrived; it was dropped. Please scan again.',
    long_code:
      'This code has {length} characters; it is no barcode of a copy, a reader or a place.',
    device_bad_report:
      'A report could not be understood and was dropped. If it was a scan, please scan again.',
  },
};
