import { readCertificate, toPem } from '@mibun/pki';
import type { Hero } from '../hero.ts';
import { askStatus } from '../status-question.ts';
import { must, type Story } from '../story.ts';
import type { World } from '../world.ts';

/** What the registrar holds for a card; read through the module, as an operator of the CA would. */
export async function certificatesOf(world: World, cardId: string) {
  const { platform, modules } = world.running;
  return platform.database.query((tx) => modules.certificates.api.ofCard(tx, cardId));
}

/** Step 3: a batch of approved applications; chip, certificates on hold, quality gates, printed faces; shipped. */
export async function makeCard(world: World, story: Story, hero: Hero, name: string): Promise<void> {
  const operator = await world.staff('production-operator');
  const { batchId } = await operator.call('POST /api/production/batches');
  await world.settled();
  const batch = await operator.call('GET /api/production/batches/:id', { params: { id: batchId } });
  const making = batch.cards.find(({ application }) => application === hero.application);
  must(making?.cardId !== undefined && making.cardId !== null, 'the application is in the batch');
  must(making.state === 'PASSED', `the card passed its quality gates (${making.state})`);
  must(making.gates.length > 0 && making.gates.every(({ ok }) => ok), 'all gates passed');
  hero.cardId = making.cardId;
  hero.cardSerial = making.chipSerial;
  story.show('batch', batchId);
  story.show('chip', making.chipSerial);
  story.show('steps', making.steps.length);
  story.show('quality gates', `${making.gates.length} passed`);
  for (const { kind, serial, der } of await certificatesOf(world, hero.cardId)) {
    must(readCertificate(der).serial === serial, 'the certificate carries its serial');
    story.keep(`${name}-${kind}.pem`, toPem('CERTIFICATE', der), `certificate ${kind}`);
    const status = await askStatus(world, story, kind, der, `${name}-made`);
    must(status === 'revoked (certificateHold)', 'certificates are on hold until the card is handed over');
  }
  for (const file of ['front.png', 'back.png', 'faces.pdf'] as const) {
    story.keep(
      `${name}-${file}`,
      await operator.bytes(`GET /api/production/cards/:cardId/${file}`, { params: { cardId: hero.cardId } }),
      'plastic',
    );
  }
  const { version } = await operator.call('GET /api/production/batches/:id', { params: { id: batchId } });
  await operator.call('POST /api/production/batches/:id/ship', {
    params: { id: batchId },
    body: { version },
  });
  await world.settled();
  story.show('shipped', 'to the municipal office');
}
