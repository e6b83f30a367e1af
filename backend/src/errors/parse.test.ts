import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parse } from './parse.js';

const schema = z.strictObject({
  name: z.string().min(2).max(4),
  count: z.coerce.number().int().min(1).max(9).optional(),
  tags: z.array(z.string()).max(1).optional(),
});

describe('parse', () => {
  it('hands on what fits', () => {
    expect(parse(schema, { name: 'ann', count: '3' })).toEqual({ name: 'ann', count: 3 });
  });

  it.each([
    [{}, { name: 'required' }],
    [{ name: undefined }, { name: 'required' }],
    [{ name: null }, { name: 'wrong_type' }],
    [{ name: 5 }, { name: 'wrong_type' }],
    [{ name: 'a' }, { name: 'too_short' }],
    [{ name: 'anneliese' }, { name: 'too_long' }],
    [{ name: 'ann', count: 'many' }, { count: 'wrong_type' }],
    [{ name: 'ann', count: 0 }, { count: 'too_small' }],
    [{ name: 'ann', count: 10 }, { count: 'too_big' }],
    [{ name: 'ann', tags: ['a', 'b'] }, { tags: 'too_long' }],
    [{ name: 'ann', tags: [1] }, { 'tags.0': 'wrong_type' }],
    [{ name: 'ann', other: 1 }, { other: 'unknown_field' }],
    [[], { body: 'wrong_type' }],
    [undefined, { body: 'required' }],
  ])('says what is wrong with %j', (input, fields) => {
    expect(() => parse(schema, input)).toThrow(expect.objectContaining({ code: 'invalid', fields }));
  });
});
