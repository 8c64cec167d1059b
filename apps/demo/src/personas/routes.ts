import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { jstDate, type PlainDate } from '@mibun/rules';
import { commonErrors, type Http, type Platform, serve } from '@mibun/server/addition';
import {
  DEMO_SEED,
  generateCountry,
  MINIMUM_RESIDENTS,
  type Persona,
  personas,
  type ResidentSeed,
} from '../country/index.ts';
import { portraitSubject } from '../portrait-of.ts';
import { personasContract } from './contract.ts';
import type { PersonaView } from './schemas.ts';

/**
 * The cast of the demo country for newcomers: who they are, the form in their hands, and a photo to upload. The seed and
 * day must be those with which the country was settled; its own defaults when left out.
 */
export function personaRoutes(
  app: Http,
  platform: Platform,
  country: { readonly seed?: string; readonly asOf?: PlainDate } = {},
): void {
  const on = serve(app, personasContract);
  const people = castOf(country);
  const portraits = new Map<string, Promise<Uint8Array>>();

  on('GET /api/demo/personas', () => personas.map((persona) => toView(persona, people)));

  on('GET /api/demo/portrait/:file', async (request, reply) => {
    const personId = request.params.file.slice(0, -'.jpg'.length);
    const person = people.get(personId);
    if (!person) throw commonErrors.NOT_FOUND();
    const today = jstDate(platform.clock.now());
    // A face ages: the picture of another year is another picture.
    const subject = portraitSubject(person, today);
    const key = `${personId}/${subject.age}`;
    const drawn = portraits.get(key) ?? portraitJpeg(drawPortrait(subject));
    portraits.set(key, drawn);
    drawn.catch(() => portraits.delete(key));
    return reply
      .type('image/jpeg')
      .header('cache-control', 'public, max-age=3600')
      .send(Buffer.from(await drawn));
  });
}

function castOf(country: { readonly seed?: string; readonly asOf?: PlainDate }): Map<string, ResidentSeed> {
  const residents = generateCountry({ seed: DEMO_SEED, ...country, residents: MINIMUM_RESIDENTS });
  return new Map([...residents].map((resident) => [resident.personId, resident]));
}

function toView(
  { key, personId, name, about, staff }: Persona,
  people: Map<string, ResidentSeed>,
): PersonaView {
  const resident = people.get(personId);
  if (!resident) throw new Error(`persona ${key} does not live in the country`);
  const { birthDate, applicationId, email } = resident;
  return {
    key,
    personId,
    name,
    birthDate,
    email: email ?? `${key}@example.jp`,
    ...(applicationId && { applicationId }),
    ...(staff && { role: staff.role, ...(staff.office && { office: staff.office }) }),
    note: about,
  };
}
