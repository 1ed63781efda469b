import { deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import type { Phone } from '../../simulator/phone';
import { openPiece } from '../../src/core/sealed-pieces';
import type { TextKey } from '../../src/core/texts';
import type { TestApp } from '../helpers/app';
import { startApp } from '../helpers/app';
import { wholeFile } from '../helpers/files';
import { pngOf } from '../helpers/png';
import { expectWellAndIdle, leave, say, send, tap, th } from '../helpers/talk';

const ORG = 'na-kok';
const MEGABYTE = 1024 * 1024;

const photo = (width = 80, height = 60): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#06843c' } })
    .jpeg()
    .toBuffer();

/** A small file that unpacks to 900 million pixels. */
const bomb = (side = 30_000): Buffer =>
  pngOf({ width: side, height: side, bits: 1 }, deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side)));

describe('files', () => {
  let app: TestApp;
  let officer: Phone;
  let citizen: Phone;

  beforeAll(async () => {
    app = await startApp();
    officer = app.phone(ORG, 'officer');
    citizen = app.stranger(ORG);
    await toEvidence();
    await say(citizen, th('complaints.file.title'));
    await say(citizen, 'เรื่องที่มีภาพ');
    await tap(citizen, th('complaints.category.other'));
    await tap(citizen, th('common.skip'));
    await tap(citizen, th('complaints.file.anonymous'));
    await tap(citizen, th('complaints.file.addFiles'));
  });
  /** The officer reports on a measure, up to the question for photos. */
  async function toEvidence(): Promise<void> {
    await say(officer, th('measures.log.title'));
    await say(officer, '1');
    await tap(officer, th('measures.state.done'));
    await say(officer, 'ผลการดำเนินการ');
    await tap(officer, th('measures.log.addEvidence'));
  }
  afterAll(() => app.close());
  afterEach(async () => {
    app.simulator.platform.resetFaults();
    await expectWellAndIdle(app);
  });

  const kept = () =>
    app.db.connection.collection<{ _id: string; sealed?: { buffer: Buffer } }>('files').find().toArray();
  /** Both are asked for files all the time; staff may send documents too. */
  const bothHear = async (upload: Parameters<Phone['sends']>[0], problem: TextKey) => {
    for (const phone of [officer, citizen]) expect(await send(phone, upload)).toContain(th(problem));
    expect(await kept()).toEqual([]);
  };

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<!doctype html><script>fetch("https://example.com")</script>';
  test.each<[string, Buffer, string]>([
    ['a program called a photo', Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(400)]), 'photo.jpg'],
    [
      'a program of Linux called a report',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(99)]),
      'report.pdf',
    ],
    ['a page called a picture', Buffer.from(html), 'photo.png'],
    ['a drawing with a script', Buffer.from(svg), 'drawing.svg'],
    ['a drawing called a picture', Buffer.from(`<?xml version="1.0"?>${svg}`), 'photo.png'],
    ['an empty archive called a document', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`), 'plan.docx'],
    ['a packed file called a sheet', gzipSync(Buffer.alloc(5 * MEGABYTE)), 'plan.xlsx'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), '../../run.sh'],
    ['an animation', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'photo.gif'],
    ['one byte', Buffer.from('x'), 'photo.jpg'],
  ])('that lie about their type are refused: %s', async (_what, bytes, name) => {
    await bothHear({ kind: 'file', bytes, name, type: 'image/jpeg' }, 'line.file.wrongType');
    await bothHear({ kind: 'image', bytes, name }, 'line.file.wrongType');
  });

  test('that are cut off are refused', async () => {
    const whole = await photo(800, 600);
    await bothHear(
      { kind: 'image', bytes: whole.subarray(0, whole.length / 3), name: 'photo.jpg' },
      'line.file.broken',
    );
  });

  test('that would unpack without end are refused before they are unpacked', async () => {
    const bytes = bomb();
    expect(bytes.length).toBeLessThan(MEGABYTE);
    const before = process.memoryUsage().rss;
    await bothHear({ kind: 'image', bytes, name: 'photo.png' }, 'line.file.tooManyPixels');
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
  });

  test('that are too large are refused, whether they say so or not', async () => {
    const bytes = Buffer.concat([await photo(), Buffer.alloc(11 * MEGABYTE)]);
    await bothHear({ kind: 'file', bytes, name: 'photo.jpg' }, 'line.file.tooLarge');
    await bothHear({ kind: 'image', bytes, name: 'photo.jpg' }, 'line.file.tooLarge');
  });

  test('without a byte are asked for again', async () => {
    await bothHear({ kind: 'file', bytes: Buffer.alloc(0), name: 'photo.jpg' }, 'line.file.notReceived');
    await bothHear({ kind: 'image', bytes: Buffer.alloc(0), name: 'photo.jpg' }, 'line.file.notReceived');
  });

  test.each<[string, 'status' | 'cut', number, TextKey]>([
    ['gone', 'status', 410, 'line.file.gone'],
    ['unknown', 'status', 404, 'line.file.gone'],
    ['not to be had', 'status', 500, 'line.file.notReceived'],
    ['cut off', 'cut', 0, 'line.file.notReceived'],
  ])('that are %s at LINE are asked for again', async (_what, kind, status, problem) => {
    for (const phone of [officer, citizen]) {
      app.simulator.platform.setFaults({ api: [{ path: '/v2/bot/message/', kind, status, times: 1 }] });
      expect(await send(phone, { kind: 'image', bytes: await photo(), name: 'photo.jpg' })).toContain(
        th(problem),
      );
    }
    expect(await kept()).toEqual([]);
  });

  test('leave no place, time or device behind', async () => {
    const bytes = await sharp(await photo())
      .withExif({
        IFD0: { Make: 'TellTale', Artist: 'somebody' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '16/1 26/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '102/1 50/1 0/1',
        },
      })
      .jpeg()
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    for (const phone of [officer, citizen]) await send(phone, { kind: 'image', bytes, name: 'photo.jpg' });

    const files = await kept();
    expect(files).toHaveLength(2);
    for (const file of files) {
      const sealed = file.sealed?.buffer ?? Buffer.alloc(0);
      expect(Buffer.from(sealed).toString('latin1')).not.toContain('JFIF');
      const { sealer } = app.container.rooms;
      const stored = openPiece(sealer, `file:${file._id}`, { index: 0, last: true }, Buffer.from(sealed));
      const { exif, xmp, iptc } = await sharp(stored).metadata();
      expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
      expect(stored.toString('latin1')).not.toMatch(/TellTale|somebody|Exif/);
    }
  });

  test('that LINE still prepares are waited for', async () => {
    app.simulator.platform.setFaults({ contentPreparing: 2 });
    const told = await send(officer, { kind: 'image', bytes: await photo(), name: 'photo.jpg' });
    expect(told).toContain(th('conversation.files.received', { number: 'x', left: 'y' }).split('x')[0]);
    expect(await kept()).toHaveLength(3);
  });

  test('that are documents are kept as what they are, whatever their name claims', async () => {
    const bytes = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const told = await send(citizen, { kind: 'file', bytes, name: '../../etc/passwd\u202efdp.exe' });
    expect(told).toContain(th('conversation.files.received', { number: 'x', left: 'y' }).split('x')[0]);
    expect(JSON.stringify(await kept())).toContain('application/pdf');
  });

  test('that belong to nothing are gone after a week', async () => {
    await tap(citizen, th('common.done'));
    await tap(citizen, th('complaints.file.send'));
    await leave(officer);
    app.clock.set(new Date(app.clock.now().getTime() + 8 * 24 * 60 * 60 * 1000));
    await app.container.runner.tick();

    const owner = expect.stringMatching(/^complaint:/) as string;
    expect(await kept()).toMatchObject([{ owner }, { owner }]);
  });

  test('that a draft names stay for as long as it is kept open, and can then be sent', async () => {
    const later = async (days: number) => {
      app.clock.set(new Date(app.clock.now().getTime() + days * 24 * 60 * 60 * 1000));
      await app.container.runner.tick();
    };
    await toEvidence();
    await send(officer, { kind: 'image', bytes: await photo(), name: 'photo.jpg' });
    // Three days without a word end this draft: its person comes back every other day, for two weeks.
    for (let visit = 0; visit < 7; visit++) {
      await later(2);
      await say(officer, 'ยังเขียนอยู่');
    }
    await tap(officer, th('common.done'));
    await tap(officer, th('measures.log.send'));
    const entries = await app.db.connection.collection('progress').find().toArray();
    const evidence = entries[0]?.evidence as { fileId: string }[];
    const fileId = evidence[0]?.fileId ?? '';
    const { people, fileReader } = app.container.rooms;
    const actor = await people.meet(ORG, officer.chat.userId);
    expect(await wholeFile(fileReader, fileId, actor)).toMatchObject({ mediaType: 'image/jpeg' });
  });
});
