import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

const storageOf = (value?: string) => readConfig({ CHAT_DATA_DIR: '/data', CHAT_STORAGE_URL: value }).storage;

describe('CHAT_STORAGE_URL', () => {
  it('is a folder of the data directory by default', () => {
    expect(storageOf()).toEqual({ kind: 'disk', path: '/data/files' });
  });

  it.each([
    ['file:/mnt/files', '/mnt/files'],
    ['file:///mnt/files', '/mnt/files'],
    ['file:shared', resolve('shared')],
  ])('%s is a folder', (value, path) => {
    expect(storageOf(value)).toEqual({ kind: 'disk', path });
  });

  it('is a bucket', () => {
    expect(storageOf('s3://KEY:sec%2Fret@s3.example.com/chat?region=eu-central-1')).toEqual({
      ...{ kind: 's3', endpoint: 'https://s3.example.com/chat', region: 'eu-central-1', prefix: '' },
      ...{ accessKeyId: 'KEY', secretAccessKey: 'sec/ret' },
    });
    expect(storageOf('s3://KEY:secret@127.0.0.1:9000/bucket/a/b?tls=off')).toMatchObject({
      ...{ endpoint: 'http://127.0.0.1:9000/bucket', region: 'us-east-1', prefix: 'a/b/' },
    });
  });

  it.each([
    's3://host/bucket',
    's3://key:secret@host',
    's3://key:secret@/bucket',
    'https://host/bucket',
    'nowhere',
    'file:',
  ])('%s is refused, and not shown in the sentence that says so', (value) => {
    expect(() => storageOf(value)).toThrow(/^The setting CHAT_STORAGE_URL must be file:folder, or s3:[^"]*\.$/);
  });
});
