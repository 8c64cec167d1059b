/** Where the keys are kept (pki.md §1). */
export type CustodyConfig =
  | { readonly type: 'file'; readonly passphrase: string }
  | {
      readonly type: 'pkcs11';
      /** Path of the PKCS #11 library of the HSM. */
      readonly module: string;
      /** Label of the token. */
      readonly token: string;
      /** File with the user PIN; the PIN itself is in no variable, argument or log. */
      readonly pinFile: string;
    };

/** Written in every demo installation and known to everybody: the reason why production refuses it. */
export const DEMO_PASSPHRASE = 'mibun demo: not a secret';

type Environment = Readonly<Record<string, string | undefined>>;

const TYPES: readonly string[] = ['file', 'pkcs11'] satisfies CustodyConfig['type'][];

/** What cannot be used, in any mode. */
export function custodyProblems(environment: Environment): readonly string[] {
  const { MIBUN_CUSTODY: type = 'file' } = environment;
  if (!TYPES.includes(type)) return [`MIBUN_CUSTODY is file or pkcs11, not "${type}"`];
  if (type === 'file') return [];
  const needed = {
    MIBUN_PKCS11_MODULE: 'the path of the PKCS #11 library',
    MIBUN_PKCS11_TOKEN: 'the label of the token',
    MIBUN_PKCS11_PIN_FILE: 'the path of a file with the PIN, readable for the server alone',
  };
  return Object.entries(needed)
    .filter(([name]) => !environment[name])
    .map(([name, what]) => `${name} is missing: ${what}`);
}

/** The caller has asked {@link custodyProblems} before. */
export function readCustodyConfig(environment: Environment): CustodyConfig {
  if (environment.MIBUN_CUSTODY === 'pkcs11') {
    return {
      type: 'pkcs11',
      module: environment.MIBUN_PKCS11_MODULE ?? '',
      token: environment.MIBUN_PKCS11_TOKEN ?? '',
      pinFile: environment.MIBUN_PKCS11_PIN_FILE ?? '',
    };
  }
  return { type: 'file', passphrase: environment.MIBUN_CUSTODY_PASSPHRASE ?? DEMO_PASSPHRASE };
}

/** What production refuses. Files are let through with a passphrase of their own, and a warning at every start. */
export function insecureCustody(custody: CustodyConfig): readonly string[] {
  if (custody.type === 'pkcs11') return [];
  if (custody.passphrase === DEMO_PASSPHRASE) {
    return [
      'MIBUN_CUSTODY_PASSPHRASE is missing: CA keys would be sealed with a passphrase known to everybody (better: an HSM, MIBUN_CUSTODY=pkcs11)',
    ];
  }
  return custody.passphrase.length < 20
    ? ['MIBUN_CUSTODY_PASSPHRASE is too short: at least 20 characters']
    : [];
}
