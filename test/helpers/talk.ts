import { textsIn } from '../../simulator/actions-in-chat';
import type { ChatItem } from '../../simulator/contract';
import type { Phone } from '../../simulator/phone';
import type { TextKey } from '../../src/core/texts';
import { text } from '../../src/core/texts';
import type { TestApp } from './app';

/** The Thai text behind a key, as buttons show it. */
export const th = (key: TextKey, params?: Record<string, string | number>): string => text('th', key, params);

/** All that a person reads in these messages. */
export const heard = (items: readonly ChatItem[]): string =>
  items.flatMap((item) => textsIn(item.message)).join('\n');

/** Writes and reads the answer. */
export async function say(phone: Phone, words: string): Promise<string> {
  await phone.says(words);
  return heard(await phone.answer());
}

/** Taps and reads the answer. */
export async function tap(phone: Phone, words: string): Promise<string> {
  await phone.taps(words);
  return heard(await phone.answer());
}

/** Presses a button that is not on the screen, and reads the answer. */
export async function press(phone: Phone, data: string, params?: unknown): Promise<string> {
  await phone.posts(data, params);
  return heard(await phone.answer());
}

/** Sends a file or photo and reads the answer. */
export async function send(phone: Phone, upload: Parameters<Phone['sends']>[0]): Promise<string> {
  await phone.sends(upload);
  return heard(await phone.answer({ timeoutMs: 20_000 }));
}

/** Leaves whatever is open. */
export async function leave(phone: Phone): Promise<void> {
  await say(phone, th('common.cancel'));
}

const TICKET = /\d\d-\d{5}-\d/;

/** What somebody complains about in a test. */
export interface Grievance {
  readonly category?: TextKey;
  readonly detail: string;
  readonly place?: string;
  readonly photos?: readonly Buffer[];
  readonly name?: string;
  readonly phoneNumber?: string;
  /** Called before it is sent off, e.g. to let the reply with its receipt fail. */
  readonly beforeSending?: () => void;
}

/** Category and place, where they are asked for or the story was taken for something else. */
async function tellMatter(
  phone: Phone,
  asked: string,
  { category, place }: { category: TextKey | undefined; place: string | undefined },
): Promise<void> {
  const isAsked = asked.includes(th('complaints.file.askCategory'));
  const wanted = category ?? (isAsked ? 'complaints.category.other' : undefined);
  if (wanted !== undefined && !isAsked) await say(phone, `แก้ไข${th('complaints.file.category')}`);
  const next = wanted === undefined ? asked : await tap(phone, th(wanted));
  const isPlaceAsked = next.includes(th('complaints.file.askPlace'));
  if (place === undefined) {
    if (isPlaceAsked) await tap(phone, th('common.skip'));
    return;
  }
  if (!isPlaceAsked) await say(phone, `แก้ไข${th('complaints.file.place')}`);
  await say(phone, place);
}

/** Files a complaint by buttons and typed answers; resolves to its number, its PIN and the receipt. */
export async function complain(
  phone: Phone,
  { category, detail, place, photos = [], name, phoneNumber, beforeSending }: Grievance,
): Promise<{ ticketNo: string; pin: string; receipt: string }> {
  await say(phone, th('complaints.file.title'));
  const asked = await say(phone, detail);
  await tellMatter(phone, asked, { category, place });
  for (const bytes of photos) await send(phone, { kind: 'image', bytes, name: 'photo.jpg' });
  await tap(phone, th(name === undefined ? 'complaints.file.anonymous' : 'complaints.file.named'));
  if (name !== undefined) {
    await say(phone, name);
    await (phoneNumber === undefined ? tap(phone, th('common.skip')) : say(phone, phoneNumber));
  }
  beforeSending?.();
  const receipt = await tap(phone, th('complaints.file.send'));
  const ticketNo = TICKET.exec(receipt)?.[0];
  const pin = /(?<!\d)\d{6}(?!\d)/.exec(receipt.replace(ticketNo ?? '', ''))?.[0];
  if (ticketNo === undefined || pin === undefined) throw new Error(`no receipt, but: ${receipt}`);
  return { ticketNo, pin, receipt };
}

/** The bot has nothing left to do, nothing was set aside, and it still answers; only `troubles` were logged. */
export async function expectWellAndIdle(app: TestApp, troubles: readonly string[] = []): Promise<void> {
  await app.container.line.dispatcher.idle();
  expect(await app.container.threads.counts()).toEqual({ waiting: 0, aside: 0 });
  expect(await app.container.outbox.counts()).toMatchObject({ dead: 0 });
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  const warnings = app.logged.filter((line) => /"level":(40|50|60)/.test(line));
  const isKnown = (line: string) => troubles.some((event) => line.includes(`"event":"${event}"`));
  expect(warnings.filter((line) => !isKnown(line))).toEqual([]);
}
