// Scanning with the camera, and why it cannot be done.
import { both } from './both.ts';

export const scanWords = both(
  {
    scan: '用相机扫描',
    stop: '停止扫描',
    scanning: '把条码或二维码放在画面中间。',
    light_on: '开灯',
    light_off: '关灯',
    no_light: '这部手机的灯不能从网页打开，光线不足时请移到亮处。',
    problems: {
      insecure: '图书馆的地址没有加密（https），浏览器不允许网页使用相机。请输入条码下的号码。',
      none: '没有找到相机。请输入条码下的号码。',
      denied: '没有允许使用相机。可以在浏览器的网站设置中允许，或输入条码下的号码。',
      busy: '相机打不开，可能正被其他应用使用。请关闭那个应用后再试，或输入条码下的号码。',
      decoder: '识别条码的程序没有加载成功。网络恢复后再试，或输入条码下的号码。',
    },
  },
  {
    scan: 'Scan with the camera',
    stop: 'Stop scanning',
    scanning: 'Hold the barcode or QR code in the middle of the picture.',
    light_on: 'Light on',
    light_off: 'Light off',
    no_light: 'The light of this phone cannot be switched on from a page; go where it is brighter.',
    problems: {
      insecure:
        'The address of the library is not encrypted (https), so the browser gives the page no camera. Please type the number below the bars.',
      none: 'No camera was found. Please type the number below the bars.',
      denied:
        'The camera is not allowed. Allow it in the browser’s settings for this site, or type the number below the bars.',
      busy: 'The camera does not open; another app may be using it. Close that app and try again, or type the number below the bars.',
      decoder:
        'What reads barcodes could not be loaded. Try again when the connection is back, or type the number below the bars.',
    },
  },
);
