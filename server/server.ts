import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { ServerOptions } from './assembly.ts';
import { capabilitiesFor } from './lsp/capabilities.ts';
import { clientOf } from './lsp/client.ts';
import { HeldReader } from './lsp/held-reader.ts';

/**
 * Serves one client until the connection ends. `initialize` is answered at once, from what the
 * client can do; parsers, rules and features are loaded after that, while the client reads it.
 */
export function serve(options: ServerOptions): void {
  const reader = new HeldReader(options.reader);
  const connection = createConnection(ProposedFeatures.all, reader, options.writer);
  connection.onInitialize((params) => {
    const client = clientOf(params);
    setImmediate(async () => {
      try {
        const { assemble } = await import('./assembly.ts');
        assemble(connection, params, client, options);
      } catch (error) {
        connection.console.error(`praxis-ls could not be loaded: ${String(error)}`);
      }
      reader.release();
    });
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'praxis-ls', version: options.version },
    };
  });
  connection.listen();
}
