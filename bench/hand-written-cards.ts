import type { messagingApi as line } from '@line/bot-sdk';

/** How the hand-written bot's messages look: as large as ours, put together in code as people do. */

export const CATEGORIES = [
  ...['ถนน ทางเท้า สะพาน', 'ไฟฟ้าสาธารณะ', 'ประปา ระบายน้ำ', 'ขยะ ความสะอาด', 'กลิ่น เสียง รบกวน'],
  ...['การให้บริการ', 'ทุจริต เรียกรับเงิน', 'พฤติกรรมเจ้าหน้าที่', 'ข้อเสนอแนะ คำชม', 'เรื่องอื่น ๆ'],
];

/** A question with quick replies, the way out among them. */
export function choices(text: string, labels: readonly string[]): line.TextMessage {
  const items = [...labels, 'ยกเลิก'].map((label) => ({ type: 'action', action: press(label) }));
  return { type: 'text', text, quickReply: { items } };
}

/** What sends its label back as a text. */
function press(label: string) {
  return { type: 'message' as const, label, text: label };
}

export function button(label: string, style: 'primary' | 'secondary'): line.FlexButton {
  const color = style === 'primary' ? '#06843c' : '#e4ebe7';
  return { type: 'button', style, color, height: 'md', action: press(label) };
}

/** A line of a card: what it is, what it says, and perhaps a small button. */
export interface Row {
  readonly label: string;
  readonly value: string;
  readonly press?: string;
}

function written(text: string, color: string): line.FlexText {
  return { type: 'text', text, wrap: true, size: 'md', color };
}

function chip(label: string): line.FlexBox {
  return {
    type: 'box',
    layout: 'vertical',
    flex: 0,
    paddingAll: '8px',
    paddingStart: '14px',
    paddingEnd: '14px',
    cornerRadius: '20px',
    backgroundColor: '#e0f2e7',
    contents: [{ ...written(label, '#045c2a'), weight: 'bold', align: 'center' }],
  };
}

function drawn({ label, value, press: pressed }: Row): line.FlexBox {
  const head: line.FlexBox = {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    alignItems: 'center',
    contents: [{ ...written(label, '#4a5a52'), flex: 1 }, ...(pressed === undefined ? [] : [chip(pressed)])],
  };
  return {
    type: 'box',
    layout: 'vertical',
    margin: 'lg',
    spacing: 'xs',
    ...(pressed === undefined ? {} : { action: press(pressed) }),
    contents: [{ type: 'separator', color: '#dbe3de' }, head, written(value, '#1c2b24')],
  };
}

/** A card of rows with buttons at its foot. */
export function card(
  title: string,
  rows: readonly Row[],
  buttons: readonly line.FlexButton[],
): line.FlexMessage {
  return {
    type: 'flex',
    altText: title,
    contents: {
      type: 'bubble',
      size: 'mega',
      header: {
        type: 'box',
        layout: 'vertical',
        backgroundColor: '#0b5a6e',
        paddingAll: '20px',
        spacing: 'xs',
        contents: [{ ...written(title, '#ffffff'), size: 'xl', weight: 'bold' }],
      },
      body: {
        type: 'box',
        layout: 'vertical',
        paddingAll: '20px',
        paddingTop: '16px',
        contents: rows.map(drawn),
      },
      ...(buttons.length === 0
        ? {}
        : { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: [...buttons] } }),
    },
  };
}

/** What is looked over before it is sent. */
export function reviewRows({ category, detail, place, reporter }: Record<string, string>): Row[] {
  return [
    { label: '๑. ประเภทเรื่อง', value: category ?? '-', press: 'แก้ไข' },
    { label: '๒. รายละเอียด', value: detail ?? '-', press: 'แก้ไข' },
    { label: '๓. สถานที่', value: place ?? '-', press: 'แก้ไข' },
    { label: '๔. ภาพถ่ายและเอกสาร', value: 'ไม่ระบุ', press: 'แก้ไข' },
    { label: '๕. การเปิดเผยชื่อ', value: reporter ?? '-', press: 'แก้ไข' },
  ];
}

export function receiptRows(ticketNo: string, pin: string, { category }: Record<string, string>): Row[] {
  return [
    { label: 'เลขเรื่อง', value: ticketNo },
    { label: 'รหัสติดตาม', value: pin },
    { label: 'ประเภทเรื่อง', value: category ?? '-' },
    { label: 'กำหนดตอบ', value: 'ภายใน ๑๕ วัน' },
    { label: 'หมายเหตุ', value: 'กรุณาจดเลขเรื่องและรหัสติดตามไว้ หรือบันทึกภาพหน้าจอ รหัสนี้แสดงครั้งเดียว' },
  ];
}

export function helpCard(): line.FlexMessage {
  const offered = [
    ['แจ้งเรื่อง', 'แจ้งเรื่องร้องเรียนหรือข้อเสนอแนะ ไม่ต้องบอกชื่อก็ได้'],
    ['ติดตามเรื่อง', 'ติดตามเรื่องที่แจ้งไว้ด้วยเลขเรื่อง'],
    ['ลงทะเบียน', 'ลงทะเบียนเป็นเจ้าหน้าที่ด้วยรหัสคำเชิญ'],
    ['เปลี่ยนภาษา', 'เปลี่ยนภาษาเป็นภาษาไทยหรือภาษาอังกฤษ'],
    ['ข้อมูลของท่าน', 'ดูว่าระบบเก็บข้อมูลใดของท่านไว้'],
  ] as const;
  const rows = offered.map(([label, value]) => ({ label, value, press: label }));
  return card('สิ่งที่ท่านทำได้ที่นี่', rows, []);
}
