import { describe, expect, it } from '@jest/globals';
import { fileFrameHead, messageFrame, onlineListFrame } from './frames.js';

const hex = (text: string) => text.replace(/\s/g, '');

describe('Frames to old clients', () => {
  it('writes the online list', () => {
    expect(Buffer.concat(onlineListFrame(['ab', '明'], 'loopback')).toString('hex')).toBe(
      hex(`0000000e 23216f6e6c696e656c6973742321 00000002 00000002 6162 00000003 e6988e`),
    );
  });

  it('writes an empty online list', () => {
    const [bytes] = onlineListFrame([], 'network');
    expect(bytes?.toString('hex')).toBe(hex(`0000000e 23216f6e6c696e656c6973742321 00000000`));
  });

  it('writes a long online list for a network in pieces that segments carry, cut between strings', () => {
    const names = Array.from({ length: 500 }, (_, index) => `名${index}`.padEnd(1 + (index % 30), 'x'));
    const pieces = onlineListFrame(names, 'network');
    expect(pieces.length).toBeGreaterThan(5);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(1200);
    const [whole] = onlineListFrame(names, 'loopback');
    expect(whole?.equals(Buffer.concat(pieces))).toBe(true);
    for (const piece of pieces.slice(1)) {
      let at = 0;
      while (at < piece.length) at += 4 + piece.readUInt32BE(at);
      expect(at).toBe(piece.length);
    }
  });

  it('writes a message', () => {
    expect(messageFrame('group_chat', 'ab', 'hi\n').toString('hex')).toBe(
      hex(`0000000b 2321 6d657373616765 2321 0000000a 67726f75705f63686174 00000002 6162 00000003 68690a`),
    );
  });

  it.each([
    [4, '39300000'],
    [8, '3930000000000000'],
  ] as const)('writes the head of a file for a long of %i bytes, little-endian', (long, size) => {
    const start = `00000008 2321 66696c65 2321 0000000c 707269766174655f63686174 00000002 6162`;
    const name = '612e747874'.padEnd(256, '0');
    const bytes = fileFrameHead('private_chat', 'ab', 'a.txt', 12_345, long);
    expect(bytes.toString('hex')).toBe(hex(start) + name + size);
  });

  it('lets a name fill its 128 bytes, and never more', () => {
    const head = fileFrameHead('group_chat', 'a', 'x'.repeat(128), 2 ** 31 - 1, 4);
    expect(head.subarray(-132).toString('hex')).toBe(`${'78'.repeat(128)}ffffff7f`);
    expect(fileFrameHead('group_chat', 'a', 'x'.repeat(140), 1, 4).subarray(-4).toString('hex')).toBe('01000000');
  });
});
