import type { User } from '@chat-room/protocol';
import { describe, expect, it } from '@jest/globals';
import { mostlyCounted, mostNamed } from './mostly-counted.js';

const person = (n: number): User => ({
  id: `${n}`,
  username: `person${n}`,
  displayName: `Person ${n}`,
  avatarUrl: '',
  role: 'member',
  guest: false,
});
const crowd = (size: number) => Array.from({ length: size }, (_, n) => person(n));

describe('what a room is told of coming and going', () => {
  it('names everybody, as long as a list would', () => {
    const moved = { joined: crowd(mostNamed), left: [person(900)], onlineCount: mostNamed };
    expect(mostlyCounted(moved)).toEqual(moved);
  });

  it('counts those who come to a crowd, and names those who leave it', () => {
    const moved = { joined: crowd(500), left: [person(900)], onlineCount: mostNamed + 1 };
    expect(mostlyCounted(moved)).toEqual({ joined: [], left: [person(900)], onlineCount: mostNamed + 1 });
  });

  it('grows no more with those who come, once it is a crowd', () => {
    const sizeOf = (onlineCount: number) =>
      JSON.stringify(mostlyCounted({ joined: crowd(onlineCount), left: [], onlineCount })).length;
    expect(sizeOf(9000)).toBe(sizeOf(1000));
  });
});
