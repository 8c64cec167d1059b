import { authenticate, sign } from '@mibun/agent';
import { createPaper } from '@mibun/documents';
import { DeviceClient } from '@mibun/server';
import { Refused } from '../../client/refused.ts';
import type { Hero } from '../hero.ts';
import { must, type Story } from '../story.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Step 6: a wrong PIN costs a try, the right one opens the portal. */
export async function logIn(world: World, story: Story, hero: Hero): Promise<Visitor> {
  const resident = world.visitor();
  const wrong = await resident.logIn('resident', world.running.tray, hero.cardSerial, '0000').then(
    () => 'accepted',
    (error: { code: string; triesLeft?: number }) => `${error.code}, ${error.triesLeft} tries left`,
  );
  must(wrong.startsWith('wrong-pin'), `a wrong PIN is refused by the chip (${wrong})`);
  story.show('wrong PIN', wrong);
  const session = await resident.logIn(
    'resident',
    world.running.tray,
    hero.cardSerial,
    hero.secrets.authentication,
  );
  story.show('logged in as', session.name);
  const me = await resident.call('GET /api/portal/me');
  must(me.person.name === hero.name, 'the portal shows the right person');
  return resident;
}

async function contract(world: World): Promise<Uint8Array> {
  const paper = createPaper({
    title: '賃貸借契約書（見本）',
    language: 'ja',
    office: '見本不動産',
    createdAt: world.running.platform.clock.now(),
  });
  paper
    .title('賃貸借契約書（見本）')
    .paragraph('この契約は、架空の国のデモのためのものです。')
    .heading('第1条')
    .paragraph('賃料は月額50,000円とする。');
  return paper.finish();
}

export const verify = (world: World, pdf: Uint8Array) =>
  world.visitor().callWithFile('POST /api/verification', { bytes: pdf, type: 'application/pdf' });

/** Signs a PDF with the card; the password goes into the chip alone. */
export async function signPdf(
  world: World,
  resident: Visitor,
  hero: Hero,
  pdf: Uint8Array,
): Promise<Uint8Array> {
  const { ceremonyId } = await resident.callWithFile(
    'POST /api/signing',
    { bytes: pdf, type: 'application/pdf' },
    { headers: { 'x-document-name': encodeURIComponent('賃貸借契約書.pdf') } },
  );
  const params = { id: ceremonyId };
  const connection = world.running.tray.insert(hero.cardSerial);
  try {
    const prepared = await resident.call('POST /api/signing/:id/prepare', { params, body: {} });
    const { signature } = await sign({
      connection,
      password: hero.secrets.signature,
      digest: Buffer.from(prepared.digest, 'hex'),
      certificateSha256: prepared.certificateSha256,
    });
    await resident.call('POST /api/signing/:id/complete', { params, body: { signature: base64(signature) } });
  } finally {
    await connection.close();
  }
  return resident.bytes('GET /api/signing/:id/document', { params });
}

/** Step 7: PAdES with SIG; verified with who, whether altered, and the status at that moment. */
export async function signAndVerify(
  world: World,
  story: Story,
  hero: Hero,
  resident: Visitor,
): Promise<Uint8Array> {
  const pdf = await contract(world);
  story.keep('contract.pdf', pdf, 'document');
  const signed = await signPdf(world, resident, hero, pdf);
  story.keep('contract-signed.pdf', signed, 'signed document');
  const report = await verify(world, signed);
  const [signature] = report.signatures;
  must(
    report.overall === 'valid' && signature?.who.kind === 'person' && signature.who.name === hero.name,
    `the signature is valid (${report.overall})`,
  );
  story.show('signed by', hero.name);
  story.show('certificate at this moment', signature.certificate?.status.status ?? '');
  const altered = signed.slice();
  const at = Buffer.from(altered).indexOf('stream') + 20;
  altered[at] = (altered[at] ?? 0) ^ 1;
  story.keep('contract-altered.pdf', altered, 'altered document');
  const verdict = await verify(world, altered);
  must(verdict.overall === 'invalid' && verdict.signatures[0]?.intact === false, 'one changed byte is found');
  story.show('one byte changed', `${verdict.overall}, not intact`);
  return signed;
}

/** A machine in the demo's shop, enrolled with a key of its own as every kiosk must be. */
async function enrolledKiosk(world: World, kiosk: Visitor): Promise<DeviceClient> {
  const device = new DeviceClient(world.origin);
  const { deviceId, code } = await kiosk.call('POST /api/demo/kiosks');
  const { publicKey, keyId } = device;
  await kiosk.call('POST /api/devices/key', { body: { code, publicKey }, device });
  await kiosk.call('POST /api/demo/kiosks/:id/confirm', { params: { id: deviceId }, body: { keyId } });
  return device;
}

/** Puts the card on the kiosk and gives the PIN. */
export async function atTheKiosk(
  world: World,
  hero: Hero,
): Promise<{ kiosk: Visitor; device: DeviceClient; token: string; name: string }> {
  const kiosk = world.visitor();
  const device = await enrolledKiosk(world, kiosk);
  const { token, challenge } = await kiosk.call('POST /api/kiosk/sessions', { device });
  const connection = world.running.tray.insert(hero.cardSerial);
  try {
    const proof = await authenticate({
      connection,
      pin: hero.secrets.authentication,
      origin: world.origin,
      nonce: challenge.nonce,
      statement: challenge.statement.en,
    });
    const { holder } = await kiosk.call('POST /api/kiosk/sessions/current/authenticate', {
      body: {
        challengeId: challenge.challengeId,
        language: 'en',
        certificate: base64(proof.certificate),
        signature: base64(proof.signature),
      },
      token,
      device,
    });
    return { kiosk, device, token, name: holder.name };
  } finally {
    await connection.close();
  }
}

/** Step 8: card and PIN at the kiosk give a resident-record certificate with the municipality's seal, once. */
export async function useKiosk(world: World, story: Story, hero: Hero): Promise<void> {
  const { kiosk, device, token, name } = await atTheKiosk(world, hero);
  story.show('card of', name);
  const own = { token, device };
  const { fee } = await kiosk.call('POST /api/kiosk/sessions/current/select', {
    body: { document: 'resident-record', options: { domicile: false, relation: true }, copies: 1 },
    ...own,
  });
  must(fee !== null, 'the paper has a fee');
  story.show('fee', `¥${fee}`);
  await kiosk.call('POST /api/kiosk/sessions/current/pay', { body: { amount: fee }, ...own });
  await kiosk.call('POST /api/kiosk/sessions/current/issue', own);
  await world.settled();
  const pdf = await kiosk.bytes('GET /api/kiosk/sessions/current/print', own);
  story.keep('resident-record.pdf', pdf, 'certificate');
  const again = await kiosk
    .bytes('GET /api/kiosk/sessions/current/print', own)
    .catch((error: unknown) => error);
  must(again instanceof Refused, 'it is printed only once');
  story.show('printing it again', again.code);
  const report = await verify(world, pdf);
  must(report.signatures[0]?.intact === true, 'the municipality’s seal signature is intact');
  const { who } = report.signatures[0];
  story.show('sealed by', 'title' in who ? who.title : who.kind);
  story.show('seal signature', report.overall);
}
