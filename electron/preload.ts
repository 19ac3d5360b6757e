import { ipcRenderer } from 'electron';
import { askForPort, givePort, isOwnMessage, type WindowLike } from '../host/contract/window-messages.ts';
import { askMainForPort, givePreloadPort } from './channels.ts';

// Passes a MessagePort from the main process to the page, which asks for it, and exposes nothing else.
const window = globalThis as unknown as WindowLike;

window.addEventListener('message', (event) => {
  if (isOwnMessage(window, event) && event.data === askForPort) ipcRenderer.send(askMainForPort);
});
ipcRenderer.on(givePreloadPort, (event) => {
  window.postMessage(givePort, window.location.origin, event.ports);
});
