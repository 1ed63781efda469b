import { placeIn } from '../../../src/conversation/fields/place-finding';
import { sinceIn } from '../../../src/conversation/fields/since-finding';

describe('the place in a sentence', () => {
  test.each([
    ['ไฟดับหน้าวัดตั้งแต่เมื่อวาน', 'หน้าวัด'],
    ['ถนนพังหน้าโรงเรียนบ้านโนนสูง หมู่ 4', 'หน้าโรงเรียนบ้านโนนสูง หมู่ 4'],
    ['น้ำไม่ไหลซอยสุขใจ ๓ มา 3 วันแล้ว', 'ซอยสุขใจ ๓'],
    ['ไฟดับหน้าวัด 3 วันแล้ว', 'หน้าวัด'],
    ['ขยะล้นตรงตลาดสดหมู่ที่ ๕ค่ะ', 'ตรงตลาดสดหมู่ที่ ๕'],
    ['อยู่ตรงซอยข้างวัดโนนสูงครับ', 'ตรงซอยข้างวัดโนนสูง'],
    ['มีหลุมใหญ่ ม.7', 'ม.7'],
    ['ตรงซอยข้างวัดอ่ะ', 'ตรงซอยข้างวัด'],
    ['หน้าวัดนะคะ', 'หน้าวัด'],
    ['ตรงสี่แยกอะค่ะ', 'ตรงสี่แยก'],
    ['แถวตลาดค่า', 'แถวตลาด'],
    ['The light near the temple is out since yesterday', 'near the temple'],
    ['No water in Moo 4', 'Moo 4'],
  ])('%s', (sentence, place) => {
    expect(placeIn(sentence)).toBe(place);
  });

  test.each([
    'เจ้าหน้าที่พูดจาไม่ดี',
    'ไฟหน้าบ้านดับ',
    'ถนนพัง',
    'เดือนหน้าจะมาไหม',
    'อยากให้มีถังขยะเพิ่ม',
    'ไม่รู้ชื่อเรียกอ่ะ',
    'Hello',
  ])('is not in: %s', (sentence) => {
    expect(placeIn(sentence)).toBeUndefined();
  });
});

describe('the day since when', () => {
  test.each([
    ['ไฟดับหน้าวัดตั้งแต่เมื่อวาน', '2026-02-14'],
    ['ไฟดับตั้งแต่เมื่อวานค่ะ ช่วยด้วย', '2026-02-14'],
    ['น้ำไม่ไหลมา ๓ วันแล้ว', '2026-02-12'],
    ['ดับมาสองคืน', '2026-02-13'],
    ['เหม็นมาก ตั้งแต่วันที่ 10 ก.พ. 69', '2026-02-10'],
    ['เมื่อคืนไฟดับ', '2026-02-14'],
    ['น้ำท่วม 2 อาทิตย์แล้ว', '2026-02-01'],
    ['No water for 3 days', '2026-02-12'],
    // A Sunday.
    ['The light has been out since Monday', '2026-02-09'],
    ['ไฟดับตั้งแต่วันจันทร์', '2026-02-09'],
    ['out since Sunday', '2026-02-08'],
    ['It broke two weeks ago', '2026-02-01'],
    ['no water for a week', '2026-02-08'],
    ['dark since yesterday', '2026-02-14'],
  ])('%s', (sentence, day) => {
    expect(sinceIn(sentence, '2026-02-15')).toBe(day);
  });

  test.each(['ถนนพัง', 'อบต.เปิดวันไหน', 'เก็บขยะสัปดาห์ละ 2 วัน', 'ตั้งแต่ผู้ใหญ่คนเก่า', 'หลายวันแล้ว'])(
    'is not in: %s',
    (sentence) => {
      expect(sinceIn(sentence, '2026-02-15')).toBeUndefined();
    },
  );
});
