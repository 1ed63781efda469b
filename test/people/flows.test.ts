import type { Actor } from '../../src/conversation/actor';
import { Explainable } from '../../src/core/errors';
import type { Office } from '../../src/core/posts';
import { OFFICES } from '../../src/core/posts';
import type { Locale } from '../../src/core/texts';
import { text } from '../../src/core/texts';
import { chooseLanguage } from '../../src/people/flows/choose-language';
import { endPost } from '../../src/people/flows/end-post';
import type { RegisterServices } from '../../src/people/flows/register-staff';
import { registerStaff } from '../../src/people/flows/register-staff';
import { officeKey } from '../../src/people/rules';
import type { HeldPost } from '../../src/people/service';
import { createTellHolder } from '../../src/people/telling';
import type { NamesKept } from '../../src/people/views/who-am-i';
import { whoAmI } from '../../src/people/views/who-am-i';
import { actor, post } from '../helpers/actors';
import { CITIZEN, COORDINATOR, STAFF, startChat } from '../helpers/chat';
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
      return Promise.resolve({ personId: actor.personId, locale: actor.locale, post: post(as, unitKey) });
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

  test('offers nothing that the new post does not allow', async () => {
    const offered = async (as: Office) => {
      const chat = await startChat(office(as).flow, { as: CITIZEN, known: { text: CODE } });
      await chat.says('ยืนยัน');
      return controlsOf(chat.last).map((control) => control.kind === 'open' && control.name);
    };
    expect(await offered('executive')).toEqual(['round-status', 'log-progress', 'my-measures']);
    expect(await offered('custodian')).toEqual(['complaint-inbox']);
    expect(await offered('administrator')).toEqual(['my-measures', 'end-post']);
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
    expect(chat.receipt).toMatchObject({ locale: 'en' });
    expect(readAloud(chat.last, 'en')).toBe('The language is now English.');
    expect(findControl(chat.last, 'Menu', 'en')).toMatchObject({ command: 'menu' });
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

describe('ending a post', () => {
  const held: readonly HeldPost[] = [
    { personId: 'p-1', displayName: 'คุณใจดี', locale: 'en', post: post('reporter', 'finance') },
    { personId: 'p-2', locale: 'th', post: post('clerk', undefined, { acting: true }) },
  ];
  const ending = () => {
    const ended: string[] = [];
    const told: string[] = [];
    const flow = endPost({
      names,
      tellHolder: createTellHolder({
        names,
        outbox: {
          enqueue: ({ to, prompts, locale }) => {
            if (to.kind === 'person') told.push(`${to.personId}: ${readAloud(prompts, locale)}`);
            return Promise.resolve('new');
          },
        },
      }),
      people: {
        endablePosts: () => Promise.resolve([...held]),
        endPost: (_orgId, id, by) => {
          ended.push(`${id} by ${by === 'operator' ? by : by.personId}`);
          const found = held.find((each) => each.post.id === id);
          return found === undefined ? Promise.reject(wrong) : Promise.resolve(found);
        },
      },
    });
    return { flow, ended, told };
  };

  test('shows who holds what and since when, asks again, and only then ends it', async () => {
    const { flow, ended } = ending();
    const chat = await startChat(flow, { as: COORDINATOR });
    expect(chat.text).toContain('คุณใจดี เจ้าหน้าที่ (กองคลัง)');
    expect(chat.text).toContain('ไม่ระบุชื่อ รักษาราชการแทนปลัด');
    expect(chat.last[0]?.card?.rows[0]?.note).toEqual({ literal: 'ตั้งแต่ ๑ ต.ค. ๒๕๖๓' });

    await chat.says('1');
    expect(chat.at).toBe('review');
    expect(ended).toEqual([]);
    await chat.taps('ยืนยันการยุติบทบาท');
    expect(ended).toEqual([`${held[0]?.post.id} by ${COORDINATOR.personId}`]);
    expect(chat.text).toContain('ยุติบทบาทแล้ว: คุณใจดี เจ้าหน้าที่ (กองคลัง)');
  });

  test('warns before it, with all that the person loses, and tells them politely in their language', async () => {
    const { flow, told } = ending();
    const chat = await startChat(flow, { as: COORDINATOR });
    await chat.says('1');
    expect(chat.last[0]?.card).toMatchObject({ kind: 'warning', subtitle: { key: 'people.end.warning' } });
    expect(chat.text).toContain('ตั้งแต่ ๑ ต.ค. ๒๕๖๓');
    expect(chat.text).toMatch(/รายงานผลมาตรการ[^]*ดูและดำเนินการเรื่องร้องเรียน/);
    expect(told).toEqual([]);
    await chat.taps('send');
    expect(told).toEqual([expect.stringMatching(/^p-1: Your role staff member.*has ended today/)]);
  });

  test('tells nobody who ended their own role', async () => {
    const { flow, told } = ending();
    const chat = await startChat(flow, { as: { ...COORDINATOR, personId: 'p-1' } });
    await chat.says('1');
    await chat.taps('send');
    expect(told).toEqual([]);
  });

  test('can be left with everything as it was', async () => {
    const { flow, ended } = ending();
    const chat = await startChat(flow, { as: COORDINATOR });
    await chat.says('2');
    await chat.cancels();
    expect(ended).toEqual([]);
  });

  test('is for those who manage people, and for the executive who appoints custodians', () => {
    const { flow } = ending();
    const all = ['citizen', ...OFFICES] as const;
    expect(all.filter((who) => flow.mayStart(actor(who)))).toEqual([
      'executive',
      'coordinator',
      'administrator',
    ]);
  });
});

describe('the view of oneself', () => {
  const nothing: NamesKept = {
    nameOf: () => Promise.resolve(undefined),
    namedComplaints: () => Promise.resolve(0),
  };

  test('says where a name is kept, and that none is only where that is true', async () => {
    const shown = async (kept: Partial<NamesKept>) => {
      const view = whoAmI({ names, kept: { ...nothing, ...kept } });
      return readAloud(await view.show(undefined, { actor: CITIZEN, now: new Date(0) }), 'th');
    };
    const nameOf = () => Promise.resolve('คุณสมมติ');
    const namedComplaints = () => Promise.resolve(2);

    expect(await shown({})).toContain('ชื่อที่ระบบเก็บไว้ ไม่มี');
    expect(await shown({ nameOf })).toContain('ชื่อที่ระบบเก็บไว้ คุณสมมติ (ตามที่ผู้เชิญระบุ)');
    const after = await shown({ namedComplaints });
    expect(after).toContain('ชื่อและหมายเลขโทรศัพท์ที่ท่านให้ไว้ใน ๒ เรื่อง');
    expect(after).not.toContain('ไม่มี');
    expect(await shown({ nameOf, namedComplaints })).toMatch(/คุณสมมติ[^]*๒ เรื่อง/);
  });

  test('lists every post, with the position as the office writes it', async () => {
    const position = 'ผู้อำนวยการกองคลัง';
    const posts = [post('unit-head', 'finance', { position }), post('clerk', undefined, { acting: true })];
    const [prompt] = await whoAmI({ names, kept: nothing }).show(undefined, {
      actor: { ...STAFF, posts },
      now: new Date(0),
    });

    const read = readAloud(prompt === undefined ? [] : [prompt], 'th');
    expect(read).toContain('หัวหน้ากอง/สำนัก (กองคลัง)');
    expect(read).toContain('หัวหน้ากอง/สำนัก (กองคลัง) และรักษาราชการแทนปลัด');
    expect(prompt?.card?.rows[1]?.note).toEqual({ literal: position });
    expect(prompt?.card?.rows).toHaveLength(5);
  });

  test('says of a citizen that they are one', async () => {
    const prompts = await whoAmI({ names, kept: nothing }).show(undefined, {
      actor: CITIZEN,
      now: new Date(0),
    });
    expect(readAloud(prompts, 'th')).toContain('ประชาชน');
  });

  test('says as what a person is known and what is kept', async () => {
    const actor: Actor = { ...STAFF, posts: [post('reporter', 'finance')] };
    const prompts = await whoAmI({ names, kept: nothing }).show(undefined, { actor, now: new Date(0) });

    expect(readAloud(prompts, 'th')).toContain('อบต.ตัวอย่าง');
    expect(readAloud(prompts, 'th')).toContain('กองคลัง');
    expect(prompts[0]?.card?.footnote).toEqual({ key: 'people.me.kept' });
  });

  test('leaves out a unit that is no longer there', async () => {
    const actor: Actor = { ...STAFF, posts: [post('reporter', 'gone')] };
    const prompts = await whoAmI({ names, kept: nothing }).show(undefined, { actor, now: new Date(0) });
    expect(readAloud(prompts, 'th')).not.toContain('gone');
  });
});
