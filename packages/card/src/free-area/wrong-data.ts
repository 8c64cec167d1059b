import { LayoutError } from '../layout/layout-error.ts';
import { refuse, SW } from '../status-words.ts';

/** What `read` gives. @throws Refusal 6A80 when the data of the command are malformed */
export function orWrongData<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof LayoutError) return refuse(SW.wrongData);
    throw error;
  }
}
