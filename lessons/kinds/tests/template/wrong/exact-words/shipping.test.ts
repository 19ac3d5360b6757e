import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shippingOf } from './shipping.ts';

test('shipping is paid below 10,000', () => {
  assert.equal(shippingOf(9_999), 990);
});

test('shipping is free from 10,000 on', () => {
  assert.equal(shippingOf(10_000), 0);
});

test('a negative amount is refused', () => {
  assert.throws(() => shippingOf(-1), { message: 'an amount cannot be negative' });
});
