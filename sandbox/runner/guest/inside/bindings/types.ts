/**
 * Node's `internalBinding('types')`: what a value really is, found by asking for an internal slot
 * through a getter or method that throws without it. Kept from the realm before guest code runs.
 */
export function typesBinding(proxies: WeakSet<object>): Record<string, (value: unknown) => boolean> {
  const has = (probe: (value: never) => unknown) => (value: unknown) => {
    if (typeof value !== 'object' || value === null) return false;
    try {
      probe(value as never);
      return true;
    } catch {
      return false;
    }
  };
  const call = Function.prototype.call;
  const method = (of: object, name: PropertyKey) => {
    const found = Object.getOwnPropertyDescriptor(of, name);
    const run = (found?.get ?? found?.value) as (...args: unknown[]) => unknown;
    return (value: never, ...rest: unknown[]) => Reflect.apply(call, run, [value, ...rest]);
  };
  const tag = (name: string) => (value: unknown) =>
    typeof value === 'object' && value !== null && toStringTag(value) === name;
  const toStringTag = (value: object) => {
    try {
      return Object.prototype.toString.call(value).slice(8, -1);
    } catch {
      return '';
    }
  };
  const functionTag =
    (...names: string[]) =>
    (value: unknown) =>
      typeof value === 'function' && names.includes(toStringTag(value));

  const isArrayBuffer = has(method(ArrayBuffer.prototype, 'byteLength'));
  const isNumberObject = has(method(Number.prototype, 'valueOf'));
  const isStringObject = has(method(String.prototype, 'valueOf'));
  const isBooleanObject = has(method(Boolean.prototype, 'valueOf'));
  const isSymbolObject = has(method(Symbol.prototype, 'valueOf'));
  const isBigIntObject = has(method(BigInt.prototype, 'valueOf'));
  // Looked up when first used: V8 adds it only when a realm is made from the snapshot.
  let isError: ((value: unknown) => boolean) | undefined;
  return {
    isExternal: () => false,
    isDate: has(method(Date.prototype, 'getTime')),
    isArgumentsObject: (value) => tag('Arguments')(value) && !(Symbol.toStringTag in (value as object)),
    isBigIntObject,
    isBooleanObject,
    isNumberObject,
    isStringObject,
    isSymbolObject,
    isBoxedPrimitive: (value) =>
      isNumberObject(value) ||
      isStringObject(value) ||
      isBooleanObject(value) ||
      isSymbolObject(value) ||
      isBigIntObject(value),
    isNativeError(value) {
      isError ??= (Error as unknown as { isError?(given: unknown): boolean }).isError;
      return isError === undefined ? tag('Error')(value) : isError(value);
    },
    isRegExp:
      has(method(RegExp.prototype, 'source')) &&
      ((value) => value !== RegExp.prototype && has(method(RegExp.prototype, 'source'))(value)),
    isAsyncFunction: functionTag('AsyncFunction', 'AsyncGeneratorFunction'),
    isGeneratorFunction: functionTag('GeneratorFunction', 'AsyncGeneratorFunction'),
    isGeneratorObject: tag('Generator'),
    isPromise: (value) => typeof value === 'object' && value !== null && isNativePromise(value),
    isMap: has(method(Map.prototype, 'size')),
    isSet: has(method(Set.prototype, 'size')),
    isMapIterator: tag('Map Iterator'),
    isSetIterator: tag('Set Iterator'),
    isWeakMap: has((value) => method(WeakMap.prototype, 'has')(value, {})),
    isWeakSet: has((value) => method(WeakSet.prototype, 'has')(value, {})),
    isArrayBuffer,
    isDataView: has(method(DataView.prototype, 'byteLength')),
    isSharedArrayBuffer: () => false,
    isProxy: (value) => typeof value === 'object' && value !== null && proxies.has(value),
    isModuleNamespaceObject: (value) =>
      tag('Module')(value) &&
      Object.getOwnPropertyDescriptor(value as object, Symbol.toStringTag)?.configurable === false,
    isAnyArrayBuffer: isArrayBuffer,
    isCryptoKey: () => false,
    isKeyObject: () => false,
  };
}

/** Promise.prototype.finally and then are patched by us; the species-free brand check is a resolve. */
function isNativePromise(value: object): boolean {
  return value instanceof Promise && Object.prototype.toString.call(value) === '[object Promise]';
}
