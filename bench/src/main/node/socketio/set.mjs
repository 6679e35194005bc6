// A set's live channel as people build it with socket.io: a roll comes by HTTP and goes to every device of the unit's
// room, by way of the Redis adapter so that other nodes would hear of it, too. Nothing is written to a disk. What a
// device is told is given on the command line, so that both contenders send the same.
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';

const url = process.argv[2];
const told = JSON.parse(process.argv[3]);
const UNIT = 'unit';

const publishing = createClient({ url });
const subscribed = publishing.duplicate();
await Promise.all([publishing.connect(), subscribed.connect()]);

let offset = 0;
const http = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    offset += 1;
    sockets.to(UNIT).emit('rolling', { ...told, offset });
    response.writeHead(200, { 'Content-Length': 2, 'Content-Type': 'application/json' });
    response.end('{}');
  });
});
http.keepAliveTimeout = 0;

// Sockets only, no polling, no compression: what makes it fastest.
const sockets = new Server(http, {
  adapter: createAdapter(publishing, subscribed),
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});
sockets.on('connection', (socket) => socket.join(UNIT));

http.listen(0, '127.0.0.1', () => console.log(http.address().port));

// Whoever started it ends it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
