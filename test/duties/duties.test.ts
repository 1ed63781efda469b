import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dutyPage } from '../../scripts/docs/duty-page';
import type { Office } from '../../src/core/posts';
import { isInForce, OFFICES } from '../../src/core/posts';
import { mayOnAuthority } from '../../src/duties/authority';
import { endorsementBy, forDuty, grantOf, hasDuty, may, officesWith } from '../../src/duties/duties';
import type { Named } from '../../src/duties/exclusion';
import { isBelow, isExcluded } from '../../src/duties/exclusion';
import { SIGNING_OFFICES } from '../../src/organizations/rules';
import { actor, post } from '../helpers/actors';

describe('the page of the duties', () => {
  test('is what the table prints: npm run docs:duties', () => {
    expect(readFileSync(join(__dirname, '../../docs/duties.md'), 'utf8')).toBe(dutyPage());
  });
});

describe('a duty', () => {
  test('of the own unit reaches its matters and everyone’s', () => {
    const finance = actor('reporter', { unitKey: 'finance' });
    expect(may(finance, 'log-progress', { unitKeys: ['works', 'finance'] })).toBe(true);
    expect(may(finance, 'log-progress', { unitKeys: ['works'], everyones: true })).toBe(true);
    expect(may(finance, 'log-progress', { unitKeys: ['works'] })).toBe(false);
    expect(may(finance, 'log-progress')).toBe(false);
    expect(may(actor('reporter'), 'log-progress', { unitKeys: ['finance'] })).toBe(false);
  });

  test('of the whole office reaches everything in the own organisation, nothing in another', () => {
    expect(may(actor('coordinator'), 'log-progress', { unitKeys: ['works'] })).toBe(true);
    expect(may(actor('coordinator'), 'log-progress')).toBe(true);
    expect(may(actor('coordinator'), 'log-progress', { orgId: 'kut-chik' })).toBe(false);
  });

  test('is had by any of several posts, and done by the one of the unit it is about', () => {
    const [clerk, finance, works] = [
      post('coordinator', 'clerk'),
      post('reporter', 'finance'),
      post('unit-head', 'works'),
    ];
    const several = actor('citizen', { posts: [clerk, finance, works] });
    expect(grantOf(several, 'log-progress', { unitKeys: ['works'] })).toBe(works);
    expect(grantOf(several, 'log-progress', { unitKeys: ['health'] })).toBe(clerk);
    expect(grantOf(several, 'approve-announcements', { unitKeys: ['works'] })).toBe(works);
    expect(grantOf(several, 'approve-announcements', { unitKeys: ['finance'] })).toBeUndefined();
    expect(hasDuty(several, 'open-identities', 'approve-announcements')).toBe(true);
    expect(forDuty('open-identities')(several)).toBe(false);
  });

  test('is had by who acts in an office as by its holder', () => {
    const acting = actor('citizen', { posts: [post('clerk', undefined, { acting: true })] });
    expect(may(acting, 'endorse-clerk')).toBe(true);
  });

  test('is not had by a citizen, nor any at all of nobody', () => {
    expect(OFFICES.filter((office) => !hasDuty(actor(office), 'see-measures'))).toEqual(['custodian']);
    expect(hasDuty(actor('citizen'), 'see-measures')).toBe(false);
    expect(officesWith('appoint-custodians')).toEqual(['executive']);
  });

  test('is the operator’s on the machine itself', () => {
    expect(mayOnAuthority('operator', 'invite', { orgId: 'na-kok' })).toBe(true);
    expect(mayOnAuthority(actor('reporter'), 'invite', { orgId: 'na-kok' })).toBe(false);
    expect(mayOnAuthority(actor('coordinator'), 'invite', { orgId: 'na-kok' })).toBe(true);
  });

  test('of signing is there for every step a sign-off chain can have, for its office alone', () => {
    for (const office of SIGNING_OFFICES) {
      const duty = endorsementBy(office);
      const signers = OFFICES.filter((each) => duty !== undefined && hasDuty(actor(each), duty));
      expect(signers.filter((each) => each !== 'coordinator')).toEqual([office]);
    }
    expect(endorsementBy('custodian')).toBeUndefined();
  });
});

