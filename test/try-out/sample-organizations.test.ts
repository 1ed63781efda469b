import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/core/project-root';
import { readPlan } from '../../src/measures/import/service';
import { readSampleOrganizations } from '../../src/try-out/load-sample-data';

const offices = readSampleOrganizations();
const seeds = join(projectRoot, '../shared/seeds');
const withSeeds = existsSync(seeds) ? describe : describe.skip;

describe('the sample organisations', () => {
  test('say of every unit and of every signature whether a paper names it', () => {
    const assumed = offices.map(({ id, units, signOffChain }) => [
      id,
      units.filter(({ source }) => source === 'assumed').map(({ key }) => key),
      [...new Set(signOffChain.map(({ source }) => source))],
    ]);

    expect(assumed).toEqual([
      ['pho-kao-ton', [], ['assumed']],
      ['kut-chik', ['finance', 'works'], ['document']],
      ['na-kok', ['works'], ['document']],
      ['nong-chang-laen', [], ['assumed']],
      ['cho-raka', ['works'], ['assumed']],
    ]);
    expect(offices.flatMap(({ units }) => units).filter(({ source }) => source === undefined)).toEqual([]);
  });

  test('name offices, not who acted in them once', () => {
    expect(offices.flatMap(({ signOffChain }) => signOffChain).filter((step) => 'acting' in step)).toEqual(
      [],
    );
  });

  test('keep a slip of the paper as source text only', () => {
    const organization = offices.at(-1)!;
    const bytes = readFileSync(join(projectRoot, 'sample-data/cho-raka.json'));
    const { measures: known } = readPlan(bytes, { organization, fileName: 'cho-raka.json' });
    const conflict = known.find((each) => each.id === 'cho-raka:2566:conflict');
    const mended = 'มาตรการป้องกันความขัดแย้งทางผลประโยชน์ หรือผลประโยชน์ทับซ้อน และการให้หรือรับสินบน';

    expect([conflict?.title, conflict?.rows[0]?.title]).toEqual([mended, mended]);
    const { sourceText = '', form } = conflict?.rows[0] ?? {};
    expect(sourceText).toContain('ความขัดแย้งหาผลประโยชน์');

    // The paper's own words still lead to it when the office imports its plan.
    const rows = [{ org: organization.id, fiscalYearBE: 2566, form, title: sourceText }];
    const again = readPlan(Buffer.from(JSON.stringify(rows)), {
      organization,
      fileName: 'again.json',
      known,
    });
    expect(again.measures.map(({ key }) => key)).toEqual(['conflict']);
  });
});

withSeeds('against the sources', () => {
  test('units and signatures that a paper names are in it, the others are not', () => {
    const files = readdirSync(seeds)
      .filter((file) => file.endsWith('.txt'))
      .sort();
    for (const [index, { id, units, signOffChain }] of offices.entries()) {
      const paper = readFileSync(join(seeds, files[index] ?? ''), 'utf8').replace(/\s/g, '');
      for (const { key, source, name, aliases } of units) {
        const named = [name, ...aliases].some((each) => paper.includes(each));
        expect([id, key, named]).toEqual([id, key, source === 'document']);
      }
      const signed = paper.includes('ผู้รายงาน');
      expect([id, signed]).toEqual([id, signOffChain.every(({ source }) => source === 'document')]);
    }
  });
});
