import { statusSaid } from '../../../src/measures/proposing/status-said';

test.each([
  ['จัดอบรมคุณธรรมให้พนักงานแล้ว ๔๕ คน', 'done'],
  ['เวียนคู่มือเรียบร้อยค่ะ', 'done'],
  ['ประชุมประชาคม ชาวบ้านมา 80 คน', 'done'],
  ['กำลังจัดทำคู่มือ', 'in-progress'],
  ['อยู่ระหว่างเสนอนายก', 'in-progress'],
  ['ลงนามคำสั่งแล้ว กำลังเวียนทุกกอง', 'in-progress'],
  ['ร่างประกาศเสร็จแล้ว แต่ยังไม่ดำเนินการเผยแพร่', 'in-progress'],
  ['ทำคู่มือยังไม่เสร็จ', 'in-progress'],
  ['ยังไม่ดำเนินการ รอจัดสรรงบประมาณ', 'not-started'],
  ['รออนุมัติโครงการ', 'not-started'],
  ['ไม่สามารถดำเนินการได้ เพราะงบไม่พอ', 'unable'],
  ['We have published the plan, all done', 'done'],
  ['still in progress', 'in-progress'],
])('"%s" says %s', (sentence, status) => {
  expect(statusSaid(sentence)).toBe(status);
});

test.each(['อบรมคุณธรรมพนักงาน', 'เดือนหน้าจะจัดประชาคม', 'ทำแผนแล้วจะส่งให้', 'ประกาศ no gift policy', ''])(
  '"%s" does not say it',
  (sentence) => {
    expect(statusSaid(sentence)).toBeUndefined();
  },
);
