import { AppError, Explainable } from '../../src/core/errors';
import type { TextKey } from '../../src/core/texts';

describe('an AppError', () => {
  test('carries code, cause and details', () => {
    const cause = new Error('below');
    const error = new AppError('sealed-unreadable', 'does not open', { cause, details: { keyId: 'a' } });

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'AppError',
      code: 'sealed-unreadable',
      message: 'does not open',
      cause,
    });
    expect(error.options.details).toEqual({ keyId: 'a' });
  });

  test('has no cause when none is given', () => {
    expect('cause' in new AppError('a', 'b')).toBe(false);
  });
});

describe('an Explainable', () => {
  test('carries the text for the person and no other words', () => {
    const error = new Explainable('not-yours', 'reminders.title' as TextKey, { number: 3 });

    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ name: 'Explainable', text: 'reminders.title', params: { number: 3 } });
    expect(error.message).toBe('not-yours');
  });
});
