import { Command } from 'commander';

export interface OcspOptions {
  readonly issuer?: string;
  readonly url?: string;
  readonly nonce?: boolean;
  readonly json?: boolean;
}

export function ocspCommand(): Command {
  return new Command('ocsp')
    .description('ask for the status of a certificate, verify the answer, and say in words what it says')
    .argument('<certificate>', 'the certificate, DER or PEM')
    .option('--issuer <file>', 'certificate of its CA (default: fetched from the address in the certificate)')
    .option('--url <url>', 'the responder (default: the address in the certificate)')
    .option('--nonce', 'ask with a nonce; answered only to clients that are registered for it')
    .option('--json', 'print as JSON')
    .action(async (certificate: string, options: OcspOptions) => {
      const { ocsp } = await import('./ocsp-run.ts');
      process.exitCode = (await ocsp(certificate, options)) ? 0 : 1;
    });
}
