// Usage: node listen.cjs HUB_ADDRESS TOKEN
// Prints "connected", then each event as one line of JSON, until its input ends.
const { HubConnectionBuilder, LogLevel } = require('@microsoft/signalr');

const [address, token] = process.argv.slice(2);
const hub = new HubConnectionBuilder()
  .withUrl(address, { accessTokenFactory: () => token })
  .withAutomaticReconnect()
  .configureLogging(LogLevel.Warning)
  .build();

hub.on('event', envelope => console.log(JSON.stringify(envelope)));
hub.start().then(() => console.log('connected'), error => { console.error(String(error)); process.exit(1); });
process.stdin.on('end', () => hub.stop().then(() => process.exit(0))).resume();
