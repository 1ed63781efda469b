import { readParties, withLeads } from '../../../src/measures/import/responsible';
import { office } from './office';

const read = (cell: string | readonly string[]) => readParties(cell, office.units);
const clerk = { unitKey: 'clerk', lead: false, name: 'สำนักปลัด' };
const finance = { unitKey: 'finance', lead: false, name: 'กองคลัง' };

describe('readParties', () => {
  test.each([
    ['กองคลัง สำนักปลัด', [finance, clerk]],
    ['กองคลัง, สำนักปลัด', [finance, clerk]],
    ['กองคลัง/ สำนักปลัด', [finance, clerk]],
    ['กองคลัง\nสำนักปลัด', [finance, clerk]],
    ['กองคลัง และสำนักปลัด', [finance, clerk]],
    ['กองคลัง กองคลัง กองคลัง', [finance]],
    ['ทุกคน ทุกคน', [{ everyone: true, lead: false, name: 'ทุกคน' }]],
    ['ทุกสำนัก/กอง', [{ everyUnit: true, lead: false, name: 'ทุกสำนัก/กอง' }]],
    ['', []],
  ])('reads %j', (cell, responsible) => {
    expect(read(cell)).toEqual({ responsible, unknown: [] });
  });

  test('knows who leads', () => {
    expect(read('งานหลัก สำนักปลัด และทุกส่วนราชการ').responsible).toEqual([
      { ...clerk, lead: true },
      { everyUnit: true, lead: false, name: 'ทุกส่วนราชการ' },
    ]);
  });

  test('keeps a name with spaces together', () => {
    expect(read('กองคลัง กองการศึกษา ศาสนา และวัฒนธรรม').responsible.map((each) => each.name)).toEqual([
      'กองคลัง',
      'กองการศึกษา ศาสนา และวัฒนธรรม',
    ]);
  });

  test('gives back what names no unit, and what it did understand', () => {
    expect(read('กองคลัง กองทัพเรือ')).toEqual({ responsible: [finance], unknown: ['กองทัพเรือ'] });
    expect(read(['กองช่าง'])).toEqual({ responsible: [], unknown: ['กองช่าง'] });
  });
});

describe('withLeads', () => {
  test('takes the lead from the printed words', () => {
    expect(withLeads([clerk, finance], 'งานหลัก กองคลัง และสำนักปลัด')).toEqual([
      clerk,
      { ...finance, lead: true },
    ]);
    expect(withLeads([clerk], undefined)).toEqual([clerk]);
  });
});
