import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, jstDate, startOfDayJst } from '@mibun/rules';
import type { Modules } from '@mibun/server/addition';
import { type Platform, systemActor } from '@mibun/server/addition';
import { BANK } from './bank/index.ts';
import { isDone, markDone } from './progress.ts';

const STEP = 'accredited verifier';

/** Under the QR code in the bank's hall; the portal's demo hint names it, too. */
export const DEMO_OFFER_CODE = 'A0BA-BANK-2026';

/**
 * The company that checks certificates for the sample bank, accredited, with its signing key in a file of the data folder
 * (`mihon-platform.jwk`); and the bank's invitation to consent.
 */
export async function settleVerifier(platform: Platform, { verifiers, linking }: Modules): Promise<void> {
  const { clock, config, database } = platform;
  if (await database.query((tx) => isDone(tx, STEP))) return;
  const key = signingKey(join(config.dataDirectory, 'mihon-platform.jwk'));
  const today = jstDate(clock.now());
  const until = addMonths(today, 36);
  await database.transaction(async (tx) => {
    const act = { actor: systemActor('demo'), purpose: 'administration' } as const;
    await verifiers.api.accredit(
      tx,
      {
        verifierId: 'mihon-platform',
        kind: 'group',
        name: { ja: '見本プラットフォーム株式会社', en: 'Mihon Platform Inc.' },
        decision: '見本県大臣認定 第1号（架空）',
        scopes: ['sig', 'auth', 'link', 'attributes'],
        validFrom: today,
        validUntil: until,
        quotas: { sig: 1_000_000, auth: 10_000_000, link: 1_000_000, attributes: 100_000 },
        ratePerSecond: 500,
        nonces: true,
        services: [BANK],
        certificates: [],
        keys: [key],
      },
      act,
    );
    await linking.api.offer(tx, 'mihon-platform', {
      service: BANK,
      items: ['name', 'address'],
      title: {
        ja: '住所や氏名が変わったときの届出を省く',
        en: 'No more forms when your name or address changes',
      },
      gist: {
        ja: '引っ越しや結婚のあと、新しい署名用電子証明書が発行されたら、あおば銀行が新しい住所と氏名を受け取ります。',
        en: 'After you move or marry and have a new signature certificate, Aoba Bank receives your new address and name.',
      },
      explanations: EXPLANATIONS,
      singleUse: false,
      expiresAt: startOfDayJst(until),
      code: DEMO_OFFER_CODE,
    });
    await markDone(tx, STEP, clock.now());
  });
}

/** The public part; the private one stays in the file, from a start that was interrupted, too. */
function signingKey(path: string): Readonly<Record<string, unknown>> {
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(path, JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
  }
  const { kty, crv, x, y } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  return { kty, crv, x, y };
}

const EXPLANATIONS = {
  purpose: {
    ja: '口座の登録情報を新しくし、大切な郵便を正しい住所に届けるためだけに使います。',
    en: 'Only to keep your account up to date and to send important letters to the right address.',
  },
  disclosure: {
    ja: '店頭か電話で、いつでも請求できます。手数料はかかりません。',
    en: 'At any branch or by phone, at any time and free of charge.',
  },
  storage: {
    ja: '口座があるあいだ、暗号化して日本国内で保管し、解約から7年で消します。',
    en: 'Encrypted and in the country while you have an account, and for seven years after it is closed.',
  },
  contact: {
    ja: 'あおば銀行 情報提供窓口 099-555-0100（平日 9:00〜17:00）',
    en: 'Aoba Bank, data desk, 099-555-0100 (weekdays 9:00–17:00)',
  },
  address: {
    ja: 'あおば銀行本店 見本県見本市中央三丁目1番1号',
    en: 'Aoba Bank, head office, 3-1-1 Chuo, Mihon City, Mihon Prefecture',
  },
  cost: { ja: '費用はかかりません。', en: 'There is no charge.' },
} as const;
