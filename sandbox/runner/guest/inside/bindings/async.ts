/**
 * The async context of the code that is running: what Node keeps in V8's continuation-preserved data.
 * A bare isolate gives no access to that, so promises, timers and ticks carry the frame themselves.
 */
let frame: unknown;
let everUsed = false;

export const asyncContextFrameBinding = {
  getContinuationPreservedEmbedderData: () => frame,
  setContinuationPreservedEmbedderData: (next: unknown) => {
    if (next !== undefined) everUsed = true;
    frame = next;
  },
};

/** Every entry into the guest starts outside of any context. */
export function leaveAsyncContext(): void {
  frame = undefined;
}

/** Makes `then` carry the frame; lowered async functions wait through it. Before primordials are taken. */
export function carryContextThroughPromises(): void {
  const original = Promise.prototype.then;
  const apply = Reflect.apply;
  const carry = (callback: unknown) => {
    if (typeof callback !== 'function') return callback;
    const captured = frame;
    return (value: unknown) => {
      const before = frame;
      frame = captured;
      try {
        return callback(value);
      } finally {
        frame = before;
      }
    };
  };
  const { then } = {
    // biome-ignore lint/suspicious/noThenProperty: this is Promise.prototype's own
    then(this: Promise<unknown>, onFulfilled: unknown, onRejected: unknown) {
      return everUsed
        ? apply(original, this, [carry(onFulfilled), carry(onRejected)])
        : apply(original, this, [onFulfilled, onRejected]);
    },
  };
  Object.defineProperty(then, 'length', { value: 2, configurable: true });
  Object.defineProperty(Promise.prototype, 'then', {
    value: then,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** Node's async_hooks counters (src/async_wrap.cc): ids are counted, hooks of C++ objects do not exist. */
export function asyncWrapBinding(): Record<string, unknown> {
  const constants = {
    kInit: 0,
    kBefore: 1,
    kAfter: 2,
    kDestroy: 3,
    kPromiseResolve: 4,
    kTotals: 5,
    kCheck: 6,
    kStackLength: 7,
    kUsesExecutionAsyncResource: 8,
    kExecutionAsyncId: 0,
    kTriggerAsyncId: 1,
    kAsyncIdCounter: 2,
    kDefaultTriggerAsyncId: 3,
  };
  const ids = new Float64Array(4);
  ids[constants.kAsyncIdCounter] = 1;
  ids[constants.kDefaultTriggerAsyncId] = -1;
  const nothing = () => {};
  return {
    constants,
    async_hook_fields: new Uint32Array(9),
    async_id_fields: ids,
    async_ids_stack: new Float64Array(2048),
    execution_async_resources: [],
    Providers: {},
    setupHooks: nothing,
    setCallbackTrampoline: nothing,
    setPromiseHooks: nothing,
    registerDestroyHook: nothing,
    queueDestroyAsyncId: nothing,
    clearAsyncIdStack: nothing,
    pushAsyncContext: nothing,
    popAsyncContext: () => false,
    executionAsyncResource: nothing,
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
  };
}
