import { bestOf } from '../../src/speech/best';

describe('the best of a list', () => {
  test('are three where it is longer than a screen, and all once they are asked for', () => {
    expect(bestOf([1, 2, 3, 4, 5], { whole: false })).toEqual({ shown: [1, 2, 3], isPart: true });
    expect(bestOf([1, 2, 3, 4, 5], { whole: true })).toEqual({ shown: [1, 2, 3, 4, 5], isPart: false });
  });

  test('are all of a short one: nothing is gained by hiding one of four', () => {
    expect(bestOf([1, 2, 3, 4], { whole: false })).toEqual({ shown: [1, 2, 3, 4], isPart: false });
  });
});
