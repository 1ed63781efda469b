import fc from 'fast-check';
import { Sealer } from '../../src/core/sealing';
import {
  INVITATION_CODE,
  invitationCodeFrom,
  invitationProblem,
  personIdOf,
  readInvitationCode,
} from '../../src/people/rules';

const sealer = new Sealer([{ id: 'k1', key: Buffer.alloc(32, 1) }]);

describe('the id of a person', () => {
  test('is the same for one account in one organisation, and another everywhere else', () => {
    const id = personIdOf(sealer, 'na-kok', 'U1');

    expect(personIdOf(sealer, 'na-kok', 'U1')).toBe(id);
    expect(personIdOf(sealer, 'na-kok', 'U2')).not.toBe(id);
    expect(personIdOf(sealer, 'kut-chik', 'U1')).not.toBe(id);
    expect(id).not.toContain('U1');
  });
});

describe('an invitation code', () => {
  test('has three letters, three digits, three letters, and none that look alike', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const code = invitationCodeFrom(seed);
        expect(code).toMatch(/^[A-Z]{3}-\d{3}-[A-Z]{3}$/);
        expect(code).not.toMatch(/[AEIOUBLSZ01258]/);
        expect(readInvitationCode(code)).toBe(code.replaceAll('-', ''));
      }),
    );
  });

  test('uses every letter and digit it may use', () => {
    const all = Array.from({ length: 2_000 }, (_, seed) => invitationCodeFrom(String(seed))).join('');
    expect(new Set(all).size).toBe(17 + 5 + 1);
  });

  test.each([
    ['KMT-479-WXC'],
    ['kmt479wxc'],
    ['KMT ๔๗๙ WXC'],
    [' k m t – 4 7 9 – w x c '],
    ['รหัส: KMT-479-WXC'],
    ['รหัสคำเชิญของท่านคือ\nKMT-479-WXC'],
    ['K\u200bMT-479\u200e-WXC'],
  ])('is read from %j', (typed) => {
    expect(readInvitationCode(typed)).toBe('KMT479WXC');
  });

  test.each([
    ['ถนนหน้าบ้านพัง'],
    ['69-12345-6'],
    ['KMT-479-WX'],
    ['KMT-479-WXCC'],
    ['ABE-479-WXC'],
    ['{"$gt":""}'],
    ['KMT-479-WXC '.repeat(500)],
    [''],
  ])('is not seen in %j', (typed) => {
    expect(readInvitationCode(typed)).toBeUndefined();
  });

  test('is never a Thai sentence or a number', () => {
    expect(INVITATION_CODE.test('กรุณาช่วย')).toBe(false);
    expect(INVITATION_CODE.test('123456789')).toBe(false);
  });
});

describe('an invitation', () => {
  const now = new Date('2026-12-01T03:00:00Z');
  const expiresAt = new Date('2026-12-05T03:00:00Z');

  test('can be used until its end, by one person', () => {
    expect(invitationProblem({ expiresAt }, 'p1', now)).toBeUndefined();
    expect(invitationProblem({ expiresAt }, 'p1', expiresAt)).toBe('expired');
    expect(invitationProblem({ expiresAt, usedBy: 'p2' }, 'p1', now)).toBe('used');
  });

  test('stays valid for the person who used it', () => {
    expect(invitationProblem({ expiresAt: now, usedBy: 'p1' }, 'p1', expiresAt)).toBeUndefined();
  });
});
