import type { Actor } from '../../src/conversation/actor';
import { Explainable } from '../../src/core/errors';
import { text } from '../../src/core/texts';
import type { Locale } from '../../src/core/texts';
import { chooseLanguage } from '../../src/people/flows/choose-language';
import { registerStaff } from '../../src/people/flows/register-staff';
import type { RegisterServices } from '../../src/people/flows/register-staff';
import type { Office } from '../../src/core/posts';
import { officeKey } from '../../src/people/rules';
import { whoAmI } from '../../src/people/views/who-am-i';
import { post } from '../helpers/actors';
import { CITIZEN, STAFF, startChat } from '../helpers/chat';
import { controlsOf, findControl, readAloud } from '../helpers/presses';

const CODE = 'KMT479WXC';
const names: RegisterServices['names'] = {
  organization: () => 'อบต.ตัวอย่าง',
  office: (_orgId, office, locale) => text(locale, officeKey(office)),
  unit: (_orgId, unitKey) => (unitKey === 'finance' ? 'กองคลัง' : undefined),
};
const wrong = new Explainable('invitation-wrong', 'people.problem.wrong', { left: 4 });

/** An organisation with one invitation, to an office. */
function office(as: Office = 'reporter', unitKey?: string) {
  const registered: string[] = [];
  const unit = unitKey === undefined ? {} : { unitKey };
  const people: RegisterServices['people'] = {
    check: (actor, code) =>
      code === CODE
        ? Promise.resolve({ orgId: actor.orgId, office: as, ...unit, expiresAt: new Date(0) })
        : Promise.reject(wrong),
    register: (actor, code) => {
      registered.push(`${actor.personId} ${code}`);
      return Promise.resolve({ personId: actor.personId, post: post(as, unitKey) });
    },
  };
  return { flow: registerStaff({ people, names }), registered };
}

describe('registering as staff', () => {
  test('shows who invites as what, and writes only when that is confirmed', async () => {
    const { flow, registered } = office('reporter', 'finance');
    const chat = await startChat(flow, { as: CITIZEN });
    expect(chat.text).toContain('กรุณาพิมพ์รหัสคำเชิญ');

    await chat.says('kmt-479-wxc');
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('อบต.ตัวอย่าง เชิญท่านเป็นเจ้าหน้าที่ (กองคลัง)');
    expect(registered).toEqual([]);

    await chat.says('ส่ง');
    expect(registered).toEqual([`${CITIZEN.personId} ${CODE}`]);
    expect(chat.text).toContain('กองคลัง');
    expect(controlsOf(chat.last).map((control) => control.kind === 'open' && control.name)).toEqual([
      'log-progress',
      'my-measures',
    ]);
  });

  test('offers administrators the state of the report first', async () => {
    const chat = await startChat(office('coordinator').flow, { as: CITIZEN, known: { text: CODE } });
    await chat.says('ยืนยัน');

    expect(findControl(chat.last, 'round-status', 'th')).toBe(controlsOf(chat.last)[0]);
    expect(chat.text).toContain('ผู้ประสานงาน ITA');
  });

  test('begins with the review when the code was simply typed', async () => {
    const chat = await startChat(office().flow, { as: CITIZEN, known: { text: 'รหัส: KMT-479-WXC' } });
    expect(chat.at).toBe('review');
    expect(chat.text).toContain('อบต.ตัวอย่าง เชิญท่านเป็นเจ้าหน้าที่');
  });

  test('tells a wrong code at once, and how many tries are left', async () => {
    const chat = await startChat(office().flow, { as: CITIZEN });
    await chat.says('CDF-346-GHJ');

    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'people.problem.wrong' });
    expect(chat.text).toContain('ลองได้อีก ๔ ครั้ง');
  });

  test('tells what a code looks like when it is none', async () => {
    const chat = await startChat(office().flow, { as: CITIZEN });
    await chat.says('{"$gt":""}');
    expect(chat.outcome).toMatchObject({ kind: 'again', problem: 'people.problem.malformed' });
  });

  test('is open to colleagues, who may take up another post', async () => {
    const chat = await startChat(office('reporter', 'finance').flow, { as: STAFF });
    expect(chat.at).toBe('code');
  });
});

describe('choosing a language', () => {
  const choosing = () => {
    const set: [string, Locale][] = [];
    const setLocale = (actor: Actor, locale: Locale) => {
      set.push([actor.personId, locale]);
      return Promise.resolve();
    };
    return { flow: chooseLanguage({ people: { setLocale } }), set };
  };

  test('holds at once and is confirmed in the new language', async () => {
    const { flow, set } = choosing();
    const chat = await startChat(flow, { as: CITIZEN });
    await chat.taps('en');

    expect(set).toEqual([[CITIZEN.personId, 'en']]);
    expect(chat.text).toBe('The language is now English.');
    expect(findControl(chat.last, 'Menu', 'th')).toMatchObject({ command: 'menu' });
  });

  test('is understood when typed, in either language', async () => {
    for (const [typed, locale] of [
      ['ภาษาไทย', 'th'],
      ['english', 'en'],
    ] as const) {
      const { flow, set } = choosing();
      await (await startChat(flow, { as: { ...CITIZEN, locale: 'en' } })).says(typed);
      expect(set).toEqual([[CITIZEN.personId, locale]]);
    }
  });
});

describe('the view of oneself', () => {
  test('says as what a person is known and what is kept', async () => {
    const actor: Actor = { ...STAFF, posts: [post('reporter', 'finance')] };
    const prompts = await whoAmI({ names }).show(undefined, { actor, now: new Date(0) });

    expect(readAloud(prompts, 'th')).toContain('อบต.ตัวอย่าง');
    expect(readAloud(prompts, 'th')).toContain('กองคลัง');
    expect(prompts[0]?.card?.footnote).toEqual({ key: 'people.me.kept' });
  });

  test('leaves out a unit that is no longer there', async () => {
    const actor: Actor = { ...STAFF, posts: [post('reporter', 'gone')] };
    const prompts = await whoAmI({ names }).show(undefined, { actor, now: new Date(0) });
    expect(readAloud(prompts, 'th')).not.toContain('gone');
  });
});
