import type { Migration, Platform } from '../../platform/index.ts';
import type { CardSignatures, Ceremonies, Ceremony, SignatureFormat } from './api.ts';
import { begin } from './begin.ts';
import { complete } from './complete.ts';
import type { CardSignatureDeps, FormatContext } from './context.ts';
import { ceremonyLife, endExpired, FORGET_JOB } from './life.ts';
import { demandOpen, own, prepare } from './prepare.ts';
import { cardSignatureMigrations, forgetSigned, readFile, requireCeremony, signedOfPerson } from './store.ts';

export interface CardSignatureModule {
  readonly api: CardSignatures;
  readonly migrations: readonly Migration[];
}

/** A signature by a person's card: begun, prepared for a certificate, completed, whatever is signed (domain.md §8.1). */
export function createCardSignature(platform: Platform, deps: CardSignatureDeps): CardSignatureModule {
  const { clock, database, jobs } = platform;
  const endings: (() => Promise<void>)[] = [];
  async function forget(): Promise<void> {
    for (const end of endings) await end();
    await database.transaction((tx) => forgetSigned(tx, clock.now()));
  }
  jobs.define({ name: FORGET_JOB, run: forget });

  function of<F extends object>(format: SignatureFormat<F>): Ceremonies<F> {
    const context: FormatContext<F> = { platform, ...deps, format, life: ceremonyLife(platform, format) };
    endings.push(() => endExpired(context));
    return {
      begin: (tx, actor, facts, content) => begin(context, tx, actor, facts, content),
      prepare: (actor, id, certificate) => prepare(context, actor, id, certificate),
      complete: (actor, id, signature) => complete(context, actor, id, signature),
      require: (tx, id, personId) => requireCeremony(tx, own(context, id, personId)) as Promise<Ceremony<F>>,
      demandOpen: (ceremony) => demandOpen(context, ceremony),
      file: (tx, id, role) => readFile(tx, id, role),
      signed: (tx, personId, limit) =>
        signedOfPerson(tx, format.table.name, personId, limit) as Promise<readonly Ceremony<F>[]>,
    };
  }
  return { api: { of, forget }, migrations: cardSignatureMigrations };
}
