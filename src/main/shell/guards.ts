// What no page may do: leave its own address, open windows, embed others, ask for permissions, save unasked.

import type { App, Session, WebContents } from 'electron';
import { isOwnPage } from './protocol.ts';

/** Denies navigation, new windows and embedded pages for everything that ever shows a page. */
export function guardContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void; url: string }) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission and every device; nothing in this program needs one from the page. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** Names by which downloads that the shell itself started are known, by address. */
export interface SaveRequests {
  /** Lets the page's next download of this address through, under this name. */
  save(contents: WebContents, url: string, name: string): void;
}

/** Refuses downloads, but for those that were asked for through the shell's contract. */
export function guardDownloads(session: Session): SaveRequests {
  const asked = new Map<string, string>();
  session.on('will-download', (event, item) => {
    const name = asked.get(item.getURL());
    asked.delete(item.getURL());
    if (name === undefined) event.preventDefault();
    else item.setSaveDialogOptions({ defaultPath: name });
  });
  return {
    save(contents, url, name) {
      asked.set(url, name);
      contents.downloadURL(url);
    },
  };
}
