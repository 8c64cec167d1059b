import type { Answer } from '@mibun/server/contracts';
import type { Hero } from '../hero.ts';
import type { Portrait } from '../photo.ts';
import { must, type Story } from '../story.ts';
import type { World } from '../world.ts';

type Status = Answer<'POST /api/applications/status'>;

/** The newest mail of a person, as their mail provider has it. */
export async function newestMail(world: World, to: string): Promise<{ subject: string; text: string }> {
  await world.settled();
  const { mails } = await world.visitor().call('GET /api/demo/mailbox', { query: { to } });
  must(mails[0] !== undefined, `a mail to ${to}`);
  return mails[0];
}

export function statusOf(world: World, hero: Hero, birthDate: string = hero.birthDate): Promise<Status> {
  return world
    .visitor()
    .call('POST /api/applications/status', { body: { applicationId: hero.applicationId, birthDate } });
}

/** The ID with its first two different neighbours swapped: what a typing mistake looks like. */
function swapNeighbours(id: string): string {
  const at = [...id].findIndex((digit, index) => digit !== id[index + 1]);
  return `${id.slice(0, at)}${id[at + 1]}${id[at]}${id.slice(at + 2)}`;
}

/** Step 1: form ID → link by mail → photo → answers → sent; wrong input on the way is refused and nothing is lost. */
export async function apply(world: World, story: Story, hero: Hero, portrait: Portrait): Promise<void> {
  const resident = world.visitor();
  const id = hero.applicationId;
  const swapped = swapNeighbours(id);
  const start = (applicationId: string) =>
    resident.call('POST /api/applications/start', {
      body: { applicationId, contactName: hero.name, email: hero.email, termsAccepted: true },
    });
  story.show('wrong ID', (await resident.refusal(start(swapped))).code);
  await start(id);
  const mail = await newestMail(world, hero.email);
  const token = /continue#([\w-]+)/.exec(mail.text)?.[1];
  must(token !== undefined, 'a personal link in the mail');
  story.show('personal link', `mailed to ${hero.email}`);

  const put = (bytes: Uint8Array, type: string) =>
    resident.callWithFile('PUT /api/applications/draft/photo', { bytes, type }, { token });
  const png = await put(portrait.png, 'image/png');
  must(!png.accepted, 'a PNG is refused');
  story.show('PNG instead of JPEG', png.findings.map((finding) => finding.id).join(', '));
  const truncated = await put(portrait.jpeg.slice(0, portrait.jpeg.length / 2), 'image/jpeg');
  must(!truncated.accepted, 'a truncated file is refused');
  story.show('truncated file', truncated.findings.map((finding) => finding.id).join(', '));
  const huge = new Uint8Array(10 * 1024 * 1024);
  story.show('file of 10 MB', (await resident.refusal(put(huge, 'image/jpeg'))).code);
  const photo = await put(portrait.jpeg, 'image/jpeg');
  must(photo.accepted, `the photo is accepted (${JSON.stringify(photo.findings)})`);
  story.keep('photo.jpg', portrait.jpeg, `photo (${portrait.source})`);

  const submit = (birthDate: string, idempotencyKey: string) =>
    resident.call('POST /api/applications/draft/submit', {
      body: { birthDate, wantsSignature: true, wantsAuthentication: true, idempotencyKey },
      token,
    });
  story.show(
    'wrong birth date',
    (await resident.refusal(submit('1990-01-01', 'scenario-wrong-birth-date'))).code,
  );
  const sent = await submit(hero.birthDate, 'scenario-submission-1');
  const again = await submit(hero.birthDate, 'scenario-submission-1');
  must(sent.reference === again.reference, 'a replayed form is received once');
  story.show('replayed form', 'received once');
  hero.application = sent.reference;
  await world.settled();
  const status = await statusOf(world, hero);
  story.show('reference', sent.reference);
  story.show('status', status.timeline.map(({ state }) => state).join(' → '));
  must(status.state === 'SCREENING', 'the application is being screened');
}

/** Step 2: sent back with a reason, only the photo replaced, approved; two screeners at once: one decides. */
export async function screen(
  world: World,
  story: Story,
  hero: Hero,
  portrait: Portrait,
  sendBack: boolean,
): Promise<void> {
  const screener = await world.staff('screening-operator');
  const params = { id: hero.application };
  const view = () => screener.call('GET /api/screening/:id', { params });
  const seen = await view();
  must(seen.registry.name === hero.name, 'form and registry belong to one person');
  if (sendBack) {
    await screener.call('POST /api/screening/:id/reject', {
      params,
      body: { version: seen.version, reasons: ['background'], note: 'plain background, please' },
    });
    const mail = await newestMail(world, hero.email);
    story.show('sent back', mail.subject.split(' / ')[1] ?? mail.subject);
    const { correction } = await statusOf(world, hero);
    must(correction !== null, 'the correction is open');
    story.show('reason shown', correction.reasons.map(({ id }) => id).join(', '));
    const corrected = await world
      .visitor()
      .callWithFile(
        'PUT /api/applications/correction/photo',
        { bytes: portrait.jpeg, type: 'image/jpeg' },
        { token: correction.token },
      );
    must(corrected.accepted, 'the new photo is accepted');
    story.show('photo replaced', 'nothing else asked again');
    await world.settled();
  }
  const { version } = await view();
  const decisions = await Promise.allSettled([
    screener.call('POST /api/screening/:id/approve', { params, body: { version } }),
    screener.call('POST /api/screening/:id/approve', { params, body: { version } }),
  ]);
  const refused = decisions.flatMap((decision) =>
    decision.status === 'rejected' ? [decision.reason.code] : [],
  );
  must(refused.length === 1, 'one of two simultaneous approvals decides');
  story.show('second approval at once', refused.join());
  story.show('state', (await view()).state);
}
