import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { silentLog } from '../../../src/core/log';
import type { Channel } from '../../../src/line/outgoing/channels';
import type { ToFetch } from '../../../src/line/outgoing/content';
import { LARGEST_FILE } from '../../../src/line/outgoing/content';
import type { Gateway } from '../../../src/line/outgoing/gateway';
import { createGateway } from '../../../src/line/outgoing/gateway';
import type { Stage } from '../../simulator/harness';
import { SECRET, setStage, TOKEN } from '../../simulator/harness';

const CHANNEL: Channel = { orgId: 'na-kok', channelSecret: SECRET, accessToken: TOKEN };
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

/** A ZIP archive of stored entries. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), data]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), facts, entry, Buffer.from(name)]),
    );
    files.push(file);
    offset += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, index, Buffer.from('PK\x05\x06'), end]);
}

const docx = zip({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  'word/document.xml': '<w:document/>',
});

describe('what somebody sent', () => {
  let stage: Stage;
  let gateway: Gateway;
  let waited: number[];
  const fetchIt = (wanted: Partial<ToFetch> & { messageId: string }) =>
    gateway.fetchContent(CHANNEL, { kind: 'fetch', mediaKind: 'file', ...wanted });
  const sent = async (bytes: Buffer, name = 'file', more: Partial<ToFetch> = {}) =>
    fetchIt({ messageId: await stage.somsri.sends({ kind: 'file', bytes, name }), ...more });

  beforeEach(async () => {
    stage = await setStage();
    waited = [];
    gateway = createGateway({
      apiBaseUrl: stage.origin,
      dataApiBaseUrl: stage.origin,
      timeoutMs: 5_000,
      log: silentLog,
      machineClock: stage.clock,
      wait: (ms) => Promise.resolve(waited.push(ms)),
    });
  });
  afterEach(() => stage.close());

  test('is kept with its name when it is a document', async () => {
    expect(await sent(pdf, 'รายงาน.pdf', { fileName: 'รายงาน.pdf' })).toEqual({
      ok: true,
      bytes: pdf,
      mediaType: 'application/pdf',
      name: 'รายงาน.pdf',
    });
    expect(await sent(docx, 'แผน.docx')).toMatchObject({
      ok: true,
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    });
  });

  test.each([
    ['a program called a report', Buffer.from(`MZ${'\0'.repeat(200)}`), 'report.pdf'],
    ['an archive called a document', zip({ 'a.txt': 'hello' }), 'plan.docx'],
    [
      'a drawing that can hold scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'photo.png',
    ],
    ['a text', Buffer.from('hello'), 'hello.txt'],
  ])('is refused by its bytes: %s', async (_what, bytes, name) => {
    expect(await sent(bytes, name)).toEqual({ ok: false, problem: 'line.file.wrongType' });
  });

  test('is fetched when it is ready', async () => {
    stage.platform.setFaults({ contentPreparing: 3 });
    expect(await sent(pdf)).toMatchObject({ ok: true });
    expect(waited).toEqual([500, 1_000, 2_000]);
  });

  test('is given up when it is never ready', async () => {
    stage.platform.setFaults({ contentPreparing: 99 });
    expect(await sent(pdf)).toEqual({ ok: false, problem: 'line.file.notReceived' });
    expect(waited).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
  });

  test('is gone when it was taken back or never was', async () => {
    const messageId = await stage.somsri.sends({ kind: 'file', bytes: pdf, name: 'a.pdf' });
    await stage.somsri.unsends(messageId);
    expect(await fetchIt({ messageId })).toEqual({ ok: false, problem: 'line.file.gone' });
    expect(await fetchIt({ messageId: '123' })).toEqual({ ok: false, problem: 'line.file.gone' });
  });

  test('is not asked for by what is no id', async () => {
    expect(await fetchIt({ messageId: '../../info' })).toMatchObject({ ok: false });
    expect(stage.platform.log.filter((entry) => entry.kind === 'call')).toEqual([]);
  });

  test('is refused when it is too large, by its size as told or as it comes', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(LARGEST_FILE)]);
    expect(await sent(large)).toEqual({ ok: false, problem: 'line.file.tooLarge' });
    expect(await sent(pdf, 'a.pdf', { fileSize: LARGEST_FILE + 1 })).toEqual({
      ok: false,
      problem: 'line.file.tooLarge',
    });
  });

  test.each([{ status: 500 }, { kind: 'cut' as const }, { kind: 'accept-then-cut' as const }])(
    'is not received when LINE is ill: %j',
    async (fault) => {
      stage.platform.setFaults({
        api: [{ path: '/v2/bot/message', kind: 'status', times: 1, ...fault }],
      });
      expect(await sent(pdf)).toEqual({ ok: false, problem: 'line.file.notReceived' });
    },
  );

  describe('as a picture', () => {
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#3366aa' } });

    test('loses place, time and device, and stands upright', async () => {
      const photo = await picture(40, 20)
        .withExif({
          IFD0: { Model: 'SecretPhone' },
          IFD3: { GPSLatitude: '15/1 0/1 0/1', GPSLatitudeRef: 'N' },
        })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer();
      expect((await sharp(photo).metadata()).exif).toBeDefined();
      const kept = await sent(photo, 'photo.jpg');
      if (!kept.ok) throw new Error(kept.problem);
      const { exif, orientation, width, height } = await sharp(kept.bytes).metadata();
      expect({ exif, orientation, width, height }).toEqual({
        exif: undefined,
        orientation: undefined,
        width: 20,
        height: 40,
      });
    });

    test('is made no larger than a page can be read on', async () => {
      const kept = await sent(await picture(5_000, 1_000).jpeg().toBuffer());
      if (!kept.ok) throw new Error(kept.problem);
      expect(await sharp(kept.bytes).metadata()).toMatchObject({ width: 2_560, height: 512 });
    });

    test('keeps its kind, except WebP, which becomes JPEG', async () => {
      expect(await sent(await picture(9, 9).png().toBuffer())).toMatchObject({ mediaType: 'image/png' });
      expect(await sent(await picture(9, 9).webp().toBuffer())).toMatchObject({ mediaType: 'image/jpeg' });
    });

    test('is refused when it would unpack to far too many pixels', async () => {
      const bomb = await picture(9_000, 9_000).png({ compressionLevel: 6 }).toBuffer();
      expect(bomb.length).toBeLessThan(LARGEST_FILE);
      expect(await sent(bomb)).toEqual({ ok: false, problem: 'line.file.tooManyPixels' });
    });

    test('is refused when it is broken', async () => {
      const half = (await picture(300, 300).jpeg().toBuffer()).subarray(0, 400);
      expect(await sent(half)).toEqual({ ok: false, problem: 'line.file.broken' });
    });
  });
});
