import type { File, Session } from '@chat-room/protocol';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api, register } from '../support/api.js';
import { recorded, webmTracks } from '../support/films.js';
import { startServer, type TestServer } from '../support/server.js';
import { connect, join, send } from '../support/sockets.js';
import { refusal, upload } from '../support/upload.js';

describe('what is said of a file', () => {
  let server: TestServer;
  let ann: Session;
  beforeAll(async () => {
    server = await startServer({ env: { CHAT_FILE_TYPES: 'text/*, image/png, audio/*' } });
    ann = await register(server);
  });
  afterAll(() => server.stop());

  const content = Buffer.from('Some words.');
  const uploaded = (metadata: Record<string, string>, bytes: Buffer = content): Promise<string> =>
    upload({
      server,
      token: ann.accessToken,
      content: bytes,
      options: { metadata: { filename: 'words.txt', ...metadata } },
    });
  const inMessage = async (id: string): Promise<File | undefined> => {
    const socket = await connect(server, ann.accessToken);
    await join(socket, 'lobby');
    const { files } = await send(socket, 'lobby', '', { files: [id] });
    socket.disconnect();
    return files[0];
  };

  it('comes with the message: alternative text in one direction, and how a voice sounds', async () => {
    const waveform = '0123456789abcdef';
    const id = await uploaded({ alt: ' Two\r\nlines \u202Ereversed\0 ', duration: '2.5', waveform });
    expect(await inMessage(id)).toMatchObject({ alt: 'Two\nlines reversed', voice: { duration: 2.5, waveform } });
    const plain = await inMessage(await uploaded({}));
    expect(plain).not.toHaveProperty('alt');
    expect(plain).not.toHaveProperty('voice');
  });

  it('belongs to the file, not to its content', async () => {
    const [one, other] = [await uploaded({ alt: 'One' }), await uploaded({ alt: 'Other' })];
    expect([(await inMessage(one))?.alt, (await inMessage(other))?.alt]).toEqual(['One', 'Other']);
  });

  it('is cut after a thousand characters', async () => {
    expect((await inMessage(await uploaded({ alt: '图'.repeat(1200) })))?.alt).toBe('图'.repeat(1000));
  });

  it.each([
    ['no duration', { waveform: '00' }],
    ['no time at all', { waveform: '00', duration: '0' }],
    ['for ever', { waveform: '00', duration: 'Infinity' }],
    ['no wave form', { waveform: '', duration: '1' }],
    ['something else', { waveform: 'loud', duration: '1' }],
    ['too much', { waveform: '0'.repeat(65), duration: '1' }],
  ])('is refused when a voice has %s', async (_what, metadata) => {
    const error = await uploaded(metadata as unknown as Record<string, string>).catch((refused: unknown) => refused);
    expect(refusal(error)).toMatchObject({ status: 400, body: { code: 'invalid' } });
  });

  it('decides, before a byte travels, whether its kind is accepted', async () => {
    const { status, body } = await api(server, 'POST', '/files', {
      token: ann.accessToken,
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': '100',
        'upload-metadata': `filetype ${Buffer.from('Application/PDF; x=y').toString('base64')}`,
      },
    });
    expect([status, body]).toMatchObject([
      415,
      { code: 'unsupported_type', detail: expect.stringContaining('text/*, image/png, audio/*') },
    ]);
    const { body: config } = await api(server, 'GET', '/config');
    expect(config).toMatchObject({ fileTypes: ['text/*', 'image/png', 'audio/*'] });
  });

  it('does not make another kind of it: the content decides in the end', async () => {
    const pdf = Buffer.from('%PDF-1.4\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\n');
    const error = await uploaded({ filetype: 'text/plain' }, pdf).catch((refused: unknown) => refused);
    expect(refusal(error)).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
  });

  it('is sound when a recording in the container of films has nothing to be seen', async () => {
    const voice = recorded(webmTracks('sound'));
    expect(await inMessage(await uploaded({ filetype: 'audio/webm' }, voice))).toMatchObject({ type: 'audio/webm' });
    const film = recorded(webmTracks('sound', { pixels: [640, 480] }));
    const error = await uploaded({ filetype: 'audio/webm' }, film).catch((refused: unknown) => refused);
    expect(refusal(error)).toMatchObject({ status: 415, body: { code: 'unsupported_type' } });
  });
});
