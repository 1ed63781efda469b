import type { Known } from '../../../src/conversation/known';
import { logProgress } from '../../../src/measures/flows/log-progress';
import { startChat } from '../../helpers/chat';
import { person } from '../sample-measures';
import { photo, recorder } from './recorder';

describe('talking', () => {
  const at = '2026-12-01T10:00+07:00';
  const start = (progress: ReturnType<typeof recorder>, known?: Known, as = person()) =>
    startChat(logProgress({ progress }), { as, at, ...(known === undefined ? {} : { known }) });

  test('a measure is reported with three answers and its photo', async () => {
    const progress = recorder();
    const chat = await start(progress);

    expect(chat.text).toContain('รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐');
    await chat.says('๑');
    expect(chat.text).toContain('มาตรการ “ประกาศนโยบายไม่รับของขวัญ” ดำเนินการถึงขั้นใด');
    await chat.taps('ดำเนินการแล้ว');
    await chat.says('ประกาศและแจ้งเวียนทุกกองแล้ว');
    expect(chat.at).toBe('review');
    await chat.sendsFile();
    expect(chat.at).toBe('review');
    await chat.taps('ที่เหลือไม่มี');
    expect(chat.at).toBe('review');
    await chat.taps('send');

    expect(chat.text).toContain('บันทึกรายงานผล “ประกาศนโยบายไม่รับของขวัญ” แล้ว');
    expect(progress.entries).toMatchObject([
      {
        measureId: 'gift',
        status: 'done',
        problem: { none: true },
        recommendation: { none: true },
        evidence: [photo],
      },
    ]);
  });

  test('what a sentence tells of the status is shown to be confirmed, and corrected by a word', async () => {
    const chat = await start(recorder(), { subject: { id: 'gift' } });
    await chat.says('กำลังร่างประกาศไม่รับของขวัญ');

    expect(chat.at).toBe('review');
    expect(chat.text).toContain('อยู่ระหว่างดำเนินการ');
    await chat.says('แก้สถานะเป็น ดำเนินการแล้ว');
    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers).toMatchObject({
      status: 'done',
      result: 'กำลังร่างประกาศไม่รับของขวัญ',
    });
  });

  test.each(['ไม่ใช่ 45 คน เป็น 54 คนครับ', 'ไม่ใช่ ๔๕คน แต่เป็น 54 คน', 'แก้เป็น 54 คน', 'แก้จำนวนเป็น 54 คน'])(
    'a number that was wrong is put right in the result, and both are said: %s',
    async (words) => {
      const chat = await start(recorder(), { subject: { id: 'gift' } });
      await chat.says('จัดอบรมแล้ว 45 คน ที่ห้องประชุม');
      await chat.says(words);

      expect(chat.at).toBe('review');
      expect(chat.conversation?.answers).toMatchObject({ result: 'จัดอบรมแล้ว 54 คน ที่ห้องประชุม' });
      expect(chat.text).toContain('เดิม: จัดอบรมแล้ว 45 คน');
    },
  );

  test('a number typed at a proposal is said again with the measure it names', async () => {
    const chat = await start(recorder(), { text: 'เผยแพร่ประกาศไม่รับของขวัญแล้ว' });
    await chat.says('3');

    expect(chat.text).toContain('เลือกแล้ว มาตรการ');
  });

  test('“ใช่” to several measures asks which, and is no word of the result', async () => {
    const chat = await start(recorder(), { text: 'จัดประชุมแล้ว' });
    await chat.says('ใช่');

    expect(chat.at).toBe('measureId');
    expect(chat.conversation?.answers).toMatchObject({ result: 'จัดประชุมแล้ว' });
  });

  test('another measure is put in its place by a word', async () => {
    const chat = await start(recorder(), { subject: { id: 'gift' } });
    await chat.says('เผยแพร่ประกาศเรียบร้อยแล้ว');
    await chat.says('แก้มาตรการเป็น 3');

    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers).toMatchObject({ measureId: 'open', result: 'เผยแพร่ประกาศเรียบร้อยแล้ว' });
  });

  test('short sentences that are no name of a measure are kept as the result', async () => {
    const chat = await start(recorder());
    await chat.says('ประชุมสภา');
    await chat.says('ถ่ายทอดสดทางเพจ');

    expect(chat.at).toBe('measureId');
    expect(chat.conversation?.answers).toMatchObject({ result: 'ประชุมสภา\nถ่ายทอดสดทางเพจ' });
  });

  test('a sentence that does not tell the status is kept, and the status asked', async () => {
    const chat = await start(recorder(), { subject: { id: 'gift' } });
    await chat.says('ป้ายประกาศหน้าสำนักงาน');

    expect(chat.at).toBe('status');
    await chat.taps('done');
    expect(chat.at).toBe('review');
  });

  test('photos and sentences that come before the measure is chosen are kept', async () => {
    const chat = await start(recorder());
    await chat.sendsFile('file-1');
    await chat.sendsFile('file-2');
    expect(chat.at).toBe('measureId');
    await chat.says('ประกาศนโยบายไม่รับของขวัญเรียบร้อยแล้ว');
    expect(chat.text).toContain('มาตรการที่ ๑ “มาตรการ gift” ใช่หรือไม่');
    await chat.says('ไม่ใช่');
    expect(chat.at).toBe('measureId');
    expect(chat.text).toContain('๓');
    await chat.says('๓');
    expect(chat.at).toBe('review');
    expect(chat.conversation?.answers).toMatchObject({
      measureId: 'open',
      evidence: [{}, {}],
      status: 'done',
    });
  });

  test('the round is shown on the review card, and another one chosen there by a tap', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'gift' } });
    await chat.taps('not-started');
    await chat.says('รออนุมัติงบประมาณ');
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('รอบ ๖ เดือน ปีงบประมาณ ๒๕๗๐');

    await chat.edits('round');
    await chat.taps('2570-12');
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('รอบ ๑๒ เดือน ปีงบประมาณ ๒๕๗๐');
    await chat.taps('send');
    expect(progress.entries).toMatchObject([{ round: '12' }]);
  });

  test('papers that the result names are shown with what contradicts itself, and recorded', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'gift' } });
    await chat.says('ออกคำสั่งที่ ๓๒/๒๕๖๙ ลงวันที่ ๒๑ พฤศจิกายน ๒๕๖๙ เรียบร้อยแล้ว\nประชุมชี้แจงวันอังคารที่ ๒๕ พฤศจิกายน ๒๕๖๙');

    expect(chat.at).toBe('review');
    expect(chat.text).toContain('เอกสารที่อ้างถึง');
    expect(chat.text).toContain('๑) คำสั่ง · ๓๒/๒๕๖๙ · ๒๑ พฤศจิกายน ๒๕๖๙');
    expect(chat.text).toContain('⚠ ชื่อวันไม่ตรงกับวันที่: วันอังคารที่ ๒๕ พฤศจิกายน ๒๕๖๙');
    await chat.taps('send');
    expect(progress.entries[0]?.evidence).toMatchObject([
      { kind: 'order', docNo: '๓๒/๒๕๖๙', from: '2026-11-21', line: 1 },
      { kind: 'meeting', from: '2026-11-25', line: 2 },
    ]);
  });

  test('papers that were read wrongly are typed anew, or taken out', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'gift' } });
    await chat.says('ออกคำสั่งที่ ๓๒/๒๕๖๙ ลงวันที่ ๒๑ พฤศจิกายน ๒๕๖๙ เรียบร้อยแล้ว');

    await chat.edits('papers');
    await chat.says('สองฉบับ');
    expect(chat.at).toBe('papers');
    await chat.says('คำสั่งที่ ๓๓/๒๕๖๙ ลงวันที่ ๒๒ พฤศจิกายน ๒๕๖๙\nwww.example.go.th');
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('๒) www.example.go.th');
    await chat.edits('papers');
    await chat.says('ไม่มี');
    await chat.taps('send');
    expect(progress.entries[0]?.evidence).toEqual([]);
  });

  test('a report that names no paper has no row for them', async () => {
    const chat = await start(recorder(), { subject: { id: 'gift' } });
    await chat.says('แจ้งเวียนทุกกองแล้ว');
    expect(chat.text).not.toContain('เอกสารที่อ้างถึง');
  });

  test('a draft of version 2 keeps all it has', () => {
    const flow = logProgress({ progress: recorder() });
    const answers = { measureId: 'gift', status: 'done', problem: { none: true }, round: 'proposed' };

    expect(flow.upgrade?.({ version: 2, answers })).toEqual({ ...answers, papers: 'as-read' });
  });

  test('a draft of version 1 goes on with its answers, in the round that is proposed', () => {
    const flow = logProgress({ progress: recorder() });
    const answers = { measureId: 'gift', status: 'done', problem: 'ไม่มี', recommendation: null };

    expect(flow.upgrade?.({ version: 1, answers })).toEqual({
      measureId: 'gift',
      status: 'done',
      problem: { none: true },
      round: 'proposed',
      papers: 'as-read',
    });
  });

  test('a photo with a sentence needs the measure confirmed and asks only what is missing', async () => {
    const progress = recorder();
    const chat = await start(progress, { files: [photo], text: 'นายกประกาศไม่รับของขวัญแล้ว' });

    expect(chat.text).toContain('มาตรการที่ ๑ “มาตรการ gift” ใช่หรือไม่');
    await chat.taps('gift');
    expect(chat.at).toBe('review');
    await chat.taps('send');

    expect(progress.entries).toMatchObject([{ result: 'นายกประกาศไม่รับของขวัญแล้ว', evidence: [photo] }]);
  });

  test('the measure that is meant is named once, with both answers in the same bubble', async () => {
    const chat = await start(recorder(), { text: 'นายกประกาศไม่รับของขวัญแล้ว' });

    expect(chat.last).toHaveLength(1);
    expect(chat.text.match(/มาตรการ gift/g)).toHaveLength(1);
    expect(chat.text).toContain('กดหรือพิมพ์ “ใช่” หรือ “ดูทั้งหมด”');
    await chat.says('ใช่');
    expect(chat.at).toBe('review');
  });

  test('a button for one measure begins with its status', async () => {
    expect((await start(recorder(), { subject: { id: 'gift' } })).at).toBe('status');
  });

  test('a button for a measure of another unit asks which one instead', async () => {
    expect((await start(recorder(), { subject: { id: 'loan' } })).at).toBe('measureId');
  });

  test('nothing started needs the reason alone', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'open' } });

    await chat.says('ยังไม่ดำเนินการ');
    await chat.says('รอจัดสรรงบประมาณ จะเริ่มเดือนมกราคม');
    expect(chat.at).toBe('review');
    await chat.taps('send');

    expect(progress.entries).toMatchObject([{ status: 'not-started', evidence: [] }]);
  });

  test('a changed mind at the review asks what the new answer needs', async () => {
    const progress = recorder();
    const chat = await start(progress, { subject: { id: 'open' } });
    await chat.taps('not-started');
    await chat.says('รอจัดสรรงบประมาณ');

    await chat.edits('status');
    await chat.taps('in-progress');

    expect(chat.at).toBe('review');
    await chat.taps('เพิ่มปัญหา/อุปสรรค');
    await chat.says('เว็บไซต์ล่มบ่อย');
    await chat.taps('ที่เหลือไม่มี');
    await chat.taps('send');
    expect(progress.entries).toMatchObject([
      {
        status: 'in-progress',
        problem: { text: 'เว็บไซต์ล่มบ่อย' },
        recommendation: { none: true },
        evidence: [],
      },
    ]);
  });

  test('English is complete', async () => {
    const chat = await start(recorder(), undefined, person({ locale: 'en' }));

    expect(chat.text).toContain('6-month round');
    await chat.says('1');
    await chat.says('In progress');

    expect(chat.text).toContain('what comes next');
  });
});
