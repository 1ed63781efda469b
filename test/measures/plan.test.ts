import { measureId, planId, versionId } from '../../src/measures/plan';

describe('the ids', () => {
  test('say where a thing belongs', () => {
    expect(planId('na-kok', 2567)).toBe('na-kok:2567');
    expect(versionId('na-kok:2567', 3)).toBe('na-kok:2567:v3');
    expect(measureId('na-kok', 2567, 'assets')).toBe('na-kok:2567:assets');
  });
});
