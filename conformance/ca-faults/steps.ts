import type { KeyCustody } from '@mibun/pki';
import type { Database, Tx } from '../../apps/server/src/platform/index.ts';
import type { Between } from './installation.ts';

/** Called at the boundaries of every step, with a name that is the same in every run; may never return. */
export type Boundary = (name: string) => void;

/**
 * Steps are what lasts: the making of a key, a signature, a transaction. Each has a boundary before it and one after it,
 * a transaction also one where everything is written and nothing is committed. `signing` hears what is about to be signed.
 */
export function steppingThrough(
  boundary: Boundary,
  signing: (label: string, octets: Uint8Array) => void,
): { readonly between: Between; begin(): void } {
  // A transaction is named by what custody was last asked for, and how many there have been since.
  let last = 'the beginning';
  let transactions = 0;
  const note = (what: string) => {
    last = what;
    transactions = 0;
  };
  async function around<T>(name: string, work: () => Promise<T>): Promise<T> {
    boundary(`before ${name}`);
    const result = await work();
    boundary(`after ${name}`);
    return result;
  }
  const between: Between = {
    custody: (custody) => ({
      notForProduction: custody.notForProduction,
      place: custody.place,
      create: (label, spec) => {
        const name = `the making of ${unnumbered(label)}`;
        note(name);
        return around(name, () => custody.create(label, spec));
      },
      createSecret: (label, options) => {
        const name = `the making of ${label}`;
        note(name);
        return around(name, () => custody.createSecret(label, options));
      },
      sign: (label, algorithm, data) => {
        const name = `the signature of ${unnumbered(label)}`;
        note(name);
        return around(name, () => {
          signing(label, data);
          return custody.sign(label, algorithm, data);
        });
      },
      publicKey: (label) => {
        note(`a look at ${unnumbered(label)}`);
        return custody.publicKey(label);
      },
      ...untouched(custody),
    }),
    database: (database: Database) => ({
      engine: database.engine,
      close: () => database.close(),
      query: (work) => database.query(work),
      transaction: (work) => {
        const name = `transaction ${++transactions} since ${last}`;
        return around(name, () =>
          database.transaction(async (tx: Tx) => {
            const result = await work(tx);
            boundary(`before the commit of ${name}`);
            return result;
          }),
        );
      },
    }),
  };
  return { between, begin: () => note('the beginning') };
}

/** Responders are numbered without end; a step of the next is the same step. */
function unnumbered(label: string): string {
  return label.startsWith('ocsp-') ? label.replace(/-\d+$/, '') : label;
}

function untouched(
  custody: KeyCustody,
): Omit<KeyCustody, 'notForProduction' | 'place' | 'create' | 'createSecret' | 'sign' | 'publicKey'> {
  return {
    unwrapSecret: (label) => custody.unwrapSecret(label),
    mac: (label, data) => custody.mac(label, data),
    seal: (label, plaintext, aad) => custody.seal(label, plaintext, aad),
    open: (label, sealed, aad) => custody.open(label, sealed, aad),
    has: (label) => custody.has(label),
    kind: (label) => custody.kind(label),
    labels: () => custody.labels(),
    evidence: (label) => custody.evidence(label),
    close: () => custody.close(),
  };
}
