import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Blank, Slot } from '../plastic.ts';
import { type Life, until } from './world.ts';

/** A card that has left the factory. */
export interface Made {
  readonly blank: Blank;
  readonly cardId: string;
}

/** How many commands a card takes before it is torn out: in the middle of writing its files. */
const TORN_AFTER = 60;

/**
 * The maker starts a batch and stands at the encoder: what lies there is taken, refused or asked for in words. A card that
 * is torn out in the middle goes on where it was (INC-05).
 */
export async function make(life: Life, application: string): Promise<Made> {
  const { installation, plastic } = life;
  const maker = await life.staff('maker', 'card-operator');
  const encoder = new Slot(installation.room.encoder.port);
  const { batchId } = await maker.call('POST /api/production/batches');
  const params = { id: batchId };
  const making = async () => {
    const { cards } = await maker.call('GET /api/production/batches/:id', { params });
    const found = cards.find((card) => card.application === application);
    assert.ok(found, 'her card is in the batch');
    return found;
  };
  const said: unknown[] = [];
  const asked = (code: string) =>
    until(
      () => `that the encoder says ${code}, but ${JSON.stringify(said.slice(-12))}`,
      async () => {
        const { problem, problemWords, attempts, steps } = await making();
        said.push([problem, attempts, steps.length]);
        if (problem !== code) return undefined;
        assert.ok(problemWords?.next.ja && problemWords.next.en, 'with words for whoever stands there');
        return true;
      },
    );
  try {
    await asked('ENCODER_EMPTY');
    await encoder.put(await plastic.blank(randomBytes(32)));
    await asked('CARD_IS_NO_BLANK');
    await encoder.empty();
    const blank = await plastic.blank();
    await encoder.putUntil(blank, TORN_AFTER);
    await asked('ENCODER_EMPTY');
    const { steps, chipSerial } = await making();
    assert.equal(chipSerial, blank.serial, 'the card that was begun is on record');
    assert.ok(steps.length > 0 && steps.length < 12, `${steps.length} steps are done`);
    await encoder.put(await plastic.blank());
    await asked('ENCODER_HAS_ANOTHER_CARD');
    await encoder.put(blank);
    const made = await until('the card made', async () => {
      const { state, gates, cardId } = await making();
      assert.notEqual(state, 'FAILED', JSON.stringify(gates.filter(({ ok }) => !ok)));
      return state === 'PASSED' && cardId !== null ? cardId : undefined;
    });
    const { version } = await maker.call('GET /api/production/batches/:id', { params });
    await maker.call('POST /api/production/batches/:id/ship', { params, body: { version } });
    return { blank, cardId: made };
  } finally {
    await encoder.empty();
  }
}
