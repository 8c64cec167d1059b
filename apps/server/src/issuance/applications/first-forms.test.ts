import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeApplicationId } from '@mibun/rules';
import { type ApplicationsBench, openApplicationsBench } from '../../../testing/applications.ts';
import { TOWN, who } from '../../../testing/townspeople.ts';
import type { Act, Actor } from '../../platform/index.ts';
import { findForm } from './forms-store.ts';
import { sendFirstForms } from './open-form.ts';

const clerk: Actor = { kind: 'clerk', id: 'p-newcomer2', name: '窓口 係', office: TOWN };
const act: Act = { actor: clerk, purpose: 'counter-service', reason: 'a form for everybody' };

const contextOf = ({ platform, residents, notices }: ApplicationsBench) => ({
  platform,
  residents: residents.api,
  notices: notices.api,
});

describe('first forms for a municipality', () => {
  let bench: ApplicationsBench;
  const newcomers = [1, 2, 3, 4, 5].map((serial) => ({
    ...who.adult,
    personId: `p-newcomer${serial}`,
    householdId: serial === 3 ? 'h-newcomer2' : `h-newcomer${serial}`,
    residentCode: `9810099900${serial}`,
    individualNumber: `71999999900${serial}`,
  }));
  const formsOf = async (personId: string) => {
    const letters = await bench.platform.database.query((tx) => bench.notices.api.letters(tx, { personId }));
    return letters.filter(({ kind }) => kind === 'application-form');
  };
  before(async () => {
    bench = await openApplicationsBench();
    const people = newcomers.map(({ applicationId: _, ...resident }) => resident);
    await bench.platform.database.transaction((tx) => bench.residents.api.add(tx, people));
  });
  after(() => bench.close());

  test('APP-01 everybody who never had a form gets one by letter, once, and nobody whom the clerk is at home with', async () => {
    const first = await sendFirstForms(contextOf(bench), null, act);
    assert.deepEqual(first, { forms: 3, next: null });
    for (const { personId } of newcomers) {
      const own = ['p-newcomer2', 'p-newcomer3'].includes(personId);
      assert.equal((await formsOf(personId)).length, own ? 0 : 1, personId);
    }
    assert.equal((await formsOf(who.adult.personId)).length, 0, 'who has one keeps it');
    assert.deepEqual(await sendFirstForms(contextOf(bench), null, act), { forms: 0, next: null });
    const other: Act = { ...act, actor: { ...clerk, id: 'p-other-clerk' } };
    assert.deepEqual(await sendFirstForms(contextOf(bench), 'p-newcomer2', other), { forms: 1, next: null });
  });

  test('ROL-01 nobody chose whom, so it keeps the clerk from nothing later', async () => {
    const [letter] = await formsOf('p-newcomer1');
    const applicationId = makeApplicationId(String(letter?.params.applicationId).slice(0, 21));
    const form = await bench.platform.database.query((tx) => findForm(tx, applicationId));
    assert.equal(form?.openedBy, null);
  });

  test('another duty sends none', async () => {
    const screener: Actor = { kind: 'card-operator', id: 'p-screener', name: '審査' };
    await assert.rejects(sendFirstForms(contextOf(bench), null, { ...act, actor: screener }), {
      code: 'NOT_ALLOWED',
    });
  });
});
