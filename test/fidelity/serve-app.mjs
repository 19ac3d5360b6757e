// Serves one app of the corpus in plain Node on the loopback interface and tells its parent the port.
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const [entry, startTime] = process.argv.slice(2);

// The world's clock stands still while requests are handled, so this one does as well.
const RealDate = Date;
globalThis.Date = class StoppedDate extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [Number(startTime)] : given));
  }
  static now() {
    return Number(startTime);
  }
};
// What is shown of a value names its class.
Object.defineProperty(globalThis.Date, 'name', { value: 'Date' });

const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function listenOnLoopback(...given) {
  const callback = given.findLast((one) => typeof one === 'function');
  const server = listen.call(this, 0, '127.0.0.1', callback);
  server.once('listening', () => process.send({ port: server.address().port }));
  return server;
};

const loaded = await import(pathToFileURL(entry).href);
const app = loaded.default?.default ?? loaded.default;
if (typeof app === 'function') http.createServer(app).listen();
else if (typeof app?.fetch === 'function') {
  const { getRequestListener } = await import('@hono/node-server');
  http.createServer(getRequestListener(app.fetch.bind(app))).listen();
} else if (app instanceof http.Server) app.listen();

process.on('message', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
