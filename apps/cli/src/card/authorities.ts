import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toPem } from '@mibun/pki';
import { print, say } from '../output.ts';
import { openCardBox } from './card-box.ts';
import type { CardOptions } from './options.ts';

/** `mibun card authorities`: the certificates that a verifier of these cards pins. */
export async function showAuthorities(options: CardOptions & { readonly save?: string }): Promise<void> {
  const { certificates, profile } = openCardBox(options.cards);
  const pems = Object.entries(certificates).map(([kind, der]) => ({ kind, pem: toPem('CERTIFICATE', der) }));
  if (options.save !== undefined) {
    mkdirSync(options.save, { recursive: true });
    for (const { kind, pem } of pems) {
      const file = join(options.save, `${kind}-ca.pem`);
      writeFileSync(file, pem);
      say(`mibun: wrote ${file}`);
    }
  }
  if (options.json) {
    const byKind = Object.fromEntries(pems.map(({ kind, pem }) => [kind, pem]));
    print(JSON.stringify({ profile, certificates: byKind }));
  } else if (options.save === undefined) {
    for (const { pem } of pems) print(pem.trimEnd());
  }
}