describe('a post', () => {
  test('is in force from its first day, and not on the day it ends', () => {
    const temporary = { from: '2026-12-01', until: '2026-12-15' };
    const days = ['2026-11-30', '2026-12-01', '2026-12-14', '2026-12-15'];
    expect(days.map((day) => isInForce(temporary, day))).toEqual([false, true, true, false]);
    expect(isInForce({ from: '2026-12-01' }, '2030-01-01')).toBe(true);
    expect(isInForce({ from: '2026-12-01', until: '2026-12-01' }, '2026-12-01')).toBe(false);
  });
});

describe('the line of authority', () => {
  const below = (one: Office, other: Office, units: readonly (string | undefined)[] = ['works', 'works']) =>
    isBelow(post(one, units[0]), post(other, units[1]));

  test('goes from the reporter to the executive', () => {
    const line: readonly Office[] = ['reporter', 'section-head', 'unit-head', 'clerk', 'executive'];
    for (const [place, one] of line.entries()) {
      for (const [other, superior] of line.entries()) expect(below(one, superior)).toBe(place < other);
    }
    expect(below('reporter', 'central-head')).toBe(true);
    expect(below('central-head', 'unit-head')).toBe(false);
    expect(below('unit-head', 'central-head')).toBe(false);
    expect(below('coordinator', 'section-head')).toBe(true);
  });

  test('stays within the unit, but for clerk and executive, who stand over all', () => {
    expect(below('reporter', 'unit-head', ['finance', 'works'])).toBe(false);
    expect(below('reporter', 'unit-head', [undefined, 'works'])).toBe(false);
    expect(below('unit-head', 'clerk', ['works', 'clerk'])).toBe(true);
    expect(below('clerk', 'executive', [undefined, undefined])).toBe(true);
    // A head whose unit nobody wrote down: better one reader too few.
    expect(below('reporter', 'unit-head', ['works', undefined])).toBe(true);
  });

  test('leaves custodians and administrators outside', () => {
    for (const outside of ['custodian', 'administrator'] as const) {
      expect(below(outside, 'executive')).toBe(false);
      expect(below('reporter', outside)).toBe(false);
    }
  });
});

describe('who is shut out of a matter', () => {
  const READ = 'see-protected-complaints';
  const readers = (excluding: { people?: readonly Named[]; unitKeys?: readonly string[] }) =>
    (['clerk', 'executive', 'coordinator', 'custodian'] as const).filter((who) =>
      may(actor(who, { unitKey: 'clerk' }), READ, { excluding }),
    );
  const about = (office: Office, unitKey?: string): readonly Named[] => [{ posts: [post(office, unitKey)] }];

  test('nobody, when it is about nobody of the office', () => {
    expect(readers({})).toEqual(['clerk', 'executive', 'coordinator', 'custodian']);
  });

  test('the person it is about, by their account, whatever else they are', () => {
    const named = [{ personId: 'person-executive', posts: [] }];
    expect(readers({ people: named })).toEqual(['clerk', 'coordinator', 'custodian']);
  });

  test('everybody below them: of a head the unit, of the clerk all but the executive', () => {
    expect(readers({ people: about('central-head', 'clerk') })).toEqual(['clerk', 'executive', 'custodian']);
    expect(readers({ people: about('unit-head', 'works') })).toEqual([
      'clerk',
      'executive',
      'coordinator',
      'custodian',
    ]);
    expect(readers({ people: about('clerk') })).toEqual(['clerk', 'executive', 'custodian']);
    expect(readers({ people: about('executive') })).toEqual(['executive', 'custodian']);
  });

  test('also somebody who is below them by another post than the one that would let them read', () => {
    const doubled = actor('citizen', { posts: [post('custodian'), post('reporter', 'works')] });
    expect(may(doubled, READ)).toBe(true);
    expect(may(doubled, READ, { excluding: { people: about('unit-head', 'works') } })).toBe(false);
    expect(may(doubled, READ, { excluding: { people: about('unit-head', 'finance') } })).toBe(true);
  });

  test('a whole unit', () => {
    expect(readers({ unitKeys: ['clerk'] })).toEqual([]);
    expect(readers({ unitKeys: ['works'] })).toHaveLength(4);
    expect(isExcluded(actor('custodian'), { unitKeys: ['clerk'] })).toBe(false);
  });
});
