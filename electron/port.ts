import { type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron';
import type { HostImplementation } from '../host/contract/implementation.ts';
import { mainPortConnection } from '../host/contract/message-port.ts';
import { serveConnection } from '../host/contract/server.ts';
import { appOrigin } from './app-origin.ts';
import { askMainForPort, givePreloadPort } from './channels.ts';

/** Hands the window a MessagePort to the host whenever its preload asks: at start, and after a reload. */
export function offerPorts(host: HostImplementation): void {
  ipcMain.on(askMainForPort, (event) => {
    const frame = ownFrame(event);
    if (frame === null) {
      host.log.warn({ origin: event.senderFrame?.origin }, 'a frame that is not ours asked for a port');
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    serveConnection(mainPortConnection(port1), host);
    frame.postMessage(givePreloadPort, null, [port2]);
  });
}

/** The sender's frame where it is the window's main frame showing our page, or null. */
function ownFrame({ senderFrame, sender }: IpcMainEvent): IpcMainEvent['senderFrame'] {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === appOrigin
    ? senderFrame
    : null;
}
