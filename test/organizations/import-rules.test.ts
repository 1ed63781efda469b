import { readOrganization } from '../../src/organizations/import-rules';

const described = {
  id: 'na-kok',
  order: 1,
  name: 'องค์การบริหารส่วนตำบลนากอก',
  shortName: 'อบต.นากอก',
  kind: 'subdistrict-organization',
  units: [{ key: 'clerk', name: 'สำนักปลัด' }],
  signOffChain: [{ order: 1, title: 'ผู้รายงาน', office: 'reporter' }],
  forms: ['S004-status3'],
};

describe('the description of an organisation', () => {
  test('is taken when it is whole; aliases may be left out', () => {
    expect(readOrganization(described)).toEqual({
      ok: true,
      organization: { ...described, units: [{ key: 'clerk', name: 'สำนักปลัด', aliases: [] }] },
    });
  });

  test('is refused with everything that is wrong with it', () => {
    const read = readOrganization({ ...described, id: 'Na Kok', kind: 'city', units: [], mayor: 'x' });
    const problems = read.ok ? [] : read.problems;

    expect(problems.map((each) => each.split(':')[0])).toEqual(
      expect.arrayContaining(['id', 'kind', 'units']),
    );
    expect(problems.join()).toContain('mayor');
  });

  test('does not say who acts in an office, and is told where that is said', () => {
    const signOffChain = [{ order: 1, title: 'ปลัด', office: 'clerk', acting: true }];

    expect(readOrganization({ ...described, signOffChain })).toEqual({
      ok: false,
      problems: [expect.stringMatching(/^signOffChain\.0\.acting: .*--acting/)],
    });
  });

  test('may say how the office is reached', () => {
    const contact = {
      phone: '042-000-103',
      hours: { days: 'weekdays', from: '08:30', to: '16:30' },
      address: 'ชั้น ๒',
    };

    expect(readOrganization({ ...described, contact })).toMatchObject({
      ok: true,
      organization: { contact },
    });
    const wrong = { phone: '๐๔๒', hours: { days: 'weekdays', from: '16:30', to: '8.30' }, fax: '1' };
    const read = readOrganization({ ...described, contact: wrong });
    expect(read.ok ? '' : read.problems.join()).toMatch(/contact\.phone: .+contact\.hours\.to: .+fax/);
  });

  test('may say that a unit or a signature is only assumed', () => {
    const units = [{ key: 'clerk', name: 'สำนักปลัด', aliases: [], source: 'assumed' }];
    const signOffChain = [{ order: 1, title: 'ปลัด', office: 'clerk', source: 'document' }];

    expect(readOrganization({ ...described, units, signOffChain })).toMatchObject({
      ok: true,
      organization: { units, signOffChain },
    });
  });

  test('may not use a unit key twice', () => {
    const units = [described.units[0], { key: 'clerk', name: 'กองคลัง' }];

    expect(readOrganization({ ...described, units })).toMatchObject({
      ok: false,
      problems: [expect.stringContaining('clerk')],
    });
  });

  test.each([undefined, null, 'na-kok', []])('is not %j', (value) => {
    expect(readOrganization(value).ok).toBe(false);
  });
});
