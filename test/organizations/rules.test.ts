import { text } from '../../src/core/texts';
import type { Unit } from '../../src/organizations/rules';
import { findUnit, ORGANIZATION_ID, unitOf, wordOf } from '../../src/organizations/rules';

const units: Unit[] = [
  { key: 'clerk', name: 'สำนักปลัดเทศบาล', aliases: ['งานธุรการ'] },
  { key: 'finance', name: 'กองคลัง', aliases: [] },
  { key: 'health', name: 'กองสาธารณสุขฯ', aliases: [] },
];

describe('findUnit', () => {
  test.each([
    ['สำนักปลัดเทศบาล', 'clerk'],
    ['สำนักปลัด', 'clerk'],
    ['สำนักงานปลัด', 'clerk'],
    ['งานธุรการ', 'clerk'],
    [' กอง คลัง', 'finance'],
    ['กองสาธารณสุข', 'health'],
    ['กองสาธารณสุขและสิ่งแวดล้อม', 'health'],
  ])('knows %s', (name, key) => {
    expect(findUnit(units, name)?.key).toBe(key);
  });

  test.each(['', 'ฯ', 'กองช่าง', 'กองทัพเรือ', 'กอง'])('does not know %j', (name) => {
    expect(findUnit(units, name)).toBeUndefined();
  });

  test('prefers a name of the organisation itself to a common word', () => {
    const both: Unit[] = [
      { key: 'office', name: 'สำนักปลัด', aliases: [] },
      { key: 'bureau', name: 'สำนักงานปลัด', aliases: [] },
    ];
    expect(findUnit(both, 'สำนักงานปลัด')?.key).toBe('bureau');
  });
});

describe('unitOf', () => {
  test('finds a unit by its key and nothing without one', () => {
    expect(unitOf({ units }, 'finance')?.name).toBe('กองคลัง');
    expect(unitOf({ units }, undefined)).toBeUndefined();
    expect(unitOf({ units }, 'space')).toBeUndefined();
  });
});

describe('wordOf', () => {
  test('speaks as the kind of local government does', () => {
    expect(text('th', wordOf('subdistrict-organization', 'executiveShort'))).toBe('นายก อบต.');
    expect(text('th', wordOf('subdistrict-municipality', 'executiveShort'))).toBe('นายกเทศมนตรี');
    expect(text('th', wordOf('subdistrict-municipality', 'clerk'))).toBe('ปลัดเทศบาล');
  });
});

describe('an organisation id', () => {
  test('is a slug', () => {
    expect(ORGANIZATION_ID.test('na-kok')).toBe(true);
    for (const wrong of ['Na-Kok', 'na_kok', '-x', 'a', 'na:kok'])
      expect(ORGANIZATION_ID.test(wrong)).toBe(false);
  });
});
