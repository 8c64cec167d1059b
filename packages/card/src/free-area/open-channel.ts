import { NO_BYTES } from '../bytes.ts';
import { beginOpening, type FailureCounter, finishOpening } from '../issuer-channel/open-channel.ts';
import { refuse, SW } from '../status-words.ts';
import { KEY_TRIES } from './free-application.ts';
import { commit, type FreeCommand, type FreeContext } from './session.ts';

/** INITIALIZE UPDATE under the application's own keys. */
export const initializeFreeUpdate: FreeCommand = (context, command) => {
  const { machine, session, application } = context;
  session.channel = { stage: 'closed' };
  const { answer, challenged } = beginOpening(machine, command, application.keys, failures(context));
  session.channel = { stage: 'challenged', ...challenged };
  return answer;
};

/**
 * EXTERNAL AUTHENTICATE: opens the application's channel. Wrong ones make the next wait, as at the issuer's channel; its
 * PIN and free files, and every other application, go on.
 */
export const externalFreeAuthenticate: FreeCommand = (context, command) => {
  const { session, application } = context;
  const { channel } = session;
  if (channel.stage !== 'challenged') return refuse(SW.conditionsOfUse);
  session.channel = { stage: 'closed' };
  const scp03 = finishOpening(command, channel, failures(context));
  session.channel = { stage: 'open', session: scp03, transport: application.transportKeys, file: undefined };
  return NO_BYTES;
};

function failures(context: FreeContext): FailureCounter {
  const { keyTriesLeft: triesLeft, keyWait: wait } = context.application;
  const save = (left: number, refused: number): void =>
    commit(context, { ...context.application, keyTriesLeft: left, keyWait: refused });
  return { mostTries: KEY_TRIES, triesLeft, wait, save };
}
