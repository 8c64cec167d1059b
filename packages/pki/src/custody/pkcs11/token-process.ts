// The process that talks to one token. It answers questions in the order they come. Libraries of HSM makers block, hang
// and crash: here they can be ended without harm to anybody, and a fresh process is also the one sure way to forget
// every handle and session of a token that was away. So this one ends itself at the first sign of an outage.
import { PkiError } from '../../errors.ts';
import { classify, returnValue } from './codes.ts';
import { CannotStart, connect } from './cryptoki.ts';
import type { CallName, Question, TokenAddress, TokenMessage } from './protocol.ts';
import { Token } from './token.ts';

function tell(message: TokenMessage): void {
  process.send?.(message);
}

/** The last word, which must be out before the process ends. */
function leave(message: TokenMessage): void {
  process.send?.(message, () => process.exit(0));
}

function failedStart(error: unknown): TokenMessage {
  if (error instanceof CannotStart) {
    return { type: 'failed', failure: error.failure, message: error.message };
  }
  return { type: 'failed', failure: 'outage', message: returnValue(error) ?? String(error) };
}

function answerTo(token: Token, { name, args }: Question): TokenMessage {
  try {
    const answer = token[name] as (args: Question<CallName>['args']) => unknown;
    return { type: 'answer', value: answer(args) };
  } catch (error) {
    if (error instanceof PkiError) return { type: 'refusal', code: error.code, message: error.message };
    if (error instanceof CannotStart) return { type: 'outage', message: error.message };
    const ckr = returnValue(error);
    if (ckr && classify(ckr) === 'refusal') {
      return { type: 'refusal', code: 'custody-refused', message: `the token answers ${name} with ${ckr}` };
    }
    return { type: 'outage', message: `${name}: ${ckr ?? String(error)}` };
  }
}

// A Ctrl-C at the terminal reaches the whole group; the parent may still have something to sign before it ends.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit(0));

process.once('message', (address: TokenAddress) => {
  connect(address)
    .then((connection) => {
      const token = new Token(connection);
      process.on('message', (question: Question) => {
        const message = answerTo(token, question);
        // what the library still holds open of a refused operation is not ours to guess
        if (message.type === 'outage') leave(message);
        else tell(message);
      });
      tell({ type: 'ready' });
    })
    .catch((error: unknown) => leave(failedStart(error)));
});
