/** A program with a route for each way in which a request may go. */
export const servedApp = `import http from 'node:http';

const subscribers = new Set<http.ServerResponse>();
let release = () => {};
http
  .createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    switch (pathname) {
      case '/port':
        response.setHeader('Content-Length', process.env.PORT!.length);
        response.end(process.env.PORT);
        break;
      case '/shout':
        for await (const piece of request) response.write(String(piece).toUpperCase());
        response.end();
        break;
      case '/events':
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write('data: hello\\n\\n');
        subscribers.add(response);
        response.on('close', () => {
          subscribers.delete(response);
          console.log('the subscriber has left');
        });
        break;
      case '/publish':
        for (const one of subscribers) one.write(\`data: \${searchParams.get('message')}\\n\\n\`);
        response.end();
        break;
      case '/held':
        release = () => response.end('at last');
        console.log('held');
        break;
      case '/release':
        response.end('released');
        setTimeout(release, 5);
        break;
      case '/later':
        setTimeout(() => response.end(searchParams.get('n')), Number(searchParams.get('n')) % 7);
        break;
      case '/raw':
        response.sendDate = false;
        response.writeHead(207, 'As I Say', ['X-One', '1', 'x-ONE', '2', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Length', '2']);
        response.end('ok');
        break;
      case '/nothing':
        response.writeHead(204).end();
        break;
      case '/unchanged':
        response.writeHead(304, { ETag: '"1"' }).end();
        break;
      case '/chunked':
        response.write('a');
        response.end('b');
        break;
      case '/until-closed':
        response.removeHeader('Transfer-Encoding');
        response.write('as long ');
        response.end('as it takes');
        break;
      case '/trailers':
        response.setHeader('Trailer', 'X-Sum');
        response.write('sum');
        response.addTrailers({ 'X-Sum': '3' });
        response.end();
        break;
      case '/hints':
        response.writeEarlyHints({ link: '</a.css>; rel=preload' });
        response.end('page');
        break;
      case '/echo':
        request.pipe(response);
        break;
      case '/hang-up':
        request.socket.destroy();
        break;
      case '/split':
        request.socket.write('HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nX-A: a\\rb\\r\\n\\r\\n');
        break;
      case '/prints':
        console.log('\\u001b]0;pwned\\u0007title and %o\\nsecond line', { a: 1 });
        response.end();
        break;
    }
  })
  .listen(process.env.PORT, () => console.log('listening'));
`;
