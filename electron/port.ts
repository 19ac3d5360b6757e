import { type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron';
import type { HostImplementation } from '../host/contract/implementation.ts';
import { mainPortConnection } from '../host/contract/message-port.ts';
import { serveConnection } from '../host/contract/server.ts';
import { appOrigin } from './app-origin.ts';
import { askMainForPort, givePreloadPort } from './channels.ts';

/**
 * Hands the window a MessagePort to the host whenever its preload asks: at start, and after a
 * reload. The window may ask while the host is still starting; what it sends waits in the port.
 */
export function offerPorts(starting: Promise<{ readonly implementation: HostImplementation }>): void {
  ipcMain.on(askMainForPort, async (event) => {
    const frame = ownFrame(event);
    const origin = event.senderFrame?.origin;
    const { port1, port2 } = new MessageChannelMain();
    if (frame !== null) frame.postMessage(givePreloadPort, null, [port2]);
    try {
      const { implementation: host } = await starting;
      if (frame === null) host.log.warn({ origin }, 'a frame that is not ours asked for a port');
      else serveConnection(mainPortConnection(port1), host);
    } catch {
      // The shell tells why the host did not start, and ends.
    }
  });
}

/** The sender's frame where it is the window's main frame showing our page, or null. */
function ownFrame({ senderFrame, sender }: IpcMainEvent): IpcMainEvent['senderFrame'] {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === appOrigin
    ? senderFrame
    : null;
}
