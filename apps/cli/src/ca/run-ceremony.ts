import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutMark } from '@mibun/durable';
import {
  CEREMONY_FILES,
  type CeremonyCustody,
  type CeremonyPlan,
  type KeyCustody,
  PkiError,
  planCeremony,
  planOctets,
  readCertificate,
  runCeremony,
} from '@mibun/pki';
import {
  custodyProblems,
  custodyWarning,
  openCustody,
  readCustodyConfig,
  systemRandom,
} from '@mibun/server/custody';
import { CommandError, print, say } from '../output.ts';
import type { CeremonyOptions } from './ceremony.ts';
import { ceremonyFolder } from './ceremony-folder.ts';
import { readInput } from './files.ts';
import { fingerprint } from './fingerprint.ts';
import { unlockOperator } from './operator-key.ts';

/** `mibun ca ceremony`: shows the plan and what stands in its way; with --execute does it. */
export async function ceremony(inputFile: string, options: CeremonyOptions): Promise<boolean> {
  const input = withoutMark(readInput(inputFile));
  const plan = calmly(() => planCeremony(input));
  const { custody, custodyIs } = custodyFromEnvironment();
  try {
    if (!options.execute) return await dryRun(plan, custody, custodyIs, options);
    await execute(input, plan, custody, custodyIs, options);
    return true;
  } catch (error) {
    throw calm(error);
  } finally {
    await custody.close();
  }
}

function custodyFromEnvironment(): { readonly custody: KeyCustody; readonly custodyIs: CeremonyCustody } {
  const problems = custodyProblems(process.env);
  if (problems.length > 0) {
    throw new CommandError(problems.join('; '), 'the ceremony uses the key custody that a server would use');
  }
  const config = readCustodyConfig(process.env);
  const warning = custodyWarning(config);
  if (warning) say(`mibun: ${warning}`);
  const dataDirectory = process.env.MIBUN_DATA ?? './data';
  return {
    custody: openCustody(config, { dataDirectory, random: systemRandom }),
    custodyIs: config.type === 'file' ? { type: 'file' } : { type: 'pkcs11', token: config.token },
  };
}

async function dryRun(
  plan: CeremonyPlan,
  custody: KeyCustody,
  custodyIs: CeremonyCustody,
  { out, json = false }: CeremonyOptions,
): Promise<boolean> {
  const problems = await obstacles(plan, custody, custodyIs, out);
  if (json) {
    print(
      JSON.stringify({ executed: false, planSha256: fingerprint(planOctets(plan)), plan, problems }, null, 2),
    );
  } else {
    print(`plan ${fingerprint(planOctets(plan))}`);
    print(
      `  ${plan.subject}, generation ${plan.input.generation} (${plan.input.profile}), ${plan.input.key}`,
    );
    print(
      `  from ${plan.input.notBefore} to ${plan.input.notAfter}, key ${plan.keyLabel} in ${custody.place}`,
    );
    for (const { name, publicKey } of plan.input.operators) {
      print(`  operator ${name}  ${fingerprint(Buffer.from(publicKey, 'base64'))}`);
    }
    for (const [index, step] of plan.steps.entries()) print(`  ${index + 1}. ${step}`);
    for (const problem of problems) print(`  in the way: ${problem}`);
  }
  say('mibun: this was a dry run, nothing was changed; --execute does it');
  return problems.length === 0;
}

async function obstacles(
  plan: CeremonyPlan,
  custody: KeyCustody,
  custodyIs: CeremonyCustody,
  out: string,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const store = ceremonyFolder(out);
  const recorded = await store.read(CEREMONY_FILES.plan);
  const resumes = recorded !== undefined && Buffer.compare(recorded, planOctets(plan)) === 0;
  if (!resumes && (await store.list()).some((path) => path !== CEREMONY_FILES.input)) {
    problems.push(`${out} holds something else`);
  }
  if (JSON.stringify(custodyIs) !== JSON.stringify(plan.input.custody)) {
    problems.push(`custody here is ${custody.place}, another is declared`);
  } else if (!resumes) {
    try {
      if (await custody.has(plan.keyLabel)) problems.push(`custody holds ${plan.keyLabel} already`);
    } catch (error) {
      if (!(error instanceof PkiError)) throw error;
      problems.push(error.message);
    }
  }
  return problems;
}

async function execute(
  input: Uint8Array,
  plan: CeremonyPlan,
  custody: KeyCustody,
  custodyIs: CeremonyCustody,
  { out, operator, passphraseFile, json = false }: CeremonyOptions,
): Promise<void> {
  if (operator.length < plan.input.needed) {
    throw new CommandError(
      `${plan.input.needed} operators are needed, ${operator.length} given`,
      'each gives --operator FOLDER and types the passphrase',
    );
  }
  const operators = [];
  for (const [index, folder] of operator.entries()) {
    operators.push(await unlockOperator(folder, passphraseFile[index]));
  }
  const der = await runCeremony({
    input,
    custody,
    custodyIs,
    operators,
    store: ceremonyFolder(out),
    now: () => new Date(),
    random: systemRandom.bytes,
    software: softwareVersion(),
    onStep: ({ step, by }) => say(`mibun: ${step} (${by.join(', ')})`),
  });
  const { serial, subject } = readCertificate(der);
  if (json) {
    const certificate = { subject, serial, sha256: fingerprint(der) };
    print(JSON.stringify({ executed: true, folder: out, keyLabel: plan.keyLabel, certificate }, null, 2));
  } else {
    print(`${subject}  serial ${serial}  SHA-256 ${fingerprint(der)}`);
  }
  say(`mibun: everything is in ${out}; mibun ca verify ${out} --operators FILE checks it independently`);
}

function softwareVersion(): string {
  const file = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return `mibun ${(JSON.parse(file) as { readonly version: string }).version}, Node ${process.version}`;
}

function calmly<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw calm(error);
  }
}

const HINTS: Readonly<Partial<Record<PkiError['code'], string>>> = {
  'ceremony-approval': 'nothing was made',
  'ceremony-conflict': 'nothing was overwritten; choose another folder, or look at what is there',
  'custody-unavailable': 'give the same command again when it is back; it goes on where it stopped',
  'passphrase-wrong': 'put MIBUN_PKCS11_PIN_FILE or MIBUN_CUSTODY_PASSPHRASE right; a token locks itself',
};

function calm(error: unknown): unknown {
  return error instanceof PkiError ? new CommandError(error.message, HINTS[error.code]) : error;
}
