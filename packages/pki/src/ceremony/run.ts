import { inspectTbs, readCertificate } from '../certificate/read.ts';
import type { KeyCustody, KeyEvidence } from '../custody/custody.ts';
import { equalBytes } from '../der/index.ts';
import { PkiError } from '../errors.ts';
import { createCaCertificate } from '../issue/ca-certificate.ts';
import { toPem } from '../pem.ts';
import { newSerial } from '../serial.ts';
import { checkSubjectKey } from '../subject-key/check.ts';
import type { Random } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import { FILES, isHashed, STEPS, type StepName, type StepRecord, transcriptText } from './files.ts';
import { type CeremonyCustody, profileOfCeremony } from './input.ts';
import { type CeremonyPlan, jsonOctets, planCeremony, planOctets, sha256Hex } from './plan.ts';

/** The folder of one ceremony. */
export interface CeremonyStore {
  /** Paths of all files. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writes a new file, whole or not at all. Throws if it is there. */
  write(path: string, octets: Uint8Array): Promise<void>;
}

/** An operator in the room, ready to sign. */
export interface PresentOperator {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** ECDSA with SHA-384, DER. */
  sign(octets: Uint8Array): Promise<Uint8Array>;
}

export interface CeremonyRun {
  /** The declaration, as given. */
  readonly input: Uint8Array;
  readonly custody: KeyCustody;
  /** What `custody` is, to be compared with the declaration. */
  readonly custodyIs: CeremonyCustody;
  readonly operators: readonly PresentOperator[];
  readonly store: CeremonyStore;
  readonly now: () => Date;
  readonly random: Random;
  /** Name and version of the program. */
  readonly software: string;
  readonly onStep?: (record: StepRecord) => void;
}

/** What was attested of the key and of the circumstances. */
export interface CeremonyAttestation {
  readonly inputSha256: string;
  readonly software: string;
  readonly publicKeySha256: string;
  readonly key: KeyEvidence;
}

/**
 * Performs a ceremony, or goes on with one that was broken off: every step is on record, whole and once, before the next
 * begins, and what is on record is not done again. Nothing is overwritten. Throws `ceremony-input`; `ceremony-approval`
 * when not enough of the declared operators are there, before anything is touched; `ceremony-conflict` when folder or
 * custody hold something else; and what custody throws. Answers the certificate, DER.
 */
export async function runCeremony(run: CeremonyRun): Promise<Uint8Array> {
  const plan = planCeremony(run.input);
  const present = operatorsIn(plan, run.operators);
  checkCustody(plan, run.custodyIs);
  const ceremony = new Ceremony(run, plan, present);
  await ceremony.begin();
  await ceremony.approve();
  const publicKey = await ceremony.makeKey();
  const tbs = await ceremony.recordIntent(publicKey);
  const certificate = await ceremony.signCertificate(publicKey, tbs);
  await ceremony.finish();
  return certificate;
}

type Named = PresentOperator & { readonly name: string };

function operatorsIn({ input }: CeremonyPlan, operators: readonly PresentOperator[]): readonly Named[] {
  const present = operators.map((operator) => {
    const key = Buffer.from(operator.publicKey).toString('base64');
    const declared = input.operators.find(({ publicKey }) => publicKey === key);
    if (!declared) throw new PkiError('ceremony-approval', 'somebody present is no declared operator');
    return { ...operator, name: declared.name, sign: (octets: Uint8Array) => operator.sign(octets) };
  });
  const distinct = new Set(present.map(({ name }) => name)).size;
  if (distinct < present.length || distinct < input.needed) {
    throw new PkiError(
      'ceremony-approval',
      `${distinct} of the declared operators are here, ${input.needed} different ones are needed`,
    );
  }
  return present;
}

function checkCustody({ input }: CeremonyPlan, is: CeremonyCustody): void {
  const words = (custody: CeremonyCustody) =>
    custody.type === 'file' ? 'files' : `PKCS #11 token "${custody.token}"`;
  if (words(input.custody) !== words(is)) {
    throw new PkiError('ceremony-conflict', `declared is ${words(input.custody)}, opened is ${words(is)}`);
  }
}

