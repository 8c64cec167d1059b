import type { Hero } from '../hero.ts';
import { askStatus } from '../status-question.ts';
import { must, type Story } from '../story.ts';
import type { Visitor } from '../visitor.ts';
import type { World } from '../world.ts';
import { newestMail } from './apply.ts';
import { certificatesOf } from './make.ts';
import { atTheKiosk, verify } from './use.ts';

/** G3: by OCSP, and everywhere. */
const SECONDS_ALLOWED = { ocsp: 5, everywhere: 15 * 60 };

/** Step 9: the call centre identifies the caller and stops the card; OCSP says so within five seconds, and everything refuses and says why. */
export async function stopByPhone(
  world: World,
  story: Story,
  hero: Hero,
  resident: Visitor,
  signed: Uint8Array,
): Promise<void> {
  const operator = await world.staff('call-centre-operator');
  const vague = await operator.call('POST /api/call-centre/calls', {
    body: { claim: { name: hero.name, birthDate: '1970-01-01' }, callerRelation: 'self' },
  });
  must(!vague.enough, 'two attributes, one wrong, identify nobody');
  const call = await operator.call('POST /api/call-centre/calls', {
    body: {
      claim: { name: hero.name, birthDate: hero.birthDate, address: hero.address },
      callerRelation: 'self',
    },
  });
  must(call.enough && call.card !== null && call.card !== undefined, 'the caller is identified');
  story.show('caller identified by', call.matched.join(', '));
  const { suspendedAt } = await operator.call('POST /api/call-centre/calls/:id/suspend', {
    params: { id: call.callId },
    body: {
      version: call.card.version,
      circumstances: 'bag left on a train',
    },
  });
  const stopped = performance.now();
  story.show('suspended at', suspendedAt);
  for (const { kind, der } of await certificatesOf(world, hero.cardId)) {
    must(
      (await askStatus(world, story, kind, der, 'suspended')) === 'revoked (certificateHold)',
      `${kind} is on hold`,
    );
  }
  const since = () => (performance.now() - stopped) / 1000;
  must(since() < SECONDS_ALLOWED.ocsp, `OCSP says so within ${SECONDS_ALLOWED.ocsp} s`);
  story.show('open session', (await resident.refusal(resident.call('GET /api/portal/me'))).code);
  const fresh = world.visitor();
  const login = await fresh.refusal(
    fresh.logIn('resident', world.running.tray, hero.cardSerial, hero.secrets.authentication),
  );
  story.show('login', login.message);
  const kiosk = await fresh.refusal(atTheKiosk(world, hero));
  story.show('kiosk', kiosk.message);
  const report = await verify(world, signed);
  must(report.overall !== 'valid', 'the verification page no longer calls it valid');
  story.show('verification', `${report.overall}: ${report.signatures[0]?.certificate?.status.status}`);
  const seconds = since();
  must(seconds < SECONDS_ALLOWED.everywhere, `all of them within ${SECONDS_ALLOWED.everywhere} s`);
  story.show('all refused within', `${Math.ceil(seconds * 1000)} ms`);
  story.show('mail', (await newestMail(world, hero.email)).subject.split(' / ')[1] ?? '');
}
