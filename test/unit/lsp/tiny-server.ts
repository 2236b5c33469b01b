/** A server with nothing in it but the wire: run as a process of its own by stdio.test.ts. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { LifecycleGate } from '../../../server/lsp/lifecycle-gate.ts';
import { chooseTransport, openTransport } from '../../../server/lsp/transport.ts';

const streams = await openTransport(chooseTransport({ stdio: true }));
const gate = new LifecycleGate(streams, {
  onEnd: (code) => process.exit(code),
  log: (line) => process.stderr.write(`${line}\n`),
  clientProcessId: Number(process.env.CLIENT_PROCESS_ID) || undefined,
  parentCheckMs: 50,
});
const connection = createConnection(ProposedFeatures.all, gate.reader, gate.writer);
connection.onInitialize(() => {
  console.log('a stray line');
  console.table([{ a: 1 }]);
  return { capabilities: {} };
});
connection.onRequest('test/echo', (params: unknown) => params);
connection.onRequest('test/never', () => new Promise(() => undefined));
connection.onRequest('test/configuration', () => connection.workspace.getConfiguration('praxis'));
connection.onNotification('test/publish', (params: { uri: string; times: number }) => {
  for (let version = 1; version <= params.times; version++) {
    void connection.sendDiagnostics({ uri: params.uri, version, diagnostics: [] });
  }
});
connection.listen();
// Without work of its own it would end when stdin does, whatever the gate says.
setInterval(() => undefined, 60_000);
