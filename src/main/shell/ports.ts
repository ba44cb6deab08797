// The one place where a page gets its ports; who asks is checked here and nowhere else.

import { MessageChannelMain, ipcMain } from 'electron';
import type { IpcMainEvent, MessagePortMain, WebContents, WebFrameMain } from 'electron';
import { BRIDGE_CONNECT, BRIDGE_PORTS } from '../../shared/bridge.ts';
import { PAGE_ORIGIN } from './protocol.ts';

/** Takes main's ends of a page's two ports. */
export interface PortTaker {
  desk(port: MessagePortMain): void;
  shell(port: MessagePortMain, contents: WebContents): void;
}

/** Answers pages that ask for their ports. */
export function offerPorts(taker: PortTaker): void {
  ipcMain.on(BRIDGE_CONNECT, (event) => {
    const frame = ownFrame(event);
    if (frame === undefined) return;
    const desk = new MessageChannelMain();
    const shell = new MessageChannelMain();
    taker.desk(desk.port1);
    taker.shell(shell.port1, event.sender);
    frame.postMessage(BRIDGE_PORTS, null, [desk.port2, shell.port2]);
  });
}

/** The sender's frame when it is the top frame of a window on our own page. */
function ownFrame(event: IpcMainEvent): WebFrameMain | undefined {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return undefined;
  return frame.origin === PAGE_ORIGIN ? frame : undefined;
}
