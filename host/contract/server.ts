import { z } from 'zod';
import type { Connection } from './connection.ts';
import { type CallErrorData, events, type MethodName, methods } from './contract.ts';
import type { CallContext, HostImplementation } from './implementation.ts';
import { type HostMessage, maxMessageLength } from './wire.ts';

const callId = z.int().nonnegative();
const clientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id: callId, method: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id: callId }),
]);

/** Far more than a window has under way at once; a flood beyond it is refused, not queued. */
const maxCallsUnderWay = 100;

/**
 * Serves one connection until it closes. What is not a good call is refused with a coded error and
 * logged, and the connection lives on; what the host gives back is checked as well, so that a
 * mistake of ours shows as `internal` here and not as a strange page in the window.
 */
export function serveConnection(connection: Connection, host: HostImplementation): void {
  const underWay = new Map<number, AbortController>();
  const send = (message: HostMessage): void => connection.send(JSON.stringify(message));
  const refuse = (id: number | null, error: CallErrorData): void => {
    host.log.warn({ call: id, code: error.code, reason: error.message }, 'message refused');
    send({ type: 'error', id, error });
  };

  const stopEvents = host.onEvent(({ event, payload }) => {
    const checked = events[event].safeParse(payload);
    if (checked.success) send({ type: 'event', event, payload: checked.data });
    else host.log.error({ event, issues: checked.error.issues }, 'event does not fit the contract');
  });

  const run = async (id: number, method: MethodName, input: unknown): Promise<void> => {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      const output = await callMethod(host, method, input, {
        signal: controller.signal,
        progress: (progress) => {
          if (!controller.signal.aborted) send({ type: 'progress', id, progress });
        },
      });
      if (!controller.signal.aborted) send({ type: 'result', id, output });
    } catch (fault) {
      // The caller has been told of a cancelled call already, at the moment it cancelled it.
      if (!controller.signal.aborted) send({ type: 'error', id, error: host.callErrorOf(fault) });
    } finally {
      underWay.delete(id);
    }
  };

  connection.onMessage((data) => {
    const read = readMessage(data);
    if (!read.ok) return refuse(read.id, read.error);
    const { message } = read;
    if (message.type === 'cancel') {
      underWay.get(message.id)?.abort();
      return;
    }
    const { id, method } = message;
    if (!isMethod(method)) {
      return refuse(id, callError('unknown-method', `There is no method called ${JSON.stringify(method)}.`));
    }
    if (underWay.has(id)) return refuse(null, callError('bad-input', `Call ${id} is already under way.`));
    if (underWay.size >= maxCallsUnderWay) {
      return refuse(id, callError('too-large', `More than ${maxCallsUnderWay} calls are under way.`));
    }
    const input = methods[method].input.safeParse(message.input);
    if (!input.success) {
      return refuse(id, callError('bad-input', `${method}: ${z.prettifyError(input.error)}`));
    }
    void run(id, method, input.data);
  });

  connection.onClose(() => {
    stopEvents();
    for (const controller of underWay.values()) controller.abort();
  });
}

/**
 * Calls the method with input that its schema has accepted, and checks what it gives. TypeScript
 * cannot follow that `methods[m]` and `host.methods[m]` belong to the same method, hence the widening.
 */
async function callMethod(
  host: HostImplementation,
  method: MethodName,
  input: unknown,
  context: CallContext<never>,
): Promise<unknown> {
  const implementation = host.methods[method] as (input: unknown, context: CallContext<never>) => unknown;
  const output = methods[method].output.safeParse(await implementation(input, context));
  if (output.success) return output.data;
  throw new Error(`the output of ${method} does not fit the contract: ${z.prettifyError(output.error)}`);
}

type ReadMessage =
  | { readonly ok: true; readonly message: z.infer<typeof clientMessageSchema> }
  | { readonly ok: false; readonly id: number | null; readonly error: CallErrorData };

function readMessage(data: unknown): ReadMessage {
  if (typeof data !== 'string') return unreadable('A message must be text.');
  if (data.length > maxMessageLength) {
    const id = /^\{"type":"call","id":(\d{1,15}),/.exec(data.slice(0, 64))?.[1];
    const error = callError(
      'too-large',
      `The message has ${data.length} characters, and at most ${maxMessageLength} are read.`,
    );
    return { ok: false, id: id === undefined ? null : Number(id), error };
  }
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return unreadable('The message is not JSON.');
  }
  const message = clientMessageSchema.safeParse(json);
  if (message.success) return { ok: true, message: message.data };
  return unreadable('The message is neither a call nor a cancellation.');
}

function unreadable(message: string): ReadMessage {
  return { ok: false, id: null, error: callError('bad-input', message) };
}

function callError(code: CallErrorData['code'], message: string): CallErrorData {
  return { code, message, nextStep: null };
}

/** Own properties only: `constructor` and `__proto__` are not methods. */
function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}