class Ceremony {
  readonly #run: CeremonyRun;
  readonly #plan: CeremonyPlan;
  readonly #present: readonly Named[];

  constructor(run: CeremonyRun, plan: CeremonyPlan, present: readonly Named[]) {
    this.#run = run;
    this.#plan = plan;
    this.#present = present;
  }

  /** An empty folder, or that of this very ceremony, unfinished. */
  async begin(): Promise<void> {
    const { store, input } = this.#run;
    const paths = await store.list();
    const plan = await store.read(FILES.plan);
    const own = plan !== undefined && equalBytes(plan, planOctets(this.#plan));
    if (!own && paths.some((path) => path !== FILES.input)) {
      throw new PkiError('ceremony-conflict', 'the folder holds something else; nothing was touched');
    }
    if ((await this.#resultSignatures()).length >= this.#plan.input.needed) {
      throw new PkiError('ceremony-conflict', 'this ceremony is over; nothing was touched');
    }
    await this.#once(FILES.input, async () => input);
    await this.#once(FILES.plan, async () => planOctets(this.#plan));
  }

  async approve(): Promise<void> {
    // a hash list that is there covers what was there then
    if (await this.#run.store.read(FILES.hashes)) return;
    for (const operator of this.#present) {
      const spki = operator.publicKey;
      await this.#once(FILES.operator(operator.name), async () => text(toPem('PUBLIC KEY', spki)));
      await this.#once(FILES.approval(operator.name), () => signed(operator, planOctets(this.#plan)));
    }
    await this.#step('approved', async () => ({
      planSha256: sha256Hex(planOctets(this.#plan)),
      software: this.#run.software,
    }));
  }

  /**
   * First it is on record that the label is free, then the key is made. After a crash between key and record, the key
   * under the label is the one of this ceremony.
   */
  async makeKey(): Promise<Uint8Array> {
    const { custody } = this.#run;
    const { keyLabel, input } = this.#plan;
    await this.#step('no-key-before', async () => {
      if (await custody.has(keyLabel)) {
        throw new PkiError('ceremony-conflict', `custody holds ${keyLabel} already; nothing was made`);
      }
      return { keyLabel, custody: custody.place };
    });
    const found = await custody.publicKey(keyLabel);
    const publicKey = found ?? (await custody.create(keyLabel, input.key));
    const evidence = await custody.evidence(keyLabel);
    const weak = checkSubjectKey(publicKey);
    if (weak.length > 0 || evidence.kind !== input.key || !evidence.madeInside) {
      throw new PkiError('ceremony-conflict', `${keyLabel} is not the key that was declared, or is weak`);
    }
    if (input.custody.type === 'pkcs11' && !evidence.neverLeaves) {
      throw new PkiError('ceremony-conflict', `the token would let ${keyLabel} out`);
    }
    const attestation: CeremonyAttestation = {
      inputSha256: this.#plan.inputSha256,
      software: this.#run.software,
      publicKeySha256: sha256Hex(publicKey),
      key: evidence,
    };
    await this.#once(FILES.attestation, async () => jsonOctets(attestation));
    await this.#step('key-made', async () => ({
      publicKeySha256: sha256Hex(publicKey),
      // a key that was there already comes from an attempt that was broken off
      goesOnAfterInterruption: found !== undefined,
    }));
    return publicKey;
  }

  /** The octets that will be signed, before they are (pki.md §3). */
  async recordIntent(publicKey: Uint8Array): Promise<Uint8Array> {
    const tbs = await this.#once(FILES.intent, async () => {
      let built: Uint8Array | undefined;
      await this.#build(publicKey, newSerial(this.#run.random), async (octets) => {
        built = octets;
        throw new OnlyBuilding();
      }).catch((error: unknown) => {
        if (!(error instanceof OnlyBuilding)) throw error;
      });
      if (!built) throw new Error('nothing was built');
      return built;
    });
    const { serial } = inspectTbs(tbs).fields;
    await this.#step('intent-recorded', async () => ({ serial, tbsSha256: sha256Hex(tbs) }));
    return tbs;
  }

  async signCertificate(publicKey: Uint8Array, tbs: Uint8Array): Promise<Uint8Array> {
    const { serial, algorithm } = inspectTbs(tbs).fields;
    if (!algorithm) throw new PkiError('ceremony-conflict', 'the recorded intent has another algorithm');
    const der = await this.#once(FILES.certificate, () =>
      this.#build(publicKey, serial, (octets) => {
        if (!equalBytes(octets, tbs)) {
          throw new PkiError('ceremony-conflict', 'about to sign something else than was recorded');
        }
        return this.#run.custody.sign(this.#plan.keyLabel, algorithm, octets);
      }),
    );
    readCertificate(der);
    await this.#once(FILES.certificatePem, async () => text(toPem('CERTIFICATE', der)));
    await this.#step('certificate-signed', async () => ({ certificateSha256: sha256Hex(der) }));
    return der;
  }

  async finish(): Promise<void> {
    const { store } = this.#run;
    await this.#once(FILES.transcript, async () => {
      const steps = await Promise.all(STEPS.map((step) => this.#readStep(step)));
      return text(transcriptText(steps.filter((step) => step !== undefined)));
    });
    const hashes = await this.#once(FILES.hashes, async () => {
      const lines: string[] = [];
      for (const path of [...(await store.list())].filter(isHashed).sort()) {
        lines.push(`${sha256Hex((await store.read(path)) ?? new Uint8Array(0))}  ${path}\n`);
      }
      return text(lines.join(''));
    });
    for (const operator of this.#present) {
      await this.#once(FILES.result(operator.name), () => signed(operator, hashes));
    }
  }

  #build(
    publicKey: Uint8Array,
    serial: Uint8Array | string,
    sign: (tbs: Uint8Array) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const { ca: kind, generation, notBefore, notAfter } = this.#plan.input;
    const profile = profileOfCeremony(this.#plan.input);
    const life = { notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
    return createCaCertificate({ profile, kind, generation, publicKey, ...life, serial, sign });
  }

  /** Makes a file unless it is there; answers what is in it. */
  async #once(path: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const there = await this.#run.store.read(path);
    if (there) return there;
    const made = await make();
    await this.#run.store.write(path, made);
    return made;
  }

  async #step(step: StepName, facts: () => Promise<StepRecord['facts']>): Promise<void> {
    const path = FILES.step(step);
    if (await this.#run.store.read(path)) return;
    const at = this.#run.now().toISOString();
    const before = STEPS[STEPS.indexOf(step) - 1];
    if (before && at < ((await this.#readStep(before))?.at ?? '')) {
      throw new PkiError(
        'ceremony-conflict',
        'the clock stands before the last step; set it right and go on',
      );
    }
    const record: StepRecord = {
      step,
      at,
      by: this.#present.map(({ name }) => name),
      facts: await facts(),
    };
    await this.#run.store.write(path, jsonOctets(record));
    this.#run.onStep?.(record);
  }

  async #readStep(step: StepName): Promise<StepRecord | undefined> {
    const octets = await this.#run.store.read(FILES.step(step));
    return octets && (JSON.parse(new TextDecoder().decode(octets)) as StepRecord);
  }

  async #resultSignatures(): Promise<readonly string[]> {
    const paths = await this.#run.store.list();
    return paths.filter((path) => path !== FILES.hashes && !isHashed(path));
  }
}

async function signed(operator: Named, octets: Uint8Array): Promise<Uint8Array> {
  const signature = await operator.sign(octets);
  if (!verifySignature(operator.publicKey, 'sha384WithECDSA', octets, signature)) {
    throw new PkiError('ceremony-approval', `the key of ${operator.name} does not sign`);
  }
  return signature;
}

/** Stops the making of a certificate once its to-be-signed octets are known. */
class OnlyBuilding extends Error {}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}
