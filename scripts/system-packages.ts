import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface Tool {
  /** Where Debian puts it; the first that exists counts. */
  readonly paths: readonly string[];
  readonly debianPackage: string;
  readonly purpose: string;
}

/** The real counterparts that the witnesses talk to. Nothing of this is needed to run Mibun. */
const TOOLS: readonly Tool[] = [
  { paths: ['/usr/bin/chromium'], debianPackage: 'chromium', purpose: 'a real browser' },
  { paths: ['/usr/sbin/pcscd'], debianPackage: 'pcscd', purpose: 'the PC/SC daemon' },
  {
    paths: ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so'],
    debianPackage: 'vsmartcard-vpcd',
    purpose: 'a virtual card reader',
  },
  { paths: ['/usr/bin/opensc-tool'], debianPackage: 'opensc', purpose: 'an independent card client' },
  {
    paths: ['/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so', '/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so'],
    debianPackage: 'opensc-pkcs11',
    purpose: 'PKCS #11 over the card',
  },
  { paths: ['/usr/bin/openssl'], debianPackage: 'openssl', purpose: 'an independent verifier' },
  {
    paths: ['/usr/bin/pdfsig'],
    debianPackage: 'poppler-utils',
    purpose: 'an independent PDF signature check',
  },
  { paths: ['/usr/bin/certutil'], debianPackage: 'libnss3-tools', purpose: 'trust settings for pdfsig' },
  { paths: ['/usr/bin/qpdf'], debianPackage: 'qpdf', purpose: 'an independent PDF structure check' },
  {
    paths: [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`),
    debianPackage: 'postgresql',
    purpose: 'the production database',
  },
  {
    paths: ['/usr/bin/gcc'],
    debianPackage: 'gcc',
    purpose: 'a shim that takes 44 ms off every virtual card command',
  },
];

/** Installs what is missing on Debian as root; elsewhere says what is missing. True when everything is there. */
export function ensureSystemPackages(): boolean {
  const missing = () => TOOLS.filter(({ paths }) => !paths.some((path) => existsSync(path)));
  let absent = missing();
  if (absent.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const packages = absent.map(({ debianPackage }) => debianPackage);
    console.log(`installing for the witnesses: ${packages.join(' ')}`);
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    apt('install', '-y', '--no-install-recommends', ...packages);
    absent = missing();
  }
  for (const { debianPackage, purpose } of absent) console.error(`missing: ${debianPackage} (${purpose})`);
  return absent.length === 0;
}
