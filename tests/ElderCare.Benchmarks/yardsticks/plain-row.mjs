// One plain row a request: what a Node server does at least to keep an order, with the same kind of token.
// better-sqlite3 runs as it is shipped: a rollback journal, synchronous=FULL. With JOURNAL=WAL it is tuned: WAL, synchronous=FULL.
// Settings by environment: PORT, DATABASE (file), SIGNING_KEY (base64), JOURNAL.
import { createServer } from 'node:http';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import Database from 'better-sqlite3';

const key = Buffer.from(process.env.SIGNING_KEY, 'base64');
const database = new Database(process.env.DATABASE);
if (process.env.JOURNAL === 'WAL') {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
}
if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('An order that is answered must be on the disk: synchronous=FULL.');
database.exec(`CREATE TABLE IF NOT EXISTS orders (
  id TEXT PRIMARY KEY, caller TEXT NOT NULL, senior_id TEXT NOT NULL, canteen_id TEXT NOT NULL, date TEXT NOT NULL,
  period TEXT NOT NULL, fulfilment TEXT NOT NULL, items TEXT NOT NULL, placed_at TEXT NOT NULL)`);
const insert = database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');

function callerOf(request) {
  const [header, payload, signature] = (request.headers.authorization ?? '').replace(/^Bearer /, '').split('.');
  if (!signature) return null;
  const given = Buffer.from(signature, 'base64url');
  const right = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  if (JSON.parse(Buffer.from(header, 'base64url')).alg !== 'HS256') return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url'));
  const now = Date.now() / 1000;
  return claims.iss === 'eldercare' && claims.aud === 'eldercare' && claims.nbf <= now && now < claims.exp ? claims.sub : null;
}

function answer(response, status, body) {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

function place(caller, text, response) {
  const order = JSON.parse(text);
  const id = randomUUID();
  insert.run(id, caller, order.seniorId, order.canteenId, order.date, order.period, order.fulfilment, JSON.stringify(order.items), new Date().toISOString());
  answer(response, 201, { id, state: 'placed', ...order });
}

const server = createServer((request, response) => {
  if (request.url === '/health/ready') return answer(response, 200, { status: 'ready' });
  if (request.method !== 'POST' || request.url !== '/api/meal-orders') return answer(response, 404, {});
  const caller = callerOf(request);
  if (caller === null) return answer(response, 401, {});
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    try {
      place(caller, Buffer.concat(chunks).toString('utf8'), response);
    } catch (fault) {
      console.error(fault);
      answer(response, 500, {});
    }
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.PORT), '127.0.0.1');
