import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

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
  {
    paths: ['/usr/lib/softhsm/libsofthsm2.so'],
    debianPackage: 'softhsm2',
    purpose: 'an HSM in software',
  },
  { paths: ['/usr/bin/openssl'], debianPackage: 'openssl', purpose: 'an independent verifier' },
  {
    paths: ['/usr/bin/pdfsig'],
    debianPackage: 'poppler-utils',
    purpose: 'an independent PDF signature check',
  },
  {
    paths: ['/usr/bin/certutil'],
    debianPackage: 'libnss3-tools',
    purpose: 'NSS, for the browser and pdfsig',
  },
  {
    paths: [
      '/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so',
      '/usr/lib/aarch64-linux-gnu/engines-3/pkcs11.so',
    ],
    debianPackage: 'libengine-pkcs11-openssl',
    purpose: 'OpenSSL over the card',
  },
  { paths: ['/usr/bin/ssh'], debianPackage: 'openssh-client', purpose: 'a login with the card' },
  { paths: ['/usr/sbin/sshd'], debianPackage: 'openssh-server', purpose: 'what the card logs in to' },
  { paths: ['/usr/bin/Xvfb'], debianPackage: 'xvfb', purpose: 'a screen for windows of the browser itself' },
  { paths: ['/usr/bin/xdotool'], debianPackage: 'xdotool', purpose: 'hands for those windows' },
  { paths: ['/usr/bin/certtool'], debianPackage: 'gnutls-bin', purpose: 'GnuTLS as a verifier' },
  { paths: ['/usr/sbin/nginx'], debianPackage: 'nginx-light', purpose: 'a web server that asks OCSP' },
  { paths: ['/usr/bin/curl'], debianPackage: 'curl', purpose: 'a verifier with a client certificate' },
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
        timeout: 15 * 60_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update');
    withoutStartingServices(() => apt('install', '-y', '--no-install-recommends', ...packages));
    absent = missing();
  }
  for (const { debianPackage, purpose } of absent) console.error(`missing: ${debianPackage} (${purpose})`);
  return absent.length === 0;
}

const SERVICE_POLICY = '/usr/sbin/policy-rc.d';

/** Debian starts a server when it is installed; the witnesses start their own, on ports of their own. */
function withoutStartingServices(install: () => void): void {
  const ours = !existsSync(SERVICE_POLICY);
  if (ours) writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (ours) rmSync(SERVICE_POLICY);
  }
}
