/**
 * How every module that runs in a world is lowered: a bare isolate forgets the async context at a
 * native `await`, so async functions become generators driven by promises. Nothing else is changed.
 */
export const lowering = {
  target: 'esnext',
  supported: { 'async-await': false, 'for-await': false, 'async-generator': false },
} as const;
