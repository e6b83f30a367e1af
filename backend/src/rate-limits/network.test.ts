import { describe, expect, it } from '@jest/globals';
import { networkOf } from './network.js';

describe('limits by address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:0DB8::7:0:0:0:9', '2001:db8:0:7::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['', ''],
  ])('count %j as %j', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
