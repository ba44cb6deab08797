// The few pages that the host makes itself, for a browser that may not see the desk.

const page = (zh: string, en: string, link = '') => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>Shutai</title>
<h1>Shutai</h1>
<p>${zh}</p>
<p lang="en">${en}</p>${link}
</html>
`;

/** A launch key was used before, or is older than this run of the desk. */
export function usedKeyPage(signedIn: boolean): string {
  return page(
    '此地址已经用过。每个地址只能打开一次：请在运行服务台的终端里按回车键，用新打印出的地址打开。',
    'This address has been used. Each address opens once: press Enter in the terminal where the desk runs and open the fresh one it prints.',
    signedIn ? '\n<p><a href="/">打开服务台 · Open the desk</a></p>' : '',
  );
}

/** A browser without the cookie. */
export const STRANGER_PAGE = page(
  '此浏览器尚未与服务台相连。请在运行服务台的终端里按回车键，用新打印出的地址打开。',
  'This browser is not connected to the desk. Press Enter in the terminal where the desk runs and open the fresh address it prints.',
);
