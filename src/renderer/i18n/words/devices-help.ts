// Words of the help for scanners that are not read.

import { both } from '../both.ts';

export const deviceHelpWords = both(
  {
    help: {
      title: '扫码枪读不到时',
      copy: '复制',
      copied: '已复制',
      not_copied: '浏览器不允许复制，请选中文字后复制。',
      here: '本机',
      always: {
        title: '总能用的办法：键盘方式',
        text: '扫描说明书上的“USB 键盘”设置码和“结尾加回车”设置码。之后在任何页面扫描即可，不需要权限和驱动。用“试扫”核对。',
      },
      linux: {
        title: 'Linux：没有权限',
        text: '用安装包（.deb）安装时，下面的规则已经装好，重新插拔设备即可。从压缩包运行时，把规则存为文件：',
        file: '/etc/udev/rules.d/70-shutai.rules',
        after: '本机上没有权限的设备，其厂商已在规则里。存好后执行下面的命令，再重新插拔设备。',
      },
      libusb: {
        title: 'Linux：不支持 HID 设备',
        text: '缺少系统库 libusb。安装后点“重新查找”，不必重启本台：',
      },
      windows: {
        title: 'Windows：能看到设备，却读不到条码',
        text: 'Windows 把键盘方式的扫码枪留给自己，别的程序能打开却读不到。扫描说明书上的“USB HID-POS”（或“HID 条码扫描器”）设置码，设备会以新的方式重新出现，不需要驱动。也可以保持键盘方式。',
      },
      macos: {
        title: 'macOS：没有权限',
        text: 'HID-POS 方式不需要授权。键盘方式的设备若要由程序直接读取，须在“系统设置 → 隐私与安全性 → 输入监控”里允许本程序；通常不必，按键会照常送到窗口。',
      },
      modes: {
        title: '串口、IBM 与 SNAPI 方式',
        text: 'IBM/USB-OEM 方式可以直接读取。Zebra 的 SNAPI 方式不公开：请扫描 HID-POS 或键盘方式的设置码。串口（CDC）方式的扫码枪不在此列，请改用 HID-POS。',
      },
    },
  },
  {
    help: {
      title: 'When a scanner is not read',
      copy: 'Copy',
      copied: 'Copied',
      not_copied: 'The browser does not allow copying; select the text and copy it.',
      here: 'this machine',
      always: {
        title: 'The way that always works: keyboard mode',
        text: 'Scan the codes “USB keyboard” and “Enter at the end” of the scanner’s manual. Then scan on any page; no permission and no driver is needed. Check it with “Try a scan”.',
      },
      linux: {
        title: 'Linux: access denied',
        text: 'The .deb package has installed the rule below; plug the device in again. When the desk runs from an archive, save the rule as:',
        file: '/etc/udev/rules.d/70-shutai.rules',
        after:
          'The makers of devices here that may not be opened are in it. Then run the command below and plug the device in again.',
      },
      libusb: {
        title: 'Linux: no HID support',
        text: 'The system library libusb is missing. Install it, then “Look again”; the desk need not be restarted:',
      },
      windows: {
        title: 'Windows: the device is listed, but no code comes',
        text: 'Windows keeps scanners in keyboard mode to itself: a program can open them and reads nothing. Scan the code “USB HID-POS” (or “HID bar code scanner”) of the manual; the device appears anew and needs no driver. Keyboard mode may also stay.',
      },
      macos: {
        title: 'macOS: access denied',
        text: 'HID-POS needs no consent. For a program to read a device in keyboard mode it must be allowed under System Settings → Privacy & Security → Input Monitoring; usually that is not needed, since the keys reach the window anyway.',
      },
      modes: {
        title: 'Serial, IBM and SNAPI modes',
        text: 'IBM/USB-OEM is read. Zebra’s SNAPI is not public: scan the code for HID-POS or for keyboard mode. Scanners in serial (CDC) mode are not listed here; set them to HID-POS.',
      },
    },
  },
);
