import { afterCommit, type Tx } from '../../platform/index.ts';
import type { CertificateChange, StatusChange } from './api.ts';

/** Who is told of a change of what a CA says about its certificates; no module here knows them. */
export interface Telling {
  /** What is kept of OCSP answers and CRLs in this process goes, once the change is committed. */
  publish(tx: Tx, change: CertificateChange): void;
  /** Into the feed, in the transaction of the change; any number by one call. */
  subscribers(tx: Tx, changes: readonly StatusChange[]): Promise<void>;
  onChange(listener: (change: CertificateChange) => void): void;
  /** Called in the transaction of the change. */
  onChangeWithin(listener: (tx: Tx, changes: readonly StatusChange[]) => Promise<void>): void;
}

export function openTelling(): Telling {
  const listeners: ((change: CertificateChange) => void)[] = [];
  const within: Parameters<Telling['onChangeWithin']>[0][] = [];
  return {
    publish(tx, change) {
      afterCommit(tx, () => {
        for (const listener of listeners) listener(change);
      });
    },
    async subscribers(tx, changes) {
      for (const listener of within) await listener(tx, changes);
    },
    onChange(listener) {
      listeners.push(listener);
    },
    onChangeWithin(listener) {
      within.push(listener);
    },
  };
}
