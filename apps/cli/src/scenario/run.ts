import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { say } from '../output.ts';
import { hanako } from './hero.ts';
import { lifeOfACard } from './life-of-a-card.ts';
import { Story } from './story.ts';
import { openWorld } from './world.ts';

export interface ScenarioOptions {
  /** Folder in which every artefact is left. */
  readonly keep?: string;
  readonly json?: boolean;
}

/** The whole life of one card, without a browser, against an instance of its own in a temporary folder. */
export async function scenario(options: ScenarioOptions): Promise<boolean> {
  const temporary = mkdtempSync(join(tmpdir(), 'mibun-scenario-'));
  const folder = options.keep ? resolve(options.keep) : join(temporary, 'artefacts');
  const story = new Story({ folder, json: options.json ?? false });
  const world = await openWorld(temporary, (what) => say(`mibun: ${what}`));
  try {
    const steps = lifeOfACard(world, story, hanako());
    story.expect(steps.length);
    for (const { title, act } of steps) await story.step(title, act);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(`mibun: this step did not do what it says: ${reason}`);
  } finally {
    await world.close();
    rmSync(temporary, { recursive: true, force: true });
  }
  if (options.keep) say(`mibun: artefacts are in ${folder}`);
  return story.finish();
}
