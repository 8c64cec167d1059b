import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { runProgram } from './programs.ts';

/** A service that lets in whoever shows a client certificate of one CA, and nobody else. */
export interface ClientCertificateServer {
  readonly port: number;
  /** PEM; trust it to reach the server as `localhost`. */
  readonly certificateFile: string;
  /** SHA-256 fingerprints (`AB:CD:…`) of the client certificates that were let in, in order. */
  readonly visitors: readonly string[];
  close(): Promise<void>;
}

/**
 * TLS 1.2 with PKCS #1 v1.5 signatures: what the card can do through OpenSC. TLS 1.3 asks for RSASSA-PSS, which its
 * driver for this card does not offer (chip.md §5.1).
 */
export async function startClientCertificateServer(clientCaFile: string): Promise<ClientCertificateServer> {
  const directory = mkdtempSync(join(tmpdir(), 'mibun-service-'));
  const keyFile = join(directory, 'key.pem');
  const certificateFile = join(directory, 'certificate.pem');
  const made = await runProgram('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', certificateFile],
    ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'],
  ]);
  if (made.status !== 0) throw new Error(made.everything);
  const visitors: string[] = [];
  const server = createServer(
    {
      key: await readFile(keyFile),
      cert: await readFile(certificateFile),
      ca: await readFile(clientCaFile),
      requestCert: true,
      rejectUnauthorized: true,
      maxVersion: 'TLSv1.2',
      sigalgs: 'RSA+SHA256',
    },
    (request, response) => {
      visitors.push((request.socket as TLSSocket).getPeerCertificate().fingerprint256);
      response.setHeader('connection', 'close');
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Logged in</title><h1>Logged in with the card</h1>');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    certificateFile,
    visitors,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
