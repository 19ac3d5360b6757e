import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippingOf } from './shipping.ts';

test('a small order pays shipping', () => {
  assert.equal(shippingOf(100), 990);
});
