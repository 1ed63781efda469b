import { docx, xlsx } from './office-files';

/**
 * Six plans as offices really make them, all invented: headings of their own, and everything that makes such files
 * hard to read.
 */

/** A workbook by quarters: a title, a merged head of two rows, numbered columns, marks, sections, a sum. */
export const byQuarters = (): Promise<Buffer> =>
  xlsx({
    name: 'แผน',
    rows: [
      ['แผนปฏิบัติการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๗', null, null, null, null, null, null, null],
      ['(๑) ที่', '(๒) โครงการ/กิจกรรม', '(๓) ตัวชี้วัดความสำเร็จ', 'ไตรมาส', null, null, null, '(๗) ผู้รับผิดชอบ'],
      [null, null, null, 1, 2, 3, 4, null],
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
      ['ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่', null, null, null, null, null, null, null],
      [
        1,
        'ประกาศนโยบายไม่รับของขวัญ',
        'ร้อยละ ๑๐๐ ของบุคลากร',
        'X',
        null,
        null,
        null,
        'นักทรัพยากรบุคคล / ปลัด อบต. / กองคลัง',
      ],
      [2, 'อบรมคุณธรรมจริยธรรม', 'อบรม ๑ ครั้ง', null, 'X', 'X', null, 'สำนักปลัด'],
      [null, null, 'ผู้เข้าอบรม ๔๐ คน', null, null, null, null, null],
      ['ตัวชี้วัดที่ ๒ การใช้งบประมาณ', null, null, null, null, null, null, null],
      [1, 'เผยแพร่แผนจัดซื้อจัดจ้าง', 'ครบถ้วน', '✓', '✓', '✓', '✓', 'กองคลัง'],
      ['รวม', '๓ โครงการ', null, null, null, null, null, null],
    ],
    merges: ['A1:H1', 'D2:G2', 'A2:A3', 'B2:B3', 'C2:C3', 'H2:H3', 'A5:H5', 'A9:H9'],
  });

/** A workbook of three years side by side, and a hidden sheet. */
export const ofThreeYears = (): Promise<Buffer> =>
  xlsx(
    {
      name: 'แผน 5 ปี',
      rows: [
        [
          'ลำดับ',
          'กิจกรรม',
          'เป้าหมาย',
          'งบประมาณ พ.ศ. ๒๕๖๗',
          'งบประมาณ พ.ศ. ๒๕๖๘',
          'งบประมาณ พ.ศ. ๒๕๖๙',
          'หน่วยงาน',
        ],
        ['๑', 'ปรับปรุงศูนย์รับเรื่องร้องเรียน', '๑ แห่ง', '๒๐,๐๐๐', '๒๐,๐๐๐', '๒๐,๐๐๐', 'สำนักปลัด'],
        ['๒', 'สำรวจความพึงพอใจ', '๔๐๐ คน', null, '๑๕,๐๐๐', null, 'กองการศึกษา'],
      ],
    },
    { name: 'ร่าง', rows: [['x']], hidden: true },
  );

/** A document: a plan cut by a page break, with its headings again, a row that goes on, and a result table. */
export const overTwoPages = (): Buffer =>
  docx(
    'แผนป้องกันการทุจริต ประจำปี พ.ศ. ๒๕๖๗',
    [
      ['ลำดับ', 'มาตรการ/กิจกรรม', 'วิธีการติดตามและรายงาน', 'ผู้รับผิดชอบ', 'ระยะเวลา'],
      [
        { text: '๑', down: true },
        { text: 'จัดทำคู่มือการขอยืมทรัพย์สิน', down: true },
        'ประชุมคณะทำงาน',
        'กองคลัง',
        'ตุลาคม ๒๕๖๖',
      ],
      [null, null, 'เวียนคู่มือ', 'สำนักปลัด', 'มกราคม ๒๕๖๗'],
    ],
    '',
    [
      ['ลำดับ', 'มาตรการ/กิจกรรม', 'วิธีการติดตามและรายงาน', 'ผู้รับผิดชอบ', 'ระยะเวลา'],
      ['', 'จัดทำคู่มือการขอยืมทรัพย์สิน (ต่อ)', 'รายงานนายก', '', ''],
      ['๒', 'เปิดเผยข้อมูลการจัดซื้อ', 'เว็บไซต์', 'กองคลัง', 'ตลอดปีงบประมาณ'],
    ],
    'ผลการดำเนินงาน',
    [
      [
        { text: 'มาตรการ', down: true },
        { text: 'ผลการดำเนินการ', across: 3 },
        { text: 'ปัญหา อุปสรรค', down: true },
      ],
      [null, 'ยังไม่ดำเนินการ', 'อยู่ระหว่างดำเนินการ', 'ดำเนินการแล้ว', null],
      ['เปิดเผยข้อมูลการจัดซื้อ', '', '', 'เผยแพร่ครบทุกเดือน', 'ไม่มี'],
    ],
  );

/** Windows-874 with semicolons, written by an old spreadsheet. */
export const ofAnOldSpreadsheet = (): Buffer =>
  windows874(
    [
      'แผนจัดการความเสี่ยงการทุจริต;;;',
      'ข้อ;ความเสี่ยง;มาตรการจัดการ;ฝ่ายที่รับผิดชอบ',
      '1;เรียกรับเงิน;ตั้งกล้องวงจรปิด;กองคลัง',
      '2;ใช้รถผิดระเบียบ;ทำทะเบียนรถ;คณะกรรมการ',
    ].join('\r\n'),
  );

/** UTF-16 with tabs, months as columns, and rows that are damaged. */
export const byMonths = (): Buffer =>
  Buffer.from(
    [
      '\ufeffโครงการ\tต.ค.\tพ.ย.\tธ.ค.\tสถานะ\tหมายเหตุ',
      'อบรมเจ้าหน้าที่\tX\t\tX\tเสร็จเรียบร้อยดี\tไม่มี',
      'อบรมเจ้าหน้าที่ใหม่\t\tX\t\tแล้วเสร็จ\t',
      '\tX\t\t\t\t',
    ].join('\n'),
    'utf16le',
  );

/** JSON of another program: half its rows are damaged. */
export const ofAnotherProgram = (): Buffer =>
  Buffer.from(
    JSON.stringify([
      { title: 'ประกาศเจตนารมณ์', responsible: ['สำนักปลัด'] },
      { title: 'ทำคู่มือ', responsible: ['กองทัพเรือ'] },
      { periodText: 'มกราคม ๒๕๖๗' },
    ]),
  );

/** Thai letters as windows-874 writes them. */
function windows874(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x0e01 ? code - 0x0e00 + 0xa0 : code;
    }),
  );
}
