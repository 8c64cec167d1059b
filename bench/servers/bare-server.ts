// A bare node:http server that answers every request with the same header fields and octets.
import { createServer } from 'node:http';
import { serveCommands } from '../harness/commands.ts';

const [headersText = '[]', bodyBase64 = ''] = process.argv.slice(2);
const headers = JSON.parse(headersText) as string[];
const body = Buffer.from(bodyBase64, 'base64');
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  serveCommands({}, address.port, async () => {
    server.closeAllConnections();
    server.close();
  });
});
