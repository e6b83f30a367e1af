import { describe, expect, it } from '@jest/globals';
import { assertUsernameAllowed, usernameKey, usernameSkeleton } from './username.js';

describe('user names', () => {
  it.each([
    ['Ann', 'ann'],
    ['ＡＮＮ', 'ann'],
    ['José', 'Jose\u0301'],
    ['ﬁona', 'fiona'],
  ])('%s and %s are one name', (one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other));
  });

  it.each([
    ['paypal', 'pаypаl'],
    ['user1', 'userl'],
    ['bob0', 'bobO'],
    ['scope', 'ѕсоре'],
  ])('%s and %s look alike', (one, other) => {
    expect(usernameSkeleton(one)).toBe(usernameSkeleton(other));
  });

  it.each([
    ['user1', 'user2'],
    ['alice1', 'alice2'],
    ['测试1', '测试2'],
    ['ann', 'anna'],
    ['小明', '小红'],
    ['tom-1', 'tom_1'],
  ])('%s and %s can be told apart', (one, other) => {
    expect(usernameSkeleton(one)).not.toBe(usernameSkeleton(other));
  });

  it.each(['admin', 'Admin', 'ＡＤＭＩＮ', 'аdmin', '系统提示', 'System'])('%s is reserved', (name) => {
    expect(() => assertUsernameAllowed(name)).toThrow(
      expect.objectContaining({ code: 'invalid', fields: { username: 'reserved' } }),
    );
  });

  it.each(['z\u0300\u0301\u0302\u0303a', '\u0301ab'])('%j stacks marks', (name) => {
    expect(() => assertUsernameAllowed(name)).toThrow(
      expect.objectContaining({ fields: { username: 'bad_characters' } }),
    );
  });

  it.each([
    ['e\u0301', 'too_short'],
    ['\u0958'.repeat(32), 'too_long'],
    ['ﷺ'.repeat(32), 'too_long'],
  ])('%j has another length than it seems', (name, problem) => {
    expect(() => assertUsernameAllowed(name)).toThrow(expect.objectContaining({ fields: { username: problem } }));
  });

  it.each(['hello', 'Nguyễn', 'हिन्दी', '한국어', '李雷', 'a.b-c_d'])('%s is a name', (name) => {
    expect(() => assertUsernameAllowed(name)).not.toThrow();
  });
});
