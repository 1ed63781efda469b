import type { PickerMode } from './dates';
import { type Json, objectOf, textOf } from './json';
import { accountLink, linkTarget, opensLocation, prefilledText } from './links';

/** The date and time dialog a bot asks for; values in the native fields' format. */
export interface PickerQuestion {
  readonly mode: PickerMode;
  readonly data: string;
  readonly initial?: string;
  readonly min?: string;
  readonly max?: string;
}

/** What a tapped postback tells the bot; `text` is said as a message besides (deprecated by LINE). */
export interface Postback {
  readonly data: string;
  readonly displayText?: string;
  readonly text?: string;
}

/** What a tap makes the page do. */
export type Deed =
  | { readonly kind: 'postback'; readonly postback: Postback }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'open'; readonly href: string }
  | { readonly kind: 'prefill'; readonly text: string }
  | { readonly kind: 'pick'; readonly question: PickerQuestion }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'switch'; readonly richMenuAliasId: string; readonly data: string }
  | { readonly kind: 'link'; readonly linkToken: string; readonly nonce: string }
  | { readonly kind: 'camera' | 'album' | 'place' | 'nothing' };

function picker(action: Json): Deed {
  const mode = textOf(action, 'mode');
  if (mode !== 'date' && mode !== 'time' && mode !== 'datetime') return { kind: 'nothing' };
  // LINE also writes the separator in lower case; the native field takes only the capital.
  const field = (name: string) => textOf(action, name)?.replace('t', 'T');
  const [initial, min, max] = [field('initial'), field('min'), field('max')];
  const question = {
    mode,
    data: textOf(action, 'data') ?? '',
    ...(initial === undefined ? {} : { initial }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  } as const;
  return { kind: 'pick', question };
}

function link(action: Json, pageAddress: string, isDesktop: boolean): Deed {
  const elsewhere = isDesktop ? textOf(objectOf(action, 'altUri') ?? {}, 'desktop') : undefined;
  const uri = elsewhere ?? textOf(action, 'uri') ?? textOf(action, 'linkUri') ?? '';
  const prefilled = prefilledText(uri);
  if (prefilled !== undefined) return { kind: 'prefill', text: prefilled };
  if (opensLocation(uri)) return { kind: 'place' };
  const account = accountLink(uri);
  if (account !== undefined) return { kind: 'link', ...account };
  const href = linkTarget(uri, pageAddress);
  return href === undefined ? { kind: 'nothing' } : { kind: 'open', href };
}

function postback(action: Json): Postback {
  const displayText = textOf(action, 'displayText');
  const text = textOf(action, 'text');
  return {
    data: textOf(action, 'data') ?? '',
    ...(displayText === undefined ? {} : { displayText }),
    ...(text === undefined ? {} : { text }),
  };
}

/** What tapping a LINE action does; a computer may have a link of its own (`altUri`). Actions nobody knows do nothing. */
export function deedOf(action: Json, pageAddress: string, isDesktop = false): Deed {
  switch (action.type) {
    case 'postback':
      return { kind: 'postback', postback: postback(action) };
    case 'message':
      return { kind: 'say', text: textOf(action, 'text') ?? '' };
    case 'uri':
      return link(action, pageAddress, isDesktop);
    case 'datetimepicker':
      return picker(action);
    case 'clipboard':
      return { kind: 'copy', text: textOf(action, 'clipboardText') ?? '' };
    case 'camera':
      return { kind: 'camera' };
    case 'cameraRoll':
      return { kind: 'album' };
    case 'location':
      return { kind: 'place' };
    case 'richmenuswitch':
      return {
        kind: 'switch',
        richMenuAliasId: textOf(action, 'richMenuAliasId') ?? '',
        data: textOf(action, 'data') ?? '',
      };
    default:
      return { kind: 'nothing' };
  }
}

/** The picked value as the `params` of a postback. */
export function pickedParams(mode: PickerMode, value: string): Readonly<Record<string, string>> {
  return { [mode]: value };
}
