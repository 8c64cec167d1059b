import { DEMO_SEED, generateCountry, personas } from '@mibun/demo/people';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { Visitor } from '../../apps/cli/src/scenario/visitor.ts';

export interface Applicant {
  readonly personId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly reference: string;
}

/** How many people the demo country has when it is started as a newcomer starts it. */
const RESIDENTS = 400;

/** People of the demo country who apply online, each with a picture of their own, until screening has their forms. */
export async function applicants(origin: string, count: number, skip = 0): Promise<readonly Applicant[]> {
  const office = personas.find(({ staff }) => staff?.role === 'clerk')?.staff?.office;
  const people = [...generateCountry({ seed: DEMO_SEED, residents: RESIDENTS })].filter(
    ({ applicationId, email, birthDate, municipality }) =>
      applicationId && email && birthDate > '1940' && birthDate < '2000' && municipality === office,
  );
  const cast = new Set(personas.map(({ personId }) => personId));
  const chosen = people.filter(({ personId }) => !cast.has(personId)).slice(skip, skip + count);
  return Promise.all(
    chosen.map(async ({ personId, name, birthDate, sex, applicationId, email }) => {
      const visitor = new Visitor(origin);
      await visitor.call('POST /api/applications/start', {
        body: {
          applicationId: applicationId ?? '',
          contactName: name,
          email: email ?? '',
          termsAccepted: true,
        },
      });
      const token = await linkOf(visitor, email ?? '');
      const picture = await portraitJpeg(drawPortrait({ seed: personId, age: 40, sex }));
      await visitor.callWithFile(
        'PUT /api/applications/draft/photo',
        { bytes: picture, type: 'image/jpeg' },
        { token },
      );
      const { reference } = await visitor.call('POST /api/applications/draft/submit', {
        body: {
          birthDate,
          wantsSignature: true,
          wantsAuthentication: true,
          idempotencyKey: `desk-test-${personId}`.slice(0, 40),
        },
        token,
      });
      return { personId, name, birthDate, reference };
    }),
  );
}

/** The personal link out of the newest mail, as soon as the mail is there. */
async function linkOf(visitor: Visitor, to: string): Promise<string> {
  for (let look = 0; look < 200; look += 1) {
    const { mails } = await visitor.call('GET /api/demo/mailbox', { query: { to } });
    const token = /continue#([\w-]+)/.exec(mails[0]?.text ?? '')?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no personal link for ${to}`);
}
