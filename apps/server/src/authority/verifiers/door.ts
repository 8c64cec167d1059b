import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { isOpenToEverybody } from '@mibun/durable';
import { ConfigurationError, type Http } from '../../platform/index.ts';

/** What is answered behind mutual TLS; nothing else of the server is. */
const PATHS = ['/ocsp/', '/crl/', '/ca/', '/feed', '/status-feed', '/tsa', '/api/verifier/', '/api/status'];

export interface VerifierDoor {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The verifiers' own listener with mutual TLS. Client certificates are pinned by the register, so no authority is asked
 * about them; what TLS gives is the proof that the other side has the key. Call it once `app` is ready.
 */
export async function openVerifierDoor(
  app: Http,
  options: {
    readonly host: string;
    /** 0 for any free one. */
    readonly port: number;
    /** PEM files of the server's certificate (with its chain) and key. */
    readonly certificateFile: string;
    readonly keyFile: string;
  },
): Promise<VerifierDoor> {
  const server = createServer(
    {
      ...identityIn(options),
      minVersion: 'TLSv1.2',
      requestCert: true,
      // A stranger's certificate is refused by the register, with the protocol's own words.
      rejectUnauthorized: false,
    },
    (request, response) => {
      if (PATHS.some((path) => request.url?.startsWith(path))) app.routing(request, response);
      else response.writeHead(404).end();
    },
  );
  // One client's broken handshake is nobody else's business.
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function identityIn({
  certificateFile,
  keyFile,
}: {
  readonly certificateFile: string;
  readonly keyFile: string;
}): { readonly cert: Buffer; readonly key: Buffer } {
  const unusable = (problem: string) =>
    new ConfigurationError('the door of verifiers cannot be opened', [problem]);
  const read = (name: string, file: string) => {
    try {
      return readFileSync(file);
    } catch {
      throw unusable(`${name} ${file} cannot be read: name a file that the server may read`);
    }
  };
  const identity = {
    cert: read('MIBUN_VERIFIER_CERTIFICATE', certificateFile),
    key: read('MIBUN_VERIFIER_KEY', keyFile),
  };
  if (isOpenToEverybody(keyFile)) {
    throw unusable(`MIBUN_VERIFIER_KEY is open to everybody: chmod 600 ${keyFile}`);
  }
  return identity;
}
