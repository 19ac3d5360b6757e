import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippingOf } from './shipping.ts';

test('a small order pays shipping', () => {
  assert.equal(shippingOf(100), 990);
});

test('a large order does not', () => {
  assert.equal(shippingOf(50_000), 0);
});

test('a negative amount is refused', () => {
  assert.throws(() => shippingOf(-1), RangeError);
});
