import type { ImportOptions } from '../../../src/measures/import/service';
import type { Organization } from '../../../src/organizations/rules';

/** An invented office with the units the examples name. */
export const office: Organization = {
  id: 'na-kok',
  order: 1,
  name: 'องค์การบริหารส่วนตำบลนากอก',
  shortName: 'อบต.นากอก',
  kind: 'subdistrict-organization',
  units: [
    { key: 'clerk', name: 'สำนักปลัด', aliases: ['สำนักงานปลัด'] },
    { key: 'finance', name: 'กองคลัง', aliases: [] },
    { key: 'education', name: 'กองการศึกษาฯ', aliases: ['กองการศึกษา ศาสนา และวัฒนธรรม'] },
  ],
  signOffChain: [],
  forms: ['S004-status3', 'S003-result6col-instrument'],
};

/** Options of an import for that office. */
export function options(change: Partial<ImportOptions> = {}): ImportOptions {
  return { organization: office, fiscalYear: 2567, fileName: 'plan.csv', ...change };
}

/** A JSON file with these rows. */
export function json(...rows: object[]): Buffer {
  return Buffer.from(JSON.stringify(rows));
}
