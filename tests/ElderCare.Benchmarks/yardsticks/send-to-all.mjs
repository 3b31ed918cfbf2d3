// One change that a room of sockets is told of, by socket.io as it is shipped, over WebSockets only.
// Settings by environment: PORT. What is posted to /send is what a hub sends: an invocation in JSON and its end; the same is emitted.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const room = 'desk';
const server = createServer((request, response) => {
  if (request.url === '/health/ready') return response.end('ready');
  if (request.method !== 'POST' || request.url !== '/send') return response.writeHead(404).end();
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const invocation = JSON.parse(Buffer.concat(chunks).toString('utf8').replace('\u001e', ''));
    io.to(room).emit(invocation.target, ...invocation.arguments);
    response.end();
  });
});
const io = new Server(server, { transports: ['websocket'] });
io.on('connection', socket => socket.join(room));
server.listen(Number(process.env.PORT), '127.0.0.1');
