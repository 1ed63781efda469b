import { categoryIn } from '../../src/complaints/recognising';

describe('the category of a story', () => {
  test.each([
    ['ไฟดับหน้าวัดตั้งแต่เมื่อวาน', 'lights'],
    ['ไฟหน้าบ้านดับหลายวันแล้ว', 'lights'],
    ['ไฟถนนดับ', 'lights'],
    ['ถนนพัง', 'roads'],
    ['ถนนหน้าโรงเรียนเป็นหลุมลึก', 'roads'],
    ['น้ำไม่ไหล', 'water'],
    ['น้ำประปาที่ซอย 3 ไม่ไหลมา 2 วัน', 'water'],
    ['น้ำท่วมถนน', 'water'],
    ['ขยะเต็มถนนเหม็นมาก', 'waste'],
    ['เหม็นขี้หมูทั้งวัน', 'nuisance'],
    ['ข้างบ้านเปิดเพลงเสียงดังทุกคืน', 'nuisance'],
    ['ผอ.กองช่างเรียกรับเงินใต้โต๊ะ', 'corruption'],
    ['เจ้าหน้าที่พูดจาไม่ดีกับคนแก่', 'conduct'],
    ['อยากให้มีสวนสาธารณะ', 'suggestion'],
    ['เศษกิ่งไม้กองอยู่ข้างทาง', 'waste'],
    ['ต้นไม้ล้มทับสายไฟ ไฟดับทั้งซอย', 'lights'],
    ['ต้นไม้เอียงจะล้มใส่บ้าน', 'other'],
    ['The street light near the temple is out', 'lights'],
    ['No water since yesterday', 'water'],
  ])('%s', (story, category) => {
    expect(categoryIn(story)).toBe(category);
  });

  test.each([
    'ช่วยด้วยค่ะ',
    'ขยะอุดท่อระบายน้ำ',
    'โกงเงินค่าทำถนน ขยะก็ไม่เก็บ',
    'ตามไฟล์แนบ',
    'กิ่งไม้พาดสายไฟ',
    'ต้นไม้ล้มทับสายไฟ',
    'ต้นไม้ล้มขวางถนน',
    '',
  ])('is not clear in: %s', (story) => {
    expect(categoryIn(story)).toBeUndefined();
  });
});
