import type { Input } from '../../conversation/flow';
import { isDay } from '../../core/bangkok-day';
import type { TextKey } from '../../core/texts';
import { decodePostback } from '../messages/postback';
import type { ToFetch } from '../outgoing/content';
import type { KnownEvent } from './events';

type MessageEvent = Extract<KnownEvent, { kind: 'message' }>;
type PostbackEvent = Extract<KnownEvent, { kind: 'postback' }>;

/** What an event means to the conversation; `ignored`: nothing at all. */
export function inputOf(event: KnownEvent): Input | ToFetch | 'ignored' {
  if (event.kind === 'message') return ofMessage(event);
  return event.kind === 'postback' ? ofPostback(event) : 'ignored';
}

const UNUSABLE = {
  sticker: 'line.unusable.sticker',
  video: 'line.unusable.video',
  audio: 'line.unusable.audio',
  other: 'line.unusable.other',
} as const satisfies Record<string, TextKey>;

function ofMessage({ messageId, message }: MessageEvent): Input | ToFetch {
  switch (message.type) {
    case 'text':
      return { kind: 'text', text: message.text, source: messageId };
    case 'location':
      return { kind: 'place', place: message.place, source: messageId };
    case 'image':
      return { kind: 'fetch', messageId, mediaKind: 'image' };
    case 'file': {
      const { type: mediaKind, ...declared } = message;
      return { kind: 'fetch', messageId, mediaKind, ...declared };
    }
    default:
      return { kind: 'unusable', problem: UNUSABLE[message.type] };
  }
}

function ofPostback({ data, date, menuSwitched }: PostbackEvent): Input | 'ignored' {
  if (menuSwitched) return 'ignored';
  const pressed = decodePostback(data);
  if (pressed === undefined) return { kind: 'unusable', problem: 'line.unusable.button' };
  if (pressed.kind !== 'date') return pressed;
  if (date === undefined || !isPickable(date)) return { kind: 'unusable', problem: 'line.unusable.date' };
  return { kind: 'date', date, asked: pressed.asked };
}

/** True for a day that LINE's date picker can show: one that exists, from 1900 to 2100. */
export function isPickable(day: string): boolean {
  return isDay(day) && /^(19\d\d|20\d\d|2100)-/.test(day);
}
