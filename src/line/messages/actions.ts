import type { messagingApi } from '@line/bot-sdk';
import { present } from '../../core/present';
import type { Locale } from '../../core/texts';
import type { Control } from '../../speech/prompt';
import { MOST_CONTROLS, say, shorten } from '../../speech/wording';
import { isPickable } from '../incoming/inputs';
import { presentable } from './clip';
import { encodePostback } from './postback';

/** What happens when something is pressed, in LINE's words. */
export type LineAction =
  | { readonly type: 'postback'; readonly label: string; readonly data: string; readonly displayText: string }
  | ({
      readonly type: 'datetimepicker';
      readonly label: string;
      readonly data: string;
      readonly mode: 'date';
    } & Range)
  | { readonly type: 'uri'; readonly label: string; readonly uri: string }
  | { readonly type: 'camera' | 'cameraRoll' | 'location'; readonly label: string };

/** Characters of `displayText`. Source: LINE, postback action. */
const LONGEST_DISPLAY_TEXT = 300;

/**
 * The action of a control, or `undefined` for one that cannot be told in 300 bytes: it is left out,
 * because LINE would refuse the whole answer for it, and every button has a typed equivalent.
 */
export function actionOf(control: Control, locale: Locale): LineAction | undefined {
  const said = presentable(say(control.label, locale));
  const label = shorten(said);
  switch (control.kind) {
    case 'camera':
      return { type: 'camera', label };
    case 'album':
      return { type: 'cameraRoll', label };
    case 'location':
      return { type: 'location', label };
    case 'call':
      return { type: 'uri', label, uri: `tel:${control.phone.replace(/\D/g, '')}` };
    case 'date': {
      const data = encodePostback(control);
      return data === undefined
        ? undefined
        : { type: 'datetimepicker', label, data, mode: 'date', ...rangeOf(control) };
    }
    default: {
      const data = encodePostback(control);
      const displayText = shorten(said, LONGEST_DISPLAY_TEXT);
      return data === undefined ? undefined : { type: 'postback', label, data, displayText };
    }
  }
}

/** True for what LINE takes in a card; the camera, the album and the map are for quick replies only. */
export function fitsCard(control: Control): boolean {
  return control.kind !== 'camera' && control.kind !== 'album' && control.kind !== 'location';
}

interface Range {
  initial?: string;
  min?: string;
  max?: string;
}

/** Only what LINE accepts: days that exist, the last after the first, the proposed one between them. */
function rangeOf(control: Extract<Control, { kind: 'date' }>): Range {
  const [initial, min, max] = [control.initial, control.min, control.max].map(existing);
  if (min !== undefined && max !== undefined && max <= min) return {};
  const between = initial !== undefined && initial >= (min ?? initial) && initial <= (max ?? initial);
  return {
    ...(between ? { initial } : {}),
    ...present({ min, max }),
  };
}

function existing(day: string | undefined): string | undefined {
  return day !== undefined && isPickable(day) ? day : undefined;
}

/** The quick replies of an answer: each thing once, at most 13; of too many, the commands stay. */
export function quickReplyOf(
  controls: readonly Control[],
  locale: Locale,
): { quickReply?: messagingApi.QuickReply } {
  const commands = controls.filter((control) => control.kind === 'command');
  const others = controls.filter((control) => control.kind !== 'command');
  const kept =
    controls.length <= MOST_CONTROLS
      ? controls
      : [...others.slice(0, Math.max(0, MOST_CONTROLS - commands.length)), ...commands];
  const actions = new Map<string, LineAction>();
  for (const control of kept) {
    const action = actionOf(control, locale);
    if (action !== undefined) actions.set(identityOf(action), action);
  }
  const items = [...actions.values()].slice(0, MOST_CONTROLS).map((action) => ({ type: 'action', action }));
  return items.length === 0 ? {} : { quickReply: { items } };
}

function identityOf(action: LineAction): string {
  if ('data' in action) return `${action.type} ${action.data}`;
  return 'uri' in action ? `uri ${action.uri}` : action.type;
}
